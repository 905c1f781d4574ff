"""Pages of the proof ledger: one case, what came in, receipts."""
