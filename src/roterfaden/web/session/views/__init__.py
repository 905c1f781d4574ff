"""The pages of the shared view."""
