"""From checked rows to stored cases, a batch at a time.

``stored`` loads what a batch touches, ``merging`` works out in memory what a row changes, and
``writing`` writes a batch with a handful of statements.
"""
