"""Raters: where they stand, how they do, and where they come from."""
