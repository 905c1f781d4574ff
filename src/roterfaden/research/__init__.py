"""Studies of plans: frames, samples, coding, statistics, adjudication, tables; never a name."""
