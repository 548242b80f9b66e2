"""What a release is made of, read from the database as tables."""
