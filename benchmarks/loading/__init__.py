"""A jobcentre of 100,000 cases, and twenty requests a second upon it."""
