"""The page of one's own practice: an invented person, any day, any path."""
