"""The statistics that ship with Redraft, read once, at the first question.

Sources: resources/statistics/manifest.json.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from redraft.assets import resource

GROUP_YEARS = 5
"""Width of an age group of ``people.json``; the last group is 100 and over."""


@cache
def table(name: str) -> Any:
    """One table of ``resources/statistics``."""
    return json.loads(resource("statistics", f"{name}.json").read_text("utf-8"))


@cache
def world() -> float:
    """All people of the table by country, age and sex."""
    return float(sum(sum(sum(ages) for ages in sexes.values()) for sexes in table("people").values()))
