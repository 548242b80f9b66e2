"""Formats of other annotation tools."""
