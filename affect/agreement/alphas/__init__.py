"""Krippendorff's alpha of numbers, labels, ranks, sets and distributions."""
