"""The office's own words for reasons."""
