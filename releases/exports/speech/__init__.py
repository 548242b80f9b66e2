"""Formats of speech research: recordings with what is said, by whom, and how it sounds."""
