"""Calendars of the office: read, matched with cases, taken over, and written (RFC 5545)."""
