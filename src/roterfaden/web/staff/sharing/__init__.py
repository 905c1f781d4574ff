"""The counsellor's side of the shared view, beside the editor."""
