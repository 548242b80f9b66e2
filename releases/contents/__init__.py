"""What a release may hold of people: their sentences, recordings, and what they are like."""

from releases.contents.settings import Contents, contents_from

__all__ = ["Contents", "contents_from"]
