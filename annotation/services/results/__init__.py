"""Results that are computed from ratings, and kept."""
