"""Organisations by the words they are called with; spaCy's are in ``entities``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from redraft.detectors.contract import Context, opens_sentence
from redraft.detectors.forms import Forms, forms
from redraft.detectors.vocabulary import known_word
from redraft.domain.finding import Finding, Guess
from redraft.languages import Language

_UNSURE = 0.3
"""Score of a name that is made of everybody's words."""


class Organisations(Forms):
    """Courts, firms, schools, offices, clubs by name."""

    def __init__(self) -> None:
        super().__init__("organisations")

    def detect(self, context: Context) -> Iterable[Finding]:
        """A name made only of words that every such body has, such as “Supreme Court”, singles nobody out."""
        for form in forms(context.language, self.name):
            for start, end, match in form.places(context):
                name = context.text[start:end]
                first = name.split(maxsplit=1)[0]
                plain = form.kind == "office" and known_word(first, context.language)
                found = replace(form.finding(context, start, end, match), kind="organisation")
                if generic(name, context.language) or (plain and opens_sentence(context.text, start)):
                    found = replace(found, guesses=(Guess(found.best.value, _UNSURE),))
                yield found


def generic(name: str, language: Language) -> bool:
    """True when every word of a name is one that such bodies share."""
    words = name.replace("’", "'").strip(" '.").casefold().split()
    return all(word.strip(".,").removesuffix("'s") in _shared(language) for word in words)


@cache
def _shared(language: Language) -> frozenset[str]:
    return frozenset(word.casefold() for word in language.words("institutions"))
