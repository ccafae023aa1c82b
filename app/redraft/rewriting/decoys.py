"""Untrue details that could stand instead, for those who ask for them. They are always labelled as untrue."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording
from redraft.rewriting import places

_AGE = re.compile(r"\d{2}")
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*)*")
SHIFTS = (-9, -8, -7, 7, 8, 9)
"""Years by which a decoy's age lies: outside of what counts as the same answer, within what a voice may have."""


def with_decoys(edits: Sequence[Edit], *, seed: int | None = None) -> tuple[Edit, ...]:
    """The edits, with an untrue wording last where a place or an age can be exchanged; the same for the same words."""
    # Not a secret: anybody may know which list a decoy is from.
    chance = random.Random(seed)  # noqa: S311
    made: dict[str, str | None] = {}
    changed = []
    for edit in edits:
        key = edit.original.strip().casefold()
        if key not in made:
            made[key] = _decoy(edit, chance)
        words = made[key]
        if words is not None:
            edit = replace(edit, wordings=(*edit.wordings, Wording(Degree.VAGUER, words, untrue=True)))  # noqa: PLW2901
        changed.append(edit)
    return tuple(changed)


def _decoy(edit: Edit, chance: random.Random) -> str | None:
    if edit.attribute.ladder == "place":
        for name in _NAME.finditer(edit.original):
            if (other := places.another(name.group(), chance)) is not None:
                return edit.original[: name.start()] + other + edit.original[name.end() :]
        return None
    found = _AGE.search(edit.original) if edit.attribute is Attribute.AGE else None
    if found is None:
        return None
    age = int(found.group()) + chance.choice(SHIFTS)
    return f"{edit.original[: found.start()]}{age}{edit.original[found.end() :]}" if 18 <= age <= 90 else None
