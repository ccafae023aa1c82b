"""How often conclusions were right on labelled texts, as ``models/fitting`` measured it.

By attribute as ``reliability.py`` did, of the default model; the curve as ``encoder/judge.py`` did, of all voices
together, once it has.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from redraft.assets import model_data, resource
from redraft.domain.attributes import Attribute


@dataclass(frozen=True, slots=True)
class Measured:
    """Over ``count`` labelled texts ``right`` is the share, from 0 to 1, of conclusions that were right."""

    right: float
    count: int
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Reliability:
    """``attributes`` by attribute, whatever the confidence; ``curve`` by mean confidence, rising."""

    attributes: Mapping[Attribute, Measured]
    curve: tuple[Measured, ...]
    labels: int


_NAMES = {
    "city_country": Attribute.LOCATION,
    "birth_city_country": Attribute.BIRTHPLACE,
    "relationship_status": Attribute.RELATIONSHIP,
    "income_level": Attribute.INCOME,
}
"""Attributes that the benchmark (SynthPAI) calls by other names than we do."""


@cache
def load() -> Reliability | None:
    """What was measured of the default model, or None where nothing ships."""
    path = resource("reliability.json")
    if not path.is_file():
        return None
    data = json.loads(path.read_text("utf-8"))
    by = {
        _NAMES.get(name) or Attribute(name): Measured(one["right"], one["count"])
        for name, one in data["attributes"].items()
    }
    points = json.loads(model_data("encoder", "judge.json").read_text("utf-8"))["figures"].get("curve", data["curve"])
    curve = tuple(Measured(one["right"], one["count"], one["confidence"]) for one in points)
    return Reliability(by, curve, sum(one.count for one in curve))


def measured(attribute: Attribute) -> Measured | None:
    """What was measured about one attribute, or None."""
    known = load()
    return None if known is None else known.attributes.get(attribute)
