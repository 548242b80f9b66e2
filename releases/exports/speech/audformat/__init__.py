"""audformat: the database format of audEERING, which audb publishes.

https://audeering.github.io/audformat/data-format.html
"""

from releases.exports.speech.audformat.write import AUDFORMAT

__all__ = ["AUDFORMAT"]
