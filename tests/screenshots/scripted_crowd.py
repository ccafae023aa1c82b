"""A crowd that follows a script."""

from __future__ import annotations

from collections.abc import Sequence

from redraft.domain.attributes import Attribute
from redraft.domain.exposure import Audience, Contribution, Exposure, Level
from redraft.domain.finding import Finding
from redraft.domain.message import NOTHING
from redraft.domain.report import Verdict
from redraft.exposure.audiences import STRANGERS


def counted(
    findings: Sequence[Finding],
    verdicts: Sequence[Verdict] = (),
    *,
    audience: Audience = STRANGERS,
    public: Sequence[Finding] = (),
) -> Exposure:
    """The same crowd, as :class:`Assessor` counts it; nobody is told of one where nothing is news to the audience."""
    del verdicts
    return narrow([one for one in findings if one.attribute not in audience.knows], public) or Exposure(
        7.9e9, 7.9e9, 7.9e9, 0.0, 0.0, 0.0, Level.NONE, NOTHING, (), (), (), "strangers", "the world", 7.9e9
    )


def narrow(findings: Sequence[Finding], public: Sequence[Finding], *, each: float = 3.0) -> Exposure | None:
    """A crowd that halves ``each`` times with every attribute."""
    if not findings:
        return None
    found = {finding.attribute: finding.best.value for finding in findings}
    bits = each * len(found)
    inhabitants, people = 536_280.0, 7.9e9 / 2**bits
    place = found.get(Attribute.LOCATION, "the world").split(",")[0]
    parts = tuple(Contribution(attribute, value, (), each, each) for attribute, value in found.items())
    level = Level.HIGH if bits >= 20 else Level.SOME if bits >= 10 else Level.LOW
    return Exposure(
        people, people / 3, people * 3, bits, bits - 1.6, bits + 1.6, level, NOTHING, parts, (), (), "strangers",
        place, max(inhabitants, people),
    )  # fmt: skip
