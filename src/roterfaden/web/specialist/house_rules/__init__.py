"""What the law leaves open, and what the office makes of it."""
