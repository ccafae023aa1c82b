"""Of talks with an assistant, health, money, work and other people come first, in every view."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from redraft.domain.archive import Counts, Match, Opened
from redraft.domain.attributes import Attribute, Matter
from redraft.domain.confided import confided, foremost
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import verbatim
from redraft.domain.profile import ArchiveReport, Trait
from redraft.reports.archive_html import archive_to_html
from redraft.reports.archive_json import archive_to_json
from redraft.reports.archive_terminal import print_archive
from redraft.speech.confided import lines


def trait(attribute: Attribute, value: str, *, revealed: bool = True, subject: Subject = Subject.AUTHOR) -> Trait:
    finding = Finding.make(
        attribute, (Guess(value, 0.9),), (), source=Source.FUSED, basis=Basis.STATED, why=verbatim("w"),
        subject=subject, person="Anna" if subject is not Subject.AUTHOR else "",
    )  # fmt: skip
    return Trait(finding, revealed, 3)


TRAITS = (
    trait(Attribute.FINANCE, "DE89"), trait(Attribute.LOCATION, "Leeds, United Kingdom"),
    trait(Attribute.EMPLOYER, "Halvorsen"), trait(Attribute.HEALTH, "asthma"),
    trait(Attribute.INCOME, "low", revealed=False), trait(Attribute.CHILDREN, "a son of four"),
)  # fmt: skip
NAMED = (
    trait(Attribute.NAME, "Anna", subject=Subject.BYSTANDER), trait(Attribute.ORGANISATION, "halvorsen"),
    trait(Attribute.PLACE, "Hull"),
)  # fmt: skip


def report(*, talks: bool) -> ArchiveReport:
    match = Match("claude", "Claude", music=False, confidence=1.0, talks=talks)
    traits = foremost(TRAITS) if talks else TRAITS
    return ArchiveReport(match, Counts(6, 3, 3), traits, NAMED, scanned=3, finished=True)


def test_the_matters_lead_in_their_order_and_the_rest_keeps_its_own() -> None:
    assert [one.attribute.value for one in foremost(TRAITS)] == [
        "health", "finance", "employer", "children", "location", "income",
    ]  # fmt: skip


def test_what_is_only_guessed_at_and_what_others_are_is_told_apart() -> None:
    found = confided(report(talks=True))
    assert list(found) == list(Matter)
    assert [one.finding.best.value for one in found[Matter.MONEY]] == ["DE89"]
    assert [one.finding.best.value for one in found[Matter.OTHERS]] == ["a son of four", "Anna"]


def test_other_archives_have_no_such_part() -> None:
    assert not confided(report(talks=False))
    assert not lines(report(talks=False))
    assert "What you told" not in archive_to_html(report(talks=False), Opened((), 1))


def test_the_same_thing_stands_once() -> None:
    assert lines(report(talks=True))["Work and passwords"] == "Halvorsen (3 messages)"


def test_a_long_line_says_how_many_more() -> None:
    many = tuple(trait(Attribute.NAME, f"Anna {n}", subject=Subject.BYSTANDER) for n in range(9))
    assert lines(replace(report(talks=True), others=many))["Other people"].endswith("and 4 more")


@pytest.mark.parametrize("view", ["html", "terminal"])
def test_they_stand_above_all_conclusions(view: str) -> None:
    if view == "html":
        page = archive_to_html(report(talks=True), Opened((), 1))
    else:
        out = io.StringIO()
        print_archive(report(talks=True), Opened((), 1), Console(file=out, width=100))
        page = out.getvalue()
    told = [page.index(name) for name in ("What you told the assistant", "Health", "Money", "Work and", "Other people")]
    assert told == sorted(told)
    assert told[-1] < page.index("What a stranger would conclude")


def test_the_document_has_them_by_matter() -> None:
    told = archive_to_json(report(talks=True), Opened((), 1))["confided"]
    assert list(told) == ["health", "money", "work", "others"]
    assert told["others"][1] == {"attribute": "name", "value": "Anna", "about": "bystander", "posts": 3}
