"""Commands of the research side."""
