"""What models said, for people and beside them."""
