"""What was answered, and which items and raters are looked at together."""
