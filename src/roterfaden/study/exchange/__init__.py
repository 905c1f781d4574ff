"""Exchange with other programs: REFI-QDA, plans as files, code matrices."""
