"""Proofs that steps ask for: a rhythm makes dated occurrences, each open, received, accepted …"""
