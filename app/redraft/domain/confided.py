"""What somebody confided to an assistant, to be shown before all else: their health, money, work, other people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from redraft.domain.attributes import Matter
from redraft.domain.finding import Subject
from redraft.domain.profile import ArchiveReport, Trait

_ORDER = {matter: number for number, matter in enumerate(Matter)}
_ABOUT_OTHERS = frozenset({Subject.RELATIVE, Subject.BYSTANDER})


def matter_of(trait: Trait) -> Matter | None:
    """Which of the matters a trait belongs to; whatever is said of others belongs to them. None for most."""
    return Matter.OTHERS if trait.finding.subject in _ABOUT_OTHERS else trait.attribute.matter


def foremost(traits: Iterable[Trait]) -> tuple[Trait, ...]:
    """What is revealed of the matters first, in their order; the rest keeps its own."""
    return tuple(sorted(traits, key=_place))


def _place(trait: Trait) -> int:
    matter = matter_of(trait)
    return _ORDER[matter] if matter is not None and trait.revealed else len(_ORDER)


def confided(report: ArchiveReport) -> Mapping[Matter, Sequence[Trait]]:
    """By matter what was told of it, what is about the author first; nothing for archives that are no such talks."""
    found: dict[Matter, list[Trait]] = {}
    for trait in (*report.traits, *report.others) if report.match.talks else ():
        matter = matter_of(trait)
        if matter is not None and trait.revealed:
            found.setdefault(matter, []).append(trait)
    return {matter: found[matter] for matter in Matter if matter in found}
