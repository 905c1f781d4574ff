"""Pages that show what is different between two versions of a plan."""
