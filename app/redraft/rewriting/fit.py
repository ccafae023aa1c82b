"""What stands around a place in a text: the article it needs, whether a sentence begins there, where a name ends."""

from __future__ import annotations

import re

from redraft import languages
from redraft.domain.text import Span

_GOES_ON = re.compile(r"(?:[ \t]+[A-Z][\w'’&-]*)+")


def article(words: str) -> str:
    """The indefinite article before these words."""
    return languages.default().grammar.article(words)


def begins_sentence(text: str, at: int) -> bool:
    """True when nothing, a line break or an end mark stands before this place."""
    lead = text[:at].rstrip(" \t\"'“‘(*_>-")
    return not lead or lead[-1] in ".!?…\n"


def longer_name(text: str, span: Span) -> Span | None:
    """The whole name that a place begins, such as "Leeds General Infirmary"; None where the place stands alone."""
    after = _GOES_ON.match(text, span.end)
    if after is None or not text[span.start : span.start + 1].isupper() or text[span.start : span.end].isupper():
        return None
    return Span(span.start, after.end())
