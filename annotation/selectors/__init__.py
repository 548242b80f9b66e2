"""Reads of projects, work and results, one module per reader."""
