"""What the office can promise now."""
