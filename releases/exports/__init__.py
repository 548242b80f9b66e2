"""Exports of a release: one module per format, in rooms by what a format is read for."""

from releases.exports.export import ExportResult, release_export
from releases.exports.format import Format
from releases.exports.options import ExportOptions
from releases.exports.registry import FORMATS
from releases.exports.tables import TABLES

__all__ = ["FORMATS", "TABLES", "ExportOptions", "ExportResult", "Format", "release_export"]
