"""Pages about the meetings of a case."""
