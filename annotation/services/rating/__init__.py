"""Acts on drafts, ratings and decisions."""
