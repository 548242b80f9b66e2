"""Tables of ratings and of votes."""
