"""The pages that recipients see in a talk: the shared view of the plan."""
