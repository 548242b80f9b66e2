"""Tables from elsewhere: items to rate, ratings that were given, votes that were counted."""

from annotation.imports.report import Failure, Report
from annotation.imports.service import KINDS, table_import

__all__ = ["KINDS", "Failure", "Report", "table_import"]
