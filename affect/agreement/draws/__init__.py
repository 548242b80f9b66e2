"""Intervals: units, clusters or raters drawn again or left out, and what is known by formula."""
