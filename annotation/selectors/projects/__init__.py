"""Projects: what they ask, and what they are about."""
