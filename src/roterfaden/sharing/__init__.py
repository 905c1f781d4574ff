"""The shared view: the recipient sees the plan grow on a device of their own, and answers."""
