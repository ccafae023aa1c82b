import pytest

from redraft.domain.attributes import ALWAYS_ASKED
from redraft.gui.reliability import load, measured


def test_what_ships_names_all_eight_attributes_and_a_curve():
    known = load()
    assert set(known.attributes) == set(ALWAYS_ASKED)
    assert all(0 < one.right < 1 and one.count > 0 for one in known.attributes.values())
    assert [one.confidence for one in known.curve] == sorted(one.confidence for one in known.curve)
    assert sum(one.count for one in known.curve) == known.labels


@pytest.mark.parametrize("attribute", ALWAYS_ASKED)
def test_each_can_be_asked_for(attribute):
    assert measured(attribute) is not None
