"""Auto-labelling engines: plain Python that turns clips into scores, without Django."""
