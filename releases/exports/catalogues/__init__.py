"""Catalogues: tables with a description that programs read."""
