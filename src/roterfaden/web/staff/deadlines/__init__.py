"""Pages of open deadlines: the list, the month, the file for a calendar, and what moved."""
