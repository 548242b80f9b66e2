"""Tables of items to rate, and of what is known about some."""
