"""What the people in recordings agreed to, and what else is told of recordings."""
