"""Bring media into a project: uploads, what goes with what, and the job that takes them in."""
