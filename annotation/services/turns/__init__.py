"""Correct the speaker turns of a recording: what may be asked for, and where it goes."""
