"""How long a check takes on this computer: measured once for a model, and told of the others by their size."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

from redraft.domain.errors import ModelError
from redraft.usecases.check import CheckDraft
from redraft.usecases.ports import CancelToken
from redraft.usecases.stages import NotLooked

WORDS = 150
"""A check is told for a draft of so many words."""
_FORM = re.compile(r"([a-z0-9][a-z0-9._-]{0,63})=(\d{1,4}(?:\.\d)?)")


def seconds(check: CheckDraft, text: str, cancel: CancelToken | None = None) -> float:
    """Seconds that a thorough look at a text of WORDS words takes once all is loaded; raises as the ports do."""
    other = "This is read so that everybody is there."
    for _stage in check.stages(other, passes=(), cancel=cancel):
        pass
    check.prepare(other, cancel=cancel)
    began = time.monotonic()
    for stage in check.stages(text, cancel=cancel):
        if isinstance(stage, NotLooked):
            raise ModelError(stage.error.problem, stage.error.remedy)
    return time.monotonic() - began


def remembered(paces: str) -> dict[str, float]:
    """Seconds by the id of a model, from the form in which settings keep them; what is not of that form is left out."""
    return {found[1]: float(found[2]) for one in paces.split(";") if (found := _FORM.fullmatch(one))}


def to_remember(paces: Mapping[str, float]) -> str:
    """The form in which settings keep them."""
    return ";".join(f"{name}={min(taken, 9999):.1f}" for name, taken in sorted(paces.items()))


def told(sizes: Mapping[str, int], paces: str) -> dict[str, tuple[float | None, bool]]:
    """For each model, by its size in bytes, its seconds, and whether they are an estimate by another's.

    Reading takes as long as weights are large. None while none was measured.
    """
    known = {name: taken for name, taken in remembered(paces).items() if name in sizes}
    found: dict[str, tuple[float | None, bool]] = {}
    for name, size in sizes.items():
        nearest = min(known, key=lambda other: abs(sizes[other] - size), default=None)
        taken = None if nearest is None else known[nearest] * size / sizes[nearest]
        found[name] = (known.get(name, taken), name not in known)
    return found
