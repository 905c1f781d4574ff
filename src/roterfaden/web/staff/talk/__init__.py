"""Pages about a talk: how the plan was used, why it was not raised, that none comes about."""
