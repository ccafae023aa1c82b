"""What a person would do about an archive: groups of posts by what they give away, the strongest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isclose

from redraft.domain.attributes import Attribute
from redraft.domain.profile import Cut, Trait


@dataclass(frozen=True, slots=True)
class Step:
    """The posts that have to go or change, beside those of the steps before, until an attribute cannot be told.

    ``items`` are positions, none of them in a step before. ``reached`` is False when even all that may go is not
    enough; ``along`` are further attributes that nobody can tell any more once this step is done. ``before`` and
    ``after`` say how sure a reader can be; ``measured``: see :func:`measured`.
    """

    attribute: Attribute
    items: tuple[int, ...]
    before: float
    after: float
    reached: bool
    along: tuple[Attribute, ...] = ()
    measured: bool = False


def measured(trait: Trait, cut: Cut[int]) -> bool:
    """Whether the figures of a cut are of the answer that is shown, by a confidence fitted on labelled texts.

    They are not where a single post lets a sharp reader tell more surely than anybody here can name the answer.
    """
    answer = trait.finding
    return answer.measured and answer.named and isclose(cut.before, answer.best.confidence, abs_tol=0.005)


def steps(traits: Sequence[Trait], cuts: Sequence[Cut[int]]) -> tuple[Step, ...]:
    """The cuts one after the other: what can be hidden, then what hurts most, then what takes the fewest posts."""
    shown = {trait.attribute: trait for trait in reversed(traits)}
    severity = {trait.attribute: trait.finding.severity for trait in reversed(traits)}
    ordered = sorted(
        (cut for cut in cuts if cut.items),
        key=lambda cut: (not cut.reached, -severity.get(cut.attribute, cut.attribute.severity), len(cut.items)),
    )
    made: list[Step] = []
    done: dict[int, int] = {}
    for cut in ordered:
        new = tuple(at for at in cut.items if at not in done)
        if new:
            done |= dict.fromkeys(new, len(made))
            trait = shown.get(cut.attribute)
            counted = trait is not None and measured(trait, cut)
            made.append(Step(cut.attribute, new, cut.before, cut.after, cut.reached, measured=counted))
        elif cut.reached:
            last = max(done[at] for at in cut.items)
            made[last] = replace(made[last], along=(*made[last].along, cut.attribute))
    return tuple(made)
