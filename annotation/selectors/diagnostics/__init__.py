"""Who disagrees with whom, on what, and why: for those who study a project."""
