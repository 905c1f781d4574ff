"""From what was not done to a duty, a hearing, a decision: guided by the law of the day."""
