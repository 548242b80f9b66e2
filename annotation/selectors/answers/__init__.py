"""Ratings on their way out of the database."""
