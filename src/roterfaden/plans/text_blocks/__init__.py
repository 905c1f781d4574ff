"""Prepared wordings for the entries of a plan."""
