"""What goes along when words are dropped: the space, comma, article or preposition that would be left hanging."""

from __future__ import annotations

import re

from redraft.domain.attributes import Attribute
from redraft.domain.text import Evidence, Span
from redraft.rewriting.fit import article_before
from redraft.rewriting.words import list_of

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)\s*")
_HANGING = re.compile(r"(?:,?\s+(?:in|at|from|near|to|on|of|as|for|with|by)(?:\s+(?:a|an|the|my))?)?\s*$")
_ADDRESS = re.compile(r"(?:^|[,.!?…\n]|\b(?:oh|hey|yeah|yes|no|nah|thanks|ah|well|so|hi|yo|aw|haha|lol))[ \t]*$", re.I)
_DESCRIBED = re.compile(
    r"\b(?:an?|the|this|that|my|your|his|her|our|their|some|one|every|no|with|of|like|as|for)[ \t]+$", re.IGNORECASE
)
_NAMED_SO = re.compile(
    r"\b(?:an?|the|this|that|my|your|his|her|our|their|some|one|every)[ \t]+"
    r"(?:(?!is\b|are\b|was\b|were\b|in\b|on\b|at\b|for\b|to\b|of\b|but\b)[\w'’-]+[ \t]+){1,3}$",
    re.IGNORECASE,
)
"""Words that tell who somebody is, when an article stands before them, more often than they call them."""
_JOINING = re.compile(r"\b(?:but|and|so|because)[ \t]+$", re.I)
_ON = re.compile(r"\bon[ \t]+$", re.IGNORECASE)
_AGE_WORDS = re.compile(r"[fm]\b|[\s-]*(?:years?[\s-]old|y/?o)\b", re.IGNORECASE)
_STATE = re.compile(
    r",[ \t]*(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT"
    r"|V[AT]|W[AIVY])\b"
)
SHORT_ASIDE = 5
"""Words in parentheses that say little without a date among them."""


def sentence_of(text: str, span: Span) -> Span:
    """The sentence, by its end marks, that holds the beginning of a span."""
    for match in _SENTENCE.finditer(text):
        if match.start() <= span.start < match.end():
            return Span(match.start(), max(match.end(), span.end))
    return span


def tidy_gap(text: str, span: Span) -> Span:
    """The span with the preposition and article before it that mean nothing alone; the span itself without one."""
    before = _HANGING.search(text[: span.start])
    sentence = sentence_of(text, span)
    if before is None or not before.group().strip() or text[span.end :].startswith(("'", "’")):
        return span
    return Span(before.start(), span.end) if before.start() >= sentence.start else span


def attributive(text: str, span: Span) -> bool:
    """True when a noun follows that stands without these words: "Dutch" in "Dutch charm", not in "I am Dutch"."""
    after = re.match(r"[ \t]+([^\W\d_][\w'’-]*)", text[span.end :])
    if after is None or after.group(1).endswith("ly"):
        return False
    word = after.group(1).casefold().replace("’", "'")
    return word not in list_of("no_nouns") and not word.endswith("n't") and not (word.endswith("ed") and len(word) > 4)


def addressed(text: str, span: Span) -> bool:
    """True for a word by which somebody is spoken to: "oh man, …", "thanks, mate!"; not in "a retail guy, …"."""
    before, word = text[: span.start], text[span.start : span.end].casefold()
    called = re.match(r"[ \t]*(?:[,.!?…:\n]|$)", text[span.end :]) is not None
    if word.endswith("s") and not called:
        return False  # "Blokes on the radio" are spoken of
    if _DESCRIBED.search(before) or (word in list_of("spoken_of") and _NAMED_SO.search(before)):
        return False
    return called or _ADDRESS.search(before) is not None


def dropped(text: str, span: Span) -> tuple[Span, str]:
    """The stretch to replace, and by what, so that nothing hangs: one space or comma, and "an" where "a" is due."""
    if attributive(text, span):
        with_space = Span(span.start, span.end + len(text[span.end :]) - len(text[span.end :].lstrip(" \t")))
        return article_before(text, with_space, "")
    before, after = text[: span.start], text[span.end :]
    comma = re.search(r",[ \t]*$", before)
    if comma is not None and (not after.strip() or after.lstrip()[:1] in ",.!?;:…)\n"):
        return Span(comma.start(), span.end), ""
    trailing = re.match(r"[ \t]*,[ \t]*", after)
    if trailing is not None and _JOINING.search(before):
        return Span(span.start, span.end + trailing.end()), ""
    if trailing is not None and (not before.strip() or before.rstrip()[-1] in ".!?…\n"):
        return _raised(text, Span(span.start, span.end + trailing.end()))
    space = re.search(r"[ \t]+$", before)
    return (Span(space.start(), span.end) if space is not None else span), ""


def introduction(text: str, span: Span) -> tuple[Span, str] | None:
    """How "I'm Anna, 29" and "my name is Anna" read without the name; None where nobody introduces themselves."""
    before = text[: span.start]
    comma = re.match(r",[ \t]*(?:and[ \t]+)?", text[span.end :])
    if comma is not None and re.search(r"\b(?:i['’]?m|i am|it['’]s|this is)[ \t]+$", before, re.I):
        return Span(span.start, span.end + comma.end()), ""
    if re.search(r"\b(?:name(?: is|['’]?s)|called|call me)[ \t]+$", before, re.I):
        return span, "[name removed]"
    return None


def short_aside(text: str, span: Span) -> Span | None:
    """The parentheses around a few words, such as "(back on the 28th)", with the space before them; None elsewhere."""
    before = re.search(r"[ \t]*\([^()\n]*$", text[: span.start])
    after = re.match(r"[^()\n]*\)", text[span.end :])
    if before is None or after is None:
        return None
    whole = Span(before.start(), span.end + after.end())
    return whole if len(text[whole.start : whole.end].split()) <= SHORT_ASIDE else None


def longer_name(text: str, span: Span) -> Span | None:
    """The whole name that a place begins, such as "Leeds General Infirmary"; None where the place stands alone."""
    after = re.match(r"(?:[ \t]+[A-Z][\w'’&-]*)+", text[span.end :])
    if after is None or not text[span.start : span.start + 1].isupper() or text[span.start : span.end].isupper():
        return None
    return Span(span.start, span.end + after.end())


def widened(text: str, attribute: Attribute, evidence: Evidence) -> Evidence:
    """The quote with what belongs to it: "on" before a date, "@" before an account, "f" or "years old" after an age,
    a state.
    """
    start, end = evidence.start, evidence.end
    if attribute is Attribute.DATE and (on := _ON.search(text[:start])) is not None:
        start = on.start()
    if attribute is Attribute.ACCOUNT and text[:start].endswith("@"):
        start -= 1
    after = {
        Attribute.AGE: _AGE_WORDS,
        Attribute.PLACE: _STATE,
        Attribute.LOCATION: _STATE,
        Attribute.BIRTHPLACE: _STATE,
    }
    more = after[attribute].match(text, end) if attribute in after else None
    return Evidence.of(text, start, more.end() if more is not None else end)


def _raised(text: str, span: Span) -> tuple[Span, str]:
    """The gap at the beginning of a sentence: what follows gets the capital that is lost with the words."""
    following = text[span.end : span.end + 1]
    if text[span.start : span.start + 1].isupper() and following.islower():
        return Span(span.start, span.end + 1), following.upper()
    return span, ""
