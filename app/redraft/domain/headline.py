"""What stands above everything that was found: one of five states, why, and what is about others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redraft.domain.message import NOTHING, Message


class State(StrEnum):
    """How much a text matters to its author, from the least; NOT_CHECKED says nothing either way."""

    NOT_CHECKED = "not_checked"
    NOTHING = "nothing"
    PERSONAL = "personal"
    NARROWS = "narrows"
    FINDS = "finds"


@dataclass(frozen=True, slots=True)
class Headline:
    """``reason`` is a code: of what was not checked ``language``, ``part`` (in another language), ``no_model``,
    ``stopped`` or ``failed``; of what finds somebody ``contact``, ``account``, ``document``, ``address``, ``name``,
    ``unique`` or ``crowd``; of what narrows down ``crowd`` or ``name``; otherwise empty. ``said`` is the same for
    people, ``others`` what the text says about others, which never counts against its author.
    """

    state: State
    reason: str = ""
    said: Message = NOTHING
    others: Message = NOTHING

    @property
    def unread(self) -> bool:
        """True for a text whose language nobody here reads."""
        return self.state is State.NOT_CHECKED and self.reason == "language"


UNCHECKED = Headline(State.NOT_CHECKED)
"""Of a report that nobody made."""
