"""The language of titles: by their script, by a classifier over all titles of an artist, by the artist's country."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from redraft.languages import UNDECIDED
from redraft.music.catalogue import countries

Identify = Callable[[str], tuple[str, float]]
"""The likeliest language of a line of words, an ISO 639-1 code, and its probability."""

UNKNOWN = UNDECIDED
MOST_TITLES = 12
LEAST_WORDS = 4
"""Words of Latin script below which titles say nothing by themselves."""
SURE = 0.8
_NOISE = re.compile(
    r"[(\[](?:feat|ft|with|prod|remaster|live|remix|radio|bonus|deluxe|acoustic)[^)\]]*[)\]]"
    r"| - (?:\d{4} )?(?:remaster|live|radio|single|mono|stereo|remix|acoustic|edit|bonus|original).*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENGLISH_WORDS = (
    "the of and to is it you that for are with his they this from have by but what we out all your when how she if "
    "love my baby night don can't won't i'm heart time never away without girl boy feel like down dance world better "
    "good bad home back want need know song blues woman day life"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_SCRIPTS = (
    ("ja", "\u3040-\u30ff"), ("ko", "\uac00-\ud7af\u1100-\u11ff"), ("th", "\u0e00-\u0e7f"), ("he", "\u0590-\u05ff"),
    ("el", "\u0370-\u03ff"), ("hi", "\u0900-\u097f"), ("bn", "\u0980-\u09ff"), ("pa", "\u0a00-\u0a7f"),
    ("ta", "\u0b80-\u0bff"), ("te", "\u0c00-\u0c7f"), ("si", "\u0d80-\u0dff"), ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"), ("am", "\u1200-\u137f"), ("ar", "\u0600-\u06ff"), ("ru", "\u0400-\u04ff"),
    ("zh", "\u4e00-\u9fff"),
)  # fmt: skip
_BLOCKS = tuple((code, re.compile(f"[{block}]")) for code, block in _SCRIPTS)
_FINER = (
    ("ru", "uk", re.compile("[іїєґІЇЄҐ]")), ("ru", "sr", re.compile("[ђћљњџЂЋЉЊЏ]")),
    ("ru", "kk", re.compile("[қңғұәҚҢҒҰӘ]")), ("ar", "fa", re.compile("[پچژگی]")), ("ar", "ur", re.compile("[ٹڈڑےں]")),
)  # fmt: skip


def language_of_titles(titles: Sequence[str], country: str = "", identify: Identify | None = None) -> str:
    """An ISO 639-1 code, or ``und``. ``country`` is the artist's, if known: its languages are believed sooner.

    Without ``identify``, Latin script that neither English words nor the country explain stays unknown.
    """
    shown = sorted({_NOISE.sub("", t) for t in titles})[:MOST_TITLES]
    text = " . ".join(shown)
    script = _script(text)
    if script:
        return script
    words = [w.casefold() for w in _WORD.findall(text)]
    home = countries()[country].languages if country in countries() else ()
    if words and sum(w in _ENGLISH for w in words) >= 0.2 * len(words):
        return "en"
    if home and home[0] == "en":
        return "en"
    if len(words) < LEAST_WORDS:
        return home[0] if home and words and not all(w.isascii() for w in words) else UNKNOWN
    code, share = identify(" ".join(words)) if identify is not None else (UNKNOWN, 0.0)
    return code if code in home or (share >= SURE and len(words) >= 2 * LEAST_WORDS) else UNKNOWN


def _script(text: str) -> str:
    letters = sum(c.isalpha() for c in text)
    for code, block in _BLOCKS:
        if len(block.findall(text)) >= max(1, 0.3 * letters):
            return next((finer for coarse, finer, sign in _FINER if code == coarse and sign.search(text)), code)
    return ""
