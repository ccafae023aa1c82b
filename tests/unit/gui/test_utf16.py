from hypothesis import given
from hypothesis import strategies as st

from redraft.gui.utf16 import Utf16Map

TEXTS = st.text(alphabet=st.sampled_from("aé😀𝒳שb\n\u202e👩‍🚀"), max_size=30)


@given(TEXTS)
def test_offsets_agree_with_an_encoder(text):
    both = Utf16Map(text)
    for offset in range(len(text) + 1):
        unit = len(text[:offset].encode("utf-16-le")) // 2
        assert both.to_qt(offset) == unit
        assert both.to_python(unit) == offset


def test_the_middle_of_a_pair_belongs_to_the_pair():
    assert Utf16Map("a😀b").to_python(2) == 1


def test_offsets_beyond_the_text_are_its_ends():
    both = Utf16Map("😀")
    assert (both.to_qt(9), both.to_python(9), both.to_qt(-1), both.to_python(-4)) == (2, 1, 0, 0)
