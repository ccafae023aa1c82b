"""What reading posts closely changes: a story's hero is not the author, and what was not read may be there."""

from __future__ import annotations

from datetime import UTC, datetime

from redraft.domain.archive import Locator, Post
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import NOTHING
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence, Span
from redraft.profiles.casebook import Casebook
from redraft.profiles.heard import Heard, Noticed, Tell
from redraft.profiles.votes import Part, Vote
from unit.profiles.test_casebook import book, said, trait

SKIPPER = "Showed a retired skipper the chart that his father drew at work."
TEXTS = (SKIPPER, "My shift at the archive was long, and my desk is full of charts.", "Nothing at all today.")


def filled(*texts: str) -> Casebook:
    made = book()
    for at, text in enumerate(texts):
        made.add(Post(str(at), text, datetime(2020, 1, 1 + at, tzinfo=UTC), locator=Locator(0, at)), ())
    return made


def told(at: int, attribute: Attribute, sure: float, *spans: Span, value: str = "") -> Noticed:
    vote = Vote(value, 3.0, (Part(at, 1.0, spans),), stated=False)
    return Noticed(at, (Tell(attribute, sure, sure >= 0.5, spans),), (Heard(attribute, vote, True),) if value else ())


def heard(made: Casebook, value: str, quote: str) -> None:
    dossier = made.dossier(2_000)
    assert dossier is not None
    start = dossier.text.index(quote)
    evidence = (Evidence.of(dossier.text, start, start + len(quote)),)
    guesses = (Guess(value, 0.9),)
    finding = Finding.make(
        Attribute.OCCUPATION, guesses, evidence, source=Source.MODEL, basis=Basis.IMPLIED, why=NOTHING
    )
    made.hear(dossier, [Verdict(Attribute.OCCUPATION, guesses, 0.9, revealed=True)], [finding])


def test_the_hero_of_a_story_is_not_the_author() -> None:
    plain, closely = filled(*TEXTS), filled(*TEXTS)
    closely.notice(Noticed(0, ()))
    for made in (plain, closely):
        heard(made, "skipper", "a retired skipper")
    assert trait(plain, Attribute.OCCUPATION).finding.best.value == "skipper"
    assert Attribute.OCCUPATION not in {t.attribute for t in closely.traits()[0]}


def test_what_a_reader_could_tell_is_what_a_conclusion_rests_on() -> None:
    made = filled(*TEXTS)
    made.notice(Noticed(0, ()))
    made.notice(told(1, Attribute.OCCUPATION, 0.9, Span(0, 23)))
    heard(made, "archivist", "My shift at the archive")
    found = trait(made, Attribute.OCCUPATION)
    assert [c.post.text for c in found.carriers] == [TEXTS[1]]
    assert found.told == 1


def test_a_statement_that_tells_no_reader_anything_is_withdrawn() -> None:
    made = book()
    text = "I am a teapot, said the teapot"
    made.add(Post("0", text, locator=Locator(0, 0)), said(Attribute.OCCUPATION, "teapot", 0.9, text))
    assert trait(made, Attribute.OCCUPATION).finding.best.value == "teapot"
    made.notice(Noticed(0, (), (), (Attribute.OCCUPATION,)))
    assert made.traits()[0] == ()


def test_what_can_be_told_is_shown_though_nobody_has_an_answer() -> None:
    made = filled(*[f"A thing of mine, number {n}, and so on" for n in range(4)])
    for at in range(3):
        made.notice(told(at, Attribute.POLITICS, 0.6, Span(0, 15)))
    found = trait(made, Attribute.POLITICS)
    assert found.revealed
    assert not found.finding.named
    assert (found.told, len(found.carriers)) == (3, 3)
    assert {e.quote for c in found.carriers for e in c.evidence} == {"A thing of mine"}
    cut = made.cut(Attribute.POLITICS)
    assert set(cut.items) == {0, 1, 2}
    assert cut.reached


def test_one_post_of_many_that_is_called_so_by_chance_is_not_told() -> None:
    made = filled(*[f"A thing of mine, number {n}, and so on" for n in range(4)])
    made.notice(told(0, Attribute.POLITICS, 0.6))
    assert made.traits()[0] == ()
    made.notice(told(1, Attribute.POLITICS, 0.85))
    assert [t.attribute for t in made.traits()[0]] == [Attribute.POLITICS]


def test_posts_of_several_days_that_tell_the_same_agree() -> None:
    made = filled(*[f"A thing of mine, number {n}, and so on" for n in range(4)])
    made.notice(told(0, Attribute.SEX, 0.9, value="male"))
    for at in (1, 2, 3):
        made.notice(told(at, Attribute.SEX, 0.9, value="female"))
    assert trait(made, Attribute.SEX).finding.best.value == "female"


def test_how_much_was_looked_at_is_counted_by_who_could_find_it() -> None:
    made = filled(*TEXTS, *(f"{text} Again." for text in TEXTS))
    assert made.looked([Attribute.HEALTH, Attribute.CONTACT]) == {Attribute.HEALTH: 0.0, Attribute.CONTACT: 1.0}
    for at in range(3):
        made.notice(Noticed(at, ()))
    assert made.looked([Attribute.HEALTH]) == {Attribute.HEALTH: 0.5}
    heard(made, "archivist", "My shift at the archive")
    looked = made.looked([Attribute.HEALTH, Attribute.OCCUPATION])
    assert looked[Attribute.HEALTH] == 0.5
    assert looked[Attribute.OCCUPATION] > 0.5
