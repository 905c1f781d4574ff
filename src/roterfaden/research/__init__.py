"""Studies of plans: frames, samples, coding, agreement statistics, adjudication, tables; no names."""
