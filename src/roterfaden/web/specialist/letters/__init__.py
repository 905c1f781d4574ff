"""The words of letters: read, written and approved by the specialist."""
