"""What stands for people, places, organisations and codes in a text for an assistant, so that they come back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redraft.domain.text import Span


class Kind(StrEnum):
    """What something is that has a stand-in. ``TEXT``: words that have to go, or that look like a stand-in."""

    PERSON = "person"
    TOWN = "town"
    REGION = "region"
    COUNTRY = "country"
    PLACE = "place"
    ADDRESS = "address"
    POSTCODE = "postcode"
    ORGANISATION = "organisation"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    ACCOUNT = "account"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


CODES = frozenset({Kind.PHONE, Kind.EMAIL, Kind.LINK, Kind.ACCOUNT, Kind.NUMBER, Kind.POSTCODE, Kind.DATE})
"""What is compared by its letters and digits alone, however it is spaced."""


class Style(StrEnum):
    """Labels such as ``Person A`` and ``[Town 1]``, or invented names of the same kind and gender."""

    LABELS = "labels"
    NAMES = "names"


class Role(StrEnum):
    """Which of the ways to name something a form is: a person's full, given or last name, a firm without its kind."""

    WHOLE = "whole"
    GIVEN = "given"
    SURNAME = "surname"
    SHORT = "short"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which something stands in the texts, and what stands for that there.

    ``seen``: it stood in a text; otherwise it follows from another one, for answers that shorten.
    """

    role: Role
    real: str
    shown: str
    seen: bool = True


@dataclass(frozen=True, slots=True)
class StandIn:
    """One person, place or code. ``number``: which of its kind and style, from 1.

    ``base`` is what stands for the form that is meant without more, which is the first: ``Person A``. What is shown for
    a form says which one it is, wherever the style can: ``Person A (first name)``.
    """

    kind: Kind
    number: int
    style: Style
    base: str
    forms: tuple[Form, ...]
    titled: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.titled < len(self.forms):
            raise ValueError("a form that there is not")

    def form(self, role: Role) -> Form | None:
        """The first form of a role, if there is one."""
        return next((one for one in self.forms if one.role is role), None)


@dataclass(frozen=True, slots=True)
class StandIns:
    """All that have one, in the order in which they got it: who has this can undo the masking."""

    entries: tuple[StandIn, ...] = ()

    def __len__(self) -> int:
        return len(self.entries)


@dataclass(frozen=True, slots=True)
class Put:
    """``new`` stands at ``span`` of a new text in place of ``old``."""

    span: Span
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with stand-ins, all that have one by now, and what was put where.

    ``astray``: how many of them would not come back from the text as it is.
    """

    text: str
    stand_ins: StandIns
    put: tuple[Put, ...]
    astray: int = 0


@dataclass(frozen=True, slots=True)
class Unmasked:
    """An answer with the real words: what was put back, and where words stand that look like a stand-in of nothing."""

    text: str
    put: tuple[Put, ...] = ()
    left: tuple[Span, ...] = ()
