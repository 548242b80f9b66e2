"""Ratings as arrays: which can be compared, and which units look alike."""
