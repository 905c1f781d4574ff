"""The talk in which the plan is made: how it was used, what was not raised, capture, review."""
