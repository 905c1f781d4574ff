"""Letters of the office on paper: from draft over checking to posting, and when they are known."""
