"""The practice archive's facts (``resources/practice/facts.toml``) against what a report shows."""

from __future__ import annotations

import tomllib
from typing import Any

from redraft.assets import resource
from redraft.domain.attributes import Attribute
from redraft.domain.profile import ArchiveReport, Trait
from redraft.domain.relations import same

FACTS: list[dict[str, Any]] = tomllib.loads(resource("practice", "facts.toml").read_text("utf-8"))["fact"]
FOUND = {"named", "told", "hidden"}


def of(report: ArchiveReport, attribute: Attribute) -> list[Trait]:
    """What a report shows of an attribute."""
    return [trait for trait in report.traits if trait.attribute is attribute and trait.revealed]


def named(traits: list[Trait]) -> list[str]:
    """The answers that are shown."""
    return [trait.finding.best.value for trait in traits if trait.finding.named]


def untrue(fact: dict[str, Any], report: ArchiveReport) -> list[str]:
    """What is shown and is not so."""
    attribute = Attribute(fact["attribute"])
    return [v for v in named(of(report, attribute)) if any(same(attribute, v, bad) for bad in fact.get("untrue", ()))]


def missing(fact: dict[str, Any], report: ArchiveReport) -> list[str]:
    """What should be shown and is not."""
    attribute, traits = Attribute(fact["attribute"]), of(report, Attribute(fact["attribute"]))
    lacks = []
    if fact["found"] != "hidden" and not traits:
        lacks.append("not told")
    if fact["found"] == "named":
        now = [fact["now"]["value"]] if "now" in fact else []
        lacks += [v for v in (*now, *fact.get("values", ())) if not any(same(attribute, v, n) for n in named(traits))]
    if fact.get("before"):
        course = [(p.value, f"{p.since:%Y-%m}", f"{p.until:%Y-%m}") for trait in traits for p in trait.course]
        lacks += [f"before: {b}" for b in fact["before"] if (b["value"], b["since"], b["until"]) not in course]
        now = fact["now"]
        lacks += [] if course and course[-1][:2] == (now["value"], now["since"]) else [f"now: {now}"]
    return lacks
