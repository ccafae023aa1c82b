"""What was confided to an assistant, in words: a line a matter, the same in every view."""

from __future__ import annotations

from redraft.domain.attributes import Matter
from redraft.domain.confided import confided
from redraft.domain.profile import ArchiveReport, Trait
from redraft.speech.now import _, answer, attribute_name, number, plural

MOST = 6
"""Things of one matter that a line names."""


def heading() -> str:
    """What stands above the lines."""
    return _("What you told the assistant")


def lines(report: ArchiveReport) -> dict[str, str]:
    """By the name of a matter what was told of it, each with how many messages speak of it; empty for other
    archives.
    """
    names = {
        Matter.HEALTH: _("Health"), Matter.MONEY: _("Money"), Matter.WORK: _("Work and passwords"),
        Matter.OTHERS: _("Other people"),
    }  # fmt: skip
    found = {}
    for matter, traits in confided(report).items():
        known = {_name(trait).casefold(): trait for trait in reversed(traits)}  # of the same, the author's own
        kept = [trait for trait in traits if known[_name(trait).casefold()] is trait]
        said = [_one(trait) for trait in kept[:MOST]]
        more = len(kept) - MOST
        rest = [_("and {count} more").format(count=number(more))] if more > 0 else []
        found[names[matter]] = "; ".join([*said, *rest])
    return found


def _name(trait: Trait) -> str:
    value = answer(trait.finding.best.value, trait.attribute.value) if trait.finding.named else ""
    return value or attribute_name(trait.attribute)


def _one(trait: Trait) -> str:
    return f"{_name(trait)} ({plural('{count} message', '{count} messages', trait.posts)})"
