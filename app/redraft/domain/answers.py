"""Answers that hold words of a text, as messages: "PhD in physics" is a code, and the subject.

An answer is kept, compared and put into JSON as its English words, so that what was kept before stays readable and two
answers are told apart by nothing else. What an attribute's answers are composed of stands in its table (``[forms]``),
by the code of the message that views word in the language of the user; here it is read back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from redraft.domain.attributes import Attribute
from redraft.domain.message import NOTHING, Message

Forms = Mapping[str, str]
"""By the code of a message, how English writes it; what is filled in stands in braces."""
OTHERS: Mapping[str, Forms] = {
    "person": {"answer.person_named": "{who} {name}"},
    "attempt": {"answer.read": "read {what}"},
    "kind": {
        "clue.asleep": "asleep as in UTC{ahead}",
        "clue.commutes": "{morning} and {evening} o'clock on working days",
        "clue.diversity": "{spread} artists a song, genre entropy {entropy} nats",
        "clue.early": "{share} of plays from 5 to 7 o'clock",
        "clue.from": "from {country}",
        "clue.late": "{share} of plays from 23 to 3 o'clock",
        "clue.mood": "mean valence {valence}, mean energy {energy}",
        "clue.plays": "{plays} plays on a day with any",
        "clue.says": "says “{words}”",
        "clue.titles": "titles in {language}",
        "clue.years": "{first} to {last}",
    },
}
"""What is no attribute's answer: how a text calls people, what the cage's proof tries, which music says something."""
_SHAPES = {"name": r"[^\W\d_a-z]\S*", "who": "your .+", "first": r"\d{4}", "last": r"\d{4}"}
"""What may be filled in, where not everything may."""


def composed(about: str, answer: str) -> Message:
    """The answer as a message; nothing for one that is not composed. ``about``: an attribute, a key of ``OTHERS``, or
    nothing for any attribute.
    """
    for code, pattern in _patterns(about):
        if (found := pattern.fullmatch(answer)) is not None:
            return Message(code, found.groupdict())
    return NOTHING


def forms(about: str) -> Forms:
    """How the answers about something may be composed."""
    if not about:
        return {code: written for attribute in Attribute for code, written in attribute.forms.items()}
    return Attribute(about).forms if about in Attribute else OTHERS.get(about, {})


@cache
def _patterns(about: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The longest first, which say the most."""
    return tuple((code, _pattern(form)) for code, form in sorted(forms(about).items(), key=lambda one: -len(one[1])))


def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    written = (f"(?P<{p}>{_SHAPES.get(p, '.+')})" if i % 2 else re.escape(p) for i, p in enumerate(parts))
    return re.compile("".join(written), re.DOTALL)
