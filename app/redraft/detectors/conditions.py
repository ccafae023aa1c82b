"""Illnesses, disabilities and injuries by their names; what is said about whom is ``health``'s work."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from redraft.detectors.contract import Context, Need, identifier, words_of
from redraft.detectors.stated import lexicon
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_EVERYDAY = frozenset(
    [
        "add",
        "stroke",
        "mono",
        "pots",
        "als",
        "addict",
        "addiction",
        "allergies",
        "allergy",
        "hay fever",
        "burnout",
        "ivf",
        "the flu",
        "gout",
    ]
)
"""Names that mean something else too often, or that half of the people have."""
_DEGREE = r"(?:(?:paranoid|chronic|severe|mild|acute|partial|permanent|terminal|advanced|stage (?:\d|four|three|two|one)|early[- ]onset|juvenile|undiagnosed|bipolar|clinical|major) )?"
_OTHER = re.compile(
    r"(?i)\b(?:my disability|disabled|blind|transsexual|transgender|trans (?:man|woman|girl|boy|guy|masc|femme|person)|homosexual|lesbian|gay|bisexual|queer|non-?binary|intersex|asexual|pansexual|HIV[- ]positive)\b"
)
_INJURY = re.compile(
    r"(?i)\b(?:(?:fractured|broken|shattered|amputated|dislocated) (?:skull|rib|ribs|nose|jaw|arm|arms|leg|legs|hip|pelvis|ankle|wrist|collarbone|spine|neck|back|femur|finger|fingers|toe|knee|shoulder|elbow|hand|foot|vertebrae?)|"
    r"(?:skull|rib|hip|pelvic|spinal) fractures?|(?:head|brain|spinal|gunshot|stab|knee|back) (?:injur(?:y|ies)|wounds?|trauma|surgery)|(?:heart|kidney|liver|hip|knee|lung) (?:transplant|replacement|bypass)|triple bypass|"
    r"open[- ]heart surgery|chemo(?:therapy)?|mastectomy|caesarean(?: section)?|c-section|amputation)\b"
)

_OTHER_WORDS = words_of(_OTHER.pattern)
_INJURY_WORDS = words_of(_INJURY.pattern) - {
    "head",
    "back",
    "hand",
    "neck",
    "foot",
    "knee",
    "heart",
    "replacement",
    "section",
    "open",
} | {"injuries", "injury", "c"}


class Conditions:
    """Names of conditions and injuries, anybody's."""

    name = "conditions"
    every_language = False

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Symptoms are left out: everybody has them."""
        text = context.text
        for m in _named().finditer(text) if _worthwhile(context) else ():
            yield identifier(context, m.start(), m.end(), Attribute.HEALTH, "health", 0.55, Message("form.illness"))
        for m in _OTHER.finditer(text) if context.any_of(_OTHER_WORDS) else ():
            yield identifier(
                context, m.start(), m.end(), Attribute.HEALTH, "health", 0.55, Message("form.condition_or_orientation")
            )
        for m in _INJURY.finditer(text) if context.any_of(_INJURY_WORDS) else ():
            yield identifier(context, m.start(), m.end(), Attribute.HEALTH, "injury", 0.52, Message("form.injury"))


@cache
def _names() -> tuple[str, ...]:
    return tuple(n for n, group in lexicon.conditions().items() if group != "symptom" and n not in _EVERYDAY)


@cache
def _by_first_word() -> dict[str, tuple[frozenset[str], ...]]:
    """For the first word of each name, the words of the names that begin with it."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for name in _names():
        parts = re.findall(r"[^\W\d_]+", name)
        found[parts[0]] = (*found.get(parts[0], ()), frozenset(parts))
    return found


def _worthwhile(context: Context) -> bool:
    """False when no name has all its words in the text."""
    known = _by_first_word()
    return any(parts <= context.words for word in context.words & known.keys() for parts in known[word])


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-]){_DEGREE}{lexicon.alternation(list(_names()))}(?![\w-])")
