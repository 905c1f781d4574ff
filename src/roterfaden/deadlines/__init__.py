"""The open deadlines of procedures, kept as rows: for lists, reminders and calendars."""
