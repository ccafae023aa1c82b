"""The language in use, one at a time, as gettext has it: every function here speaks it."""

from __future__ import annotations

import locale
from datetime import date, datetime

from redraft.domain.attributes import Attribute
from redraft.domain.errors import RedraftError
from redraft.domain.message import Message, both
from redraft.speech.language import Language, languages

_now = Language.of("en")


def use(choice: str, *, window: bool = False) -> None:
    """Speak a language: one of :func:`languages`, or ``system``. What there is no folder for is said in English."""
    global _now  # noqa: PLW0603 - one at a time
    code = (locale.getlocale()[0] or "en")[:2] if choice == "system" else choice
    _now = Language.of(code if code in languages() else "en", window=window)


def language() -> str:
    """The code of the language in use, as ``de``."""
    return _now.name


def _(text: str) -> str:
    """What a view says."""
    return _now.view(text)


def plural(one: str, many: str, count: int) -> str:
    """What a view says of a count, which is filled in as ``{count}``."""
    return _now.view_of(one, many, count)


def worded(message: Message) -> str:
    """A message in words."""
    return _now.said(message)


def english(message: Message) -> str:
    """A message in English, for JSON."""
    return Language.of("en").said(message)


def problem(error: RedraftError) -> str:
    """What went wrong and what to do, as one paragraph."""
    return worded(both(error.problem, error.remedy))


def answer(text: str, about: str = "") -> str:
    """An answer of a known set; ``about`` is the attribute that it answers."""
    return _now.answer(text, about)


def attribute_name(attribute: Attribute | str) -> str:
    """The name of an attribute as a heading."""
    return _now.attribute(str(attribute))


def attribute_inline(attribute: Attribute | str) -> str:
    """The name of an attribute within a sentence."""
    return _now.attribute(str(attribute), inline=True)


def attribute_told(attribute: Attribute | str) -> str:
    """What a reader can tell of it, as a clause: "where you live"; its name where the language has no such clause."""
    code = f"attribute.{attribute}.told"
    said = _now.code(code)
    return attribute_inline(attribute) if said == code else said


def number(value: float, form: str = ",.0f") -> str:
    """A number in a format of Python's, with the separators of the language."""
    return _now.number(value, form)


def share(value: float, form: str = ".0f") -> str:
    """A share from 0 to 1 as a percentage."""
    return _now.share(value, form)


def quoted(text: str) -> str:
    """In the quotation marks of the language."""
    return _now.quoted(text)


def day(when: date) -> str:
    """A date, with its year."""
    return _now.day(when)


def moment(when: datetime) -> str:
    """A date with the time of day."""
    return f"{_now.day(when)}, {when:%H:%M}"


def month(when: date) -> str:
    """A month of a year."""
    return _now.month(when)


def listed(items: list[str]) -> str:
    """As a sentence lists them."""
    return _now.listed(items)
