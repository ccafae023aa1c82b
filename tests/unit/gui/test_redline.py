from hypothesis import given
from hypothesis import strategies as st

from redraft.domain.edit import apply
from redraft.domain.text import Span
from redraft.gui.draft.redline import Part, Redline

TEXT = "I moved to Leeds, then to York."
LEEDS, YORK = Span(11, 16), Span(26, 30)


def test_the_new_words_stand_behind_the_old_ones():
    red = Redline(TEXT, {LEEDS: "a city", YORK: ""})
    assert red.text == "I moved to Leeds\u2009\u2068a city\u2069, then to York."
    assert [piece.part for piece in red.pieces if piece.part is not Part.KEPT] == [Part.OUT, Part.IN, Part.OUT]
    assert red.text[red.place(LEEDS).start : red.place(LEEDS).end] == "Leeds\u2009\u2068a city\u2069"
    assert red.text[red.place(YORK).start : red.place(YORK).end] == "York"


def test_edits_that_touch_each_other_keep_their_places():
    red = Redline("ab", {Span(0, 1): "x", Span(1, 2): "y"})
    assert red.text[red.place(Span(0, 1)).start : red.place(Span(0, 1)).end] == "a\u2009\u2068x\u2069"
    assert red.text[red.place(Span(1, 2)).start : red.place(Span(1, 2)).end] == "b\u2009\u2068y\u2069"


@st.composite
def proposals(draw):
    text = draw(st.text(alphabet="ab 😀של\u202e\n", max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, {span: draw(st.sampled_from(["", "x", "a city", "😀"])) for span in spans}


@given(proposals())
def test_places_go_there_and_back(given_):
    text, chosen = given_
    red = Redline(text, chosen)
    assert "".join(p.text for p in red.pieces if p.part is not Part.IN) == text
    kept = (p.text.strip("\u2009\u2068\u2069") if p.part is Part.IN else p.text for p in red.pieces)
    outs = [p.part is Part.OUT for p in red.pieces]
    assert "".join(words for words, out in zip(kept, outs, strict=True) if not out) == apply(text, chosen)
    for place in range(len(text) + 1):
        assert red.to_source(red.to_shown(place)) == place
    back = [red.to_source(place) for place in range(len(red.text) + 1)]
    assert back == sorted(back)
    assert back[-1] == len(text)
