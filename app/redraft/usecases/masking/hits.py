"""Where stand-ins stand in an answer, and what stands there really."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redraft.domain.stand_ins import Form, Role, StandIn
from redraft.domain.text import Span
from redraft.usecases.masking.taken import Taken

_HISSING = ("s", "x", "z", "ß")


@dataclass(frozen=True, slots=True)
class Hit:
    """``new`` is what belongs there; None where words look like a stand-in and nobody knows of what."""

    span: Span
    new: str | None


def disjoint(found: Iterable[Hit]) -> list[Hit]:
    """The hits without overlaps, in order of the text: what can be put back before what cannot, then the longest."""
    taken = Taken()
    ordered = sorted(found, key=lambda hit: (hit.new is None, -len(hit.span), hit.span))
    return sorted((one for one in ordered if taken.add(one.span)), key=lambda hit: hit.span)


def meant(entry: StandIn, role: Role | None, place: int = 0, *, titled: bool = False) -> Form:
    """The form of an entry that an answer means: by what its label says, by a title before it, or the usual one."""
    if role is Role.OTHER and 1 <= place <= len(entry.forms):
        return entry.forms[place - 1]
    usual = entry.forms[entry.titled if titled else 0]
    return (entry.form(role) if role is not None else None) or usual


def bent(real: str, ending: str) -> str:
    """A name with the ending that a stand-in has: a genitive takes no second s."""
    if ending == "s" and real.endswith(_HISSING):
        return real + "’"
    return real + ending
