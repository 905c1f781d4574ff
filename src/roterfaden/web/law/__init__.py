"""The law by date and the calculator of deadlines: open to everybody, stores nothing."""
