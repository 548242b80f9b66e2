"""What the rating page shows."""
