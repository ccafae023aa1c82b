"""Which language a text is in, offline: English by its commonest words, others by py3langid."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|is|it|you|that|was|for|are|with|i|his|they|be|at|this|from|have|by|but|some|what|there|we|out|"
    r"other|were|all|your|when|how|said|she|which|their|if|will|about|many|then|them|would|like|these|her|him|has|more|"
    r"my|than|been|who|its|now|did|get|just|not|our|i['’](?:m|ve|d|ll)|it['’]s|don['’]?t|can['’]?t|really|still|because)\b",
    re.IGNORECASE,
)
_LETTERS_ONLY_THERE = re.compile(r"[\u0370-\u1fff\u2c00-\ud7af\uf900-\ufaff\ufe70-\ufeff]")
_WEAK = re.compile(
    r"\b(?:a|in|on|as|so|do|can|no|go|got|or|an|up|too|much|more|good|think|know|time|people|need|try|feel|sure|always|never)\b",
    re.I,
)
ENOUGH = 4
"""Words below which no language is told, unless its script is not Latin."""
FEW = 10
"""Words below which py3langid's answer about Latin script is not believed: tags and names mislead it."""
SURE = 0.6
"""Probability from which py3langid's answer is believed; below it the text counts as English, which checks more."""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str:
    """An ISO 639-1 code, or ``und`` when there are too few words to tell. Looks at the first 2,000 code points."""
    head = text[:2000]
    words = _WORD.findall(head)
    common = len(_ENGLISH.findall(head))
    if common >= 2 and common >= 0.12 * len(words):
        return "en"
    if common and head.isascii() and common + len(_WEAK.findall(head)) >= max(3, 0.2 * len(words)):
        return "en"
    foreign_script = len(_LETTERS_ONLY_THERE.findall(head)) >= max(4, 0.3 * len(head))
    if len(words) < ENOUGH and not foreign_script:
        return "und"
    code, probability = _identifier().classify(" ".join(words).lower())
    if foreign_script or (probability >= SURE and (len(words) >= FEW or common == 0)):
        return str(code)
    return "en" if len(words) >= FEW or common else "und"


def warm() -> None:
    """Load the language model."""
    _identifier()
