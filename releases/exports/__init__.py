"""Exports of a release: one module per format, each a writer of tables."""

from releases.exports.export import ExportResult, release_export
from releases.exports.format import Format
from releases.exports.registry import FORMATS

__all__ = ["FORMATS", "ExportResult", "Format", "release_export"]
