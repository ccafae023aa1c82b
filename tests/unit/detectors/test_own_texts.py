"""Texts written for this project before the rules saw them: most of what they give away is found, and little else."""

from __future__ import annotations

import pytest

from redraft.detectors.contract import Context
from redraft.detectors.stated.detector import StatedFacts
from redraft.detectors.tier import Tier
from unit.detectors.annotated import FOLDER, read, score


@pytest.fixture(scope="module")
def tier() -> Tier:
    return Tier()


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_identifiers_are_found_in_texts_of_our_own(tier: Tier, name: str) -> None:
    result = score(tier, read(name))
    print(name, result)
    assert result.direct >= 0.95
    assert result.quasi >= 0.9
    assert result.precision >= 0.85


def _stated(text: str) -> list[tuple[str, str]]:
    detector, context = StatedFacts(), Context(text)
    detector.needs(context)
    return [(f.attribute.value, f.best.value.lower()) for f in detector.detect(context)]


def test_stated_facts_are_read_and_nothing_is_made_up() -> None:
    """``*`` is any value; ``-`` as the attribute means that nothing is stated about the author."""
    rows = [line.split("\t") for line in (FOLDER / "stated.tsv").read_text(encoding="utf-8").splitlines()]
    missed, invented, facts = [], [], 0
    for text, attribute, *rest in rows:
        if text.startswith("#"):
            continue
        wanted, found = (rest or [""])[0].lower(), _stated(text)
        if attribute == "-":
            invented += [text] if found else []
        elif wanted != "-":
            facts += 1
            fits = any(a == attribute and (wanted == "*" or wanted in value) for a, value in found)
            missed += [] if fits else [(text, attribute, found)]
    print(f"{facts - len(missed)} of {facts} facts; invented: {invented}; missed: {missed}")
    assert not invented
    assert len(missed) <= 0.05 * facts
