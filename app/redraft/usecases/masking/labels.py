"""Stand-ins that say what they stand for: ``Person A``, ``[Town 1]``, ``Person A (first name)``."""

from __future__ import annotations

from redraft.domain.stand_ins import Form, Kind, Role
from redraft.usecases.masking import tables

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters(number: int) -> str:
    """From 1: A, B, up to Z, then AA, AB and so on."""
    high, low = divmod(number - 1, len(_LETTERS))
    return (letters(high) if high else "") + _LETTERS[low]


def number_of(said: str) -> int:
    """The inverse of :func:`letters`."""
    number = 0
    for letter in said:
        number = number * len(_LETTERS) + _LETTERS.index(letter) + 1
    return number


def base(kind: Kind, number: int, language: str) -> str:
    """What stands for the usual form."""
    word = tables.shown(kind, language)
    return f"{word} {letters(number)}" if kind is Kind.PERSON else f"[{word} {number}]"


def form(role: Role, real: str, known: str, place: int, language: str, *, seen: bool = True) -> Form:
    """A form whose label says which it is; ``place`` is which of all it is, from 1, and ``known`` the base."""
    word = tables.form_shown(role, language) + (f" {place}" if role is Role.OTHER else "")
    shown = f"{known[:-1]}, {word}]" if known.endswith("]") else f"{known} ({word})"
    return Form(role, real, shown, seen)
