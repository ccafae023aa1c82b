"""Texts written for this project before the rules saw them: most identifiers must be found, little else masked."""

from __future__ import annotations

import pytest

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
