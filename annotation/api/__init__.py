"""The HTTP API of projects, work and results, one module per reader."""
