"""Names and places on no list: capitalised words of no dictionary, where the words around say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from redraft.detectors.contract import Context, Need, identifier, opens_sentence
from redraft.detectors.vocabulary import known_word
from redraft.detectors.wordlists import of_the_calendar
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.languages import Language
from redraft.languages.notation import Notation

_ODD = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*[^\W\d_A-ZÀ-ÖØ-Þ](?:[-’'][^\W\d_]+)*"
_RUN = re.compile(rf"(?<![\w@#./&’'-])({_ODD}(?: {_ODD}){{0,2}})(?![\w@&]|[./]\w)")
_VOCATIVE = re.compile(r"(?: ?[,!:]|[.?]*\s*$)")
_BROKEN = re.compile(r"[ÂÃÄâ][\u0080-¿ôúùîìí]|[a-zß-ÿ][A-Z]")
"""Letters that were once read in another encoding, and capitals in the middle, which makers of brands like."""


class Unlisted:
    """Proper names that neither a list nor spaCy knows."""

    name = "unlisted"
    every_language = False
    tables: tuple[str, ...] = ()

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """What stands after a preposition of place is a place, what acts, is greeted or thanked is a person."""
        text, around = context.text, _around(context.language)
        for m in _RUN.finditer(text):
            parts = m[1].split()
            if any(known_word(part, context.language) for part in parts) or _BROKEN.search(m[1]):
                continue
            if of_the_calendar(context.language, [part.casefold() for part in parts]):
                continue
            before = text[max(0, m.start() - 16) : m.start()]
            opens = opens_sentence(text, m.start())
            acts = around["verb_after"].match(text, m.end())
            if not opens and not acts and around["before_place"].search(before):
                attribute, kind, why = Attribute.PLACE, "place", Message("form.unlisted_place")
            elif (
                acts
                or (not opens and around["before_name"].search(before))
                or ((opens or around["signed"].search(before)) and _VOCATIVE.match(text, m.end()))
            ):
                attribute, kind, why = Attribute.NAME, "name", Message("form.unlisted_person")
            else:
                continue
            yield identifier(context, m.start(), m.end(), attribute, kind, 0.54, why)


@cache
def _around(language: Language) -> dict[str, re.Pattern[str]]:
    notation = Notation.of(language.table("unlisted"))
    return {name: notation.part(name) for name in ("before_place", "before_name", "verb_after", "signed")}
