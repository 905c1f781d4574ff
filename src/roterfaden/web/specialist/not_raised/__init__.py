"""The office's reasons not to raise the plan in a talk."""
