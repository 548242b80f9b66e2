"""Tables from elsewhere: items to rate, ratings, votes, what models said."""

from annotation.imports.items.media import Reach
from annotation.imports.reading import Reading
from annotation.imports.report import Failure, Report
from annotation.imports.service import KINDS, table_import

__all__ = ["KINDS", "Failure", "Reach", "Reading", "Report", "table_import"]
