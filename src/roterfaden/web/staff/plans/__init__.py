"""Pages about one plan: editor, answer, reading view, sheet."""
