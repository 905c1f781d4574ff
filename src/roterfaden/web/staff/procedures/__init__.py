"""Procedures on paths, and proposals of work and measures."""
