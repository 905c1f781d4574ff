"""Talks between a recipient and the jobcentre: arranged, held, missed, moved, cancelled."""
