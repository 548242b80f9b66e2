"""The one list of formats: a new format is a module in a room beside this one and an entry here."""

from releases.exports.annotation.emotionml import EMOTIONML
from releases.exports.annotation.label_studio import LABEL_STUDIO
from releases.exports.catalogues.croissant import CROISSANT
from releases.exports.catalogues.frictionless import FRICTIONLESS
from releases.exports.catalogues.ro_crate import RO_CRATE
from releases.exports.format import GROUPS, Format
from releases.exports.learning.clips import CLIPS
from releases.exports.learning.hugging_face import HUGGING_FACE
from releases.exports.learning.instructions import INSTRUCTIONS
from releases.exports.learning.webdataset import WEBDATASET
from releases.exports.speech.audformat import AUDFORMAT
from releases.exports.speech.ctm import CTM
from releases.exports.speech.elan import ELAN
from releases.exports.speech.lhotse import LHOTSE
from releases.exports.speech.rttm import RTTM
from releases.exports.speech.textgrid import TEXTGRID
from releases.exports.tables import TABLES

_ALL: tuple[Format, ...] = (
    *TABLES.values(),
    CROISSANT,
    FRICTIONLESS,
    RO_CRATE,
    AUDFORMAT,
    LHOTSE,
    RTTM,
    CTM,
    TEXTGRID,
    ELAN,
    HUGGING_FACE,
    WEBDATASET,
    CLIPS,
    INSTRUCTIONS,
    LABEL_STUDIO,
    EMOTIONML,
)
FORMATS: dict[str, Format] = {
    format_.name: format_ for group in GROUPS for format_ in _ALL if format_.group == group
}
"""All formats by name, group by group."""
