"""Letters of a case: writing, checking, posting, and the outbox of the office."""
