"""The encoder that ships: it tells what sentences of our own give away, and by which words."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from redraft.assets import model_data
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change, Placed
from redraft.domain.errors import Cancelled
from redraft.domain.text import Span
from redraft.domain.told import Told
from redraft.encoder.telling import Telling, verify


@pytest.fixture(scope="module")
def telling() -> Telling:
    return Telling.load(model_data("encoder"))


def told(telling: Telling, text: str) -> dict[Attribute, Told]:
    return {one.attribute: one for one in telling.tell(text)}


@pytest.mark.parametrize(
    ("text", "attribute", "words"),
    [
        ("I'm 51 and I finally bought a kayak.", Attribute.AGE, "51"),
        ("My wife and I repainted the hall this weekend.", Attribute.RELATIONSHIP, "wife"),
        ("Been a nurse on the same ward for nine years, and the lockers still jam.", Attribute.OCCUPATION, "nurse"),
        ("I grew up in Porto, where nobody owns an umbrella that works.", Attribute.BIRTHPLACE, "Porto"),
    ],
)
def test_what_is_said_outright_is_told_by_its_words(
    telling: Telling, text: str, attribute: Attribute, words: str
) -> None:
    found = told(telling, text)[attribute]
    assert found.probability > 0.5
    assert any(words in quote.quote for quote in found.evidence)
    assert all(text[q.start : q.end] == q.quote for q in found.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "I owe you a beer for fixing that script!",
        "Does anybody know why the second ending of the game needs all three keys?",
        "The soup wants more salt and an hour less on the stove.",
    ],
)
def test_nothing_is_told_by_a_text_that_gives_nothing_away(telling: Telling, text: str) -> None:
    assert max(one.probability for one in telling.tell(text)) < 0.5


def test_a_long_text_tells_what_stands_at_its_end(telling: Telling) -> None:
    filler = "The bus was late again and the driver said nothing about it. " * 60
    found = told(telling, f"{filler}I'm 51 and I finally bought a kayak.")[Attribute.AGE]
    assert found.probability > 0.4
    assert any("51" in quote.quote for quote in found.evidence)


def test_no_words_tell_nothing(telling: Telling) -> None:
    assert telling.tell("  \n ") == ()


def test_it_stops_when_asked(telling: Telling) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        telling.tell("I'm 51.", stop)


def test_known_answers_have_shares(telling: Telling) -> None:
    values = told(telling, "My husband says hi.")[Attribute.SEX].values
    assert {guess.value for guess in values} == {"female", "male"}
    assert sum(guess.confidence for guess in values) == pytest.approx(1.0)


def test_another_file_is_refused(tmp_path: Path) -> None:
    for file in model_data("encoder").iterdir():
        shutil.copy(file, tmp_path)
    verify(tmp_path)
    (tmp_path / "vocabulary.txt").write_text("[UNK]\n", "utf-8")
    with pytest.raises(ValueError, match="vocabulary"):
        Telling.load(tmp_path)


def test_many_texts_are_read_as_one_by_one(telling: Telling) -> None:
    texts = ["I'm 51.", " ", "My wife and I repainted the hall. " * 60, "The soup wants salt."] * 9
    for text, likely in zip(texts, telling.likely(texts), strict=True):
        alone = {one.attribute: one.probability for one in telling.tell(text)}
        assert likely == pytest.approx(alone, abs=1e-4)


def test_the_quick_look_says_much_the_same_and_words_point_to_what_is_told(telling: Telling) -> None:
    text = "The soup wants salt. My wife and I repainted the hall. Any tea?"
    at = Attribute.RELATIONSHIP
    quick, all_say = telling.alone().likely([text])[0], telling.likely([text])[0]
    assert quick != all_say
    assert quick[at] == pytest.approx(all_say[at], abs=0.3)
    told = {one.attribute: one for one in telling.tell(text)}
    shares = {text[word.span.start : word.span.end]: word.share for word in told[at].words}
    assert max(shares.values()) == shares["wife"] == 1.0
    assert shares.get("soup", 0.0) < 0.3
    assert not told[Attribute.POLITICS].words


def test_whether_a_change_is_posted_depends_on_its_words_and_its_place(telling: Telling) -> None:
    text = "Moved here in May with my brother Tom. Total: £42 at the till. Was saving for a charger."

    def changed(old: str, new: str) -> Placed:
        at = text.index(old)
        return Change(Span(at, at + len(old)), new, "phrase").placed(text)

    made = [changed(" in May", ""), changed(" at the till", ""), changed("£42 at", ""), changed("saving for", "")]
    said = telling.seams(made)
    assert len(set(said)) == len(made)
    assert min(said[:2]) > max(said[2:])
    assert telling.seams([]) == []
