"""When flite says each word, asked of its library: the program itself does not tell."""

import ctypes
from functools import cache
from typing import Any

_POINTER = ctypes.c_void_p
#: Begin of the first and end of the last sound of a token, by flite's feature paths.
_BEGIN = b"daughter1.R:SylStructure.daughter1.daughter1.R:Segment.p.end"
_END = b"daughtern.R:SylStructure.daughtern.daughtern.R:Segment.end"


def token_times(voice: str, text: str, stretch: float) -> list[tuple[float, float]]:
    """Begin and end in seconds of every token (what white space parts) of a spoken text."""
    flite, speaker = _library(), _voice(voice)
    features = ctypes.cast(speaker, ctypes.POINTER(_POINTER))[1]  # struct cst_voice: name, features
    flite.feat_set(features, b"duration_stretch", flite.float_val(stretch))
    utterance = flite.flite_synth_text(text.encode(), speaker)
    token = flite.relation_head(flite.utt_relation(utterance, b"Token"))
    found = []
    while token:
        found.append((flite.ffeature_float(token, _BEGIN), flite.ffeature_float(token, _END)))
        token = flite.item_next(token)
    flite.delete_utterance(utterance)
    return found


def _load(name: str) -> Any:
    return ctypes.CDLL(f"lib{name}.so.1", mode=ctypes.RTLD_GLOBAL)


@cache
def _library() -> Any:
    flite = _load("flite")
    for needed in ("flite_usenglish", "flite_cmulex"):
        _load(needed)
    text, real = ctypes.c_char_p, ctypes.c_float
    for name, result, given in (
        ("flite_synth_text", _POINTER, (text, _POINTER)),
        ("delete_utterance", None, (_POINTER,)),
        ("utt_relation", _POINTER, (_POINTER, text)),
        ("relation_head", _POINTER, (_POINTER,)),
        ("item_next", _POINTER, (_POINTER,)),
        ("ffeature_float", real, (_POINTER, text)),
        ("float_val", _POINTER, (real,)),
        ("feat_set", None, (_POINTER, text, _POINTER)),
    ):
        function = getattr(flite, name)
        function.restype, function.argtypes = result, given
    flite.flite_init()
    return flite


@cache
def _voice(name: str) -> Any:
    _library()
    register = getattr(_load(f"flite_cmu_us_{name}"), f"register_cmu_us_{name}")
    register.restype, register.argtypes = _POINTER, (_POINTER,)
    return register(None)
