"""Tables of what models said."""
