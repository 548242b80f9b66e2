"""Correlation and concordance of numbers: ICC, Lin's coefficient, Kendall's W."""
