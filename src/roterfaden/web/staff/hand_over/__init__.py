"""Handing cases over: choose, look, confirm, protocol."""
