"""Sample dialogues for the demo, made by ``make.py``."""
