"""Known crowds against their estimates, and the time that one estimate takes. Prints the figures with ``-s``."""

from __future__ import annotations

import importlib.util
import statistics
import time
from pathlib import Path

import pytest

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import NOTHING
from redraft.exposure.anonymity import assess

_spec = importlib.util.spec_from_file_location("exposure_cases", Path(__file__).with_name("exposure_cases.py"))
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)

pytestmark = pytest.mark.bench


def _findings(values: dict[str, str]) -> list[Finding]:
    return [
        Finding.make(Attribute(a), (Guess(v, 1.0),), (), source=Source.MODEL, basis=Basis.STATED, why=NOTHING)
        for a, v in values.items()
    ]


def test_true_crowds_lie_within_the_interval() -> None:
    hits, widths = 0, []
    for values, truth, source in _module.CASES:
        found = assess(_findings(values))
        inside = found.people_low <= truth <= found.people_high
        hits += inside
        widths.append(found.people_high / found.people_low)
        print(
            f"{'in ' if inside else 'OUT'} {truth:>10,.0f} {found.people:>10,.0f} x{widths[-1]:.1f} {values} {source}"
        )
    print(f"{hits} of {len(_module.CASES)}, median width {statistics.median(widths):.2f}")
    assert hits >= 0.9 * len(_module.CASES)
    assert statistics.median(widths) <= 4


def test_one_estimate_takes_less_than_five_milliseconds() -> None:
    values = {"location": "Leeds, UK", "age": "34", "sex": "female", "occupation": "nurse", "religion": "Muslim"}
    values |= {"education": "bachelor's degree", "relationship": "married", "health": "cystinosis"}
    findings = [
        Finding.make(f.attribute, (Guess(f.best.value, 0.9),), (), source=f.source, basis=f.basis, why=NOTHING)
        for f in _findings(values)
    ]
    assess(findings)
    times = []
    for _ in range(20):
        start = time.process_time()
        assess(findings)
        times.append(time.process_time() - start)
    print(f"{min(times) * 1000:.2f} ms at best, median {statistics.median(times) * 1000:.2f}, for 8 findings")
    assert min(times) < 0.005  # other work on the machine can only lengthen the rest
