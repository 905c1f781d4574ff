"""Roter Faden: the cooperation plan of § 15 SGB II, made together and kept by both sides."""

__version__ = "0.1.0"
