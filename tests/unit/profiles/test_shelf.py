"""Which posts the model gets to read, and the way back from what it quotes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from redraft.domain.archive import Post
from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import NOTHING
from redraft.domain.text import Evidence, Span
from redraft.profiles import shelf as shelves
from redraft.profiles.dossier import EXCERPT, compile_dossier, excerpt
from redraft.profiles.shelf import Shelf
from redraft.profiles.telling import Telling

CUES = Path(__file__).parents[3] / "resources/languages/en/prompts/cues.json"


def shelf(*texts: str) -> Shelf:
    made = Shelf(Telling.load(CUES))
    for at, text in enumerate(texts):
        made.offer(at, Post(str(at), text), ())
    return made


def positions(made: Shelf, letters: int) -> list[int]:
    return [piece.at for piece in made.dossier(letters, ALWAYS_ASKED).pieces]


def test_posts_with_rare_cues_come_before_what_is_said_all_the_time() -> None:
    noise = [f"the update broke window number {n} again" for n in range(300)]
    made = shelf(*noise[:150], "my grandson started kindergarten and my pension is late", *noise[150:])
    assert positions(made, 60) == [150]


def test_a_word_that_every_post_has_is_no_cue() -> None:
    telling = Telling.load(CUES)
    looks = [telling.look(Post("", "my office, again"), ()) for _ in range(3_000)]
    rare = telling.look(Post("", "my wedding, at last"), ())
    assert telling.worth(looks[-1]).get(Attribute.OCCUPATION, 0.0) == 0.0
    assert telling.worth(rare)[Attribute.RELATIONSHIP] > 0.5


def test_what_the_author_states_counts_more_than_any_cue() -> None:
    telling = Telling.load(CUES)
    said = Finding.make(
        Attribute.AGE, (Guess("30", 0.9),), (), source=Source.STATED, basis=Basis.STATED, why=NOTHING
    )  # fmt: skip
    plain = telling.worth(telling.look(Post("", "my birthday"), ())).get(Attribute.AGE, 0.0)
    assert telling.worth(telling.look(Post("", "my birthday"), (said,)))[Attribute.AGE] > plain + 2


def test_the_tenth_post_about_work_adds_less_than_the_first_about_home() -> None:
    work = [f"my boss moved the deadline of the project, take {n}" for n in range(10)]
    made = shelf(*work, "our flat by the harbour, above the tram")
    assert 10 in positions(made, 200)


def test_the_same_text_is_read_once() -> None:
    assert len(positions(shelf("my wedding was in June", "my wedding was in June"), 1_000)) == 1


def test_memory_is_bounded_however_many_posts_come(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(shelves, "KEPT", 5)
    monkeypatch.setattr(shelves, "KEPT_FOR_NOVELTY", 5)
    made = shelf(*(f"my {word} at the office with my wife, {n}" for n in range(500) for word in ("salary", "age")))
    assert len(made) <= 5 * len(made._heaps) * 2


@given(st.text(min_size=1, max_size=3_000), st.lists(st.sampled_from(["wife", "job", "a", "born"]), max_size=3))
def test_an_excerpt_is_a_stretch_of_the_text(text: str, cues: list[str]) -> None:
    span = excerpt(text, cues)
    assert 0 <= span.start < span.end <= len(text)
    assert len(span) <= max(EXCERPT, 1)


def test_of_a_long_post_the_stretch_with_the_cues_is_taken() -> None:
    text = "Nothing here. " * 60 + "My wife was born in Leeds. " + "Nothing there. " * 60
    span = excerpt(text, ("wife", "born"))
    assert "My wife was born in Leeds." in text[span.start : span.end]


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=30), st.integers(2000, 2020)), min_size=1, max_size=6), st.data()
)
def test_every_quote_finds_its_posts(made: list[tuple[str, int]], data: st.DataObject) -> None:
    chosen = [
        (at, Post(str(at), text, datetime(year, 1, 1, tzinfo=UTC)), Span(0, len(text)))
        for at, (text, year) in enumerate(made)
    ]
    dossier = compile_dossier(chosen)
    start = data.draw(st.integers(0, len(dossier.text) - 1))
    end = data.draw(st.integers(start + 1, len(dossier.text)))
    for piece, quote in dossier.trace(Evidence.of(dossier.text, start, end)):
        assert quote.quote == piece.post.text[quote.start : quote.end]
    whole = [
        p for piece in dossier.pieces for p in dossier.trace(Evidence.of(dossier.text, piece.start, piece.start + 1))
    ]
    assert [piece.at for piece, _ in whole] == [piece.at for piece in dossier.pieces]
