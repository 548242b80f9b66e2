"""Texts as XML may hold them."""

import re
from xml.sax.saxutils import escape, quoteattr

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """With a sign of replacement for each that no XML can hold."""
    return NOT_IN_XML.sub("\ufffd", text)


def content(text: str) -> str:
    """A text between tags."""
    return escape(plain(text))


def attribute(text: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    return quoteattr(plain(text))
