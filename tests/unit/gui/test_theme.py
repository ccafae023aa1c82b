import pytest

from redraft.domain.attributes import Attribute
from redraft.gui.theme import Look, style_sheet
from redraft.speech.now import attribute_name

PAIRS = [
    (ink, ground)
    for ink in ("ink", "muted", "accent", "critical", "high", "medium", "low", "good")
    for ground in ("surface", "ground", "raised")
] + [("on_accent", "accent"), *((ink, "accent_tint") for ink in ("ink", "muted", "accent"))]


def luminance(colour):
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read(dark, ink, ground):
    look = Look(dark)
    light, deep = sorted((luminance(look.colour(ink)), luminance(look.colour(ground))), reverse=True)
    assert (light + 0.05) / (deep + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize("dark", [False, True])
def test_every_token_is_filled_in(dark):
    assert "$" not in style_sheet(Look(dark), 10.5)


def test_every_attribute_has_a_name():
    assert all(attribute_name(attribute) for attribute in Attribute)
