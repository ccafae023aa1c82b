"""Reports of archives: nothing a post says can act in a page, a table, a terminal or a list."""

from __future__ import annotations

import csv
import html
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from redraft.domain.archive import Concluded, Counts, Match, Opened, Post, Reason, Refused
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.profile import ArchiveReport, Carrier, Change, Cut, Moment, Phase, Trait
from redraft.domain.text import Evidence, Note
from redraft.reports.archive_html import archive_to_html
from redraft.reports.archive_json import archive_to_json
from redraft.reports.archive_table import COLUMNS, PLAN, archive_to_csv, ids, plan_to_csv, urls
from redraft.reports.archive_terminal import print_archive
from redraft.speech import now, words
from redraft.usecases.unread import headline_of_many

EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><style>*{display:none}",
    "&lt;b&gt;",
    '" onmouseover="x',
    "' style='x",
    "<!-- -->",
    "]]><svg/onload=x>",
    "\x1b[2J\x07",
    "\u202eevil",
    "\ud800",
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@x",
]


def report(said: str) -> ArchiveReport:
    text = f"{said} and my husband"
    post = Post(said, text, datetime(2020, 5, 1, tzinfo=UTC), url=said, place=said)
    finding = Finding.make(
        Attribute.RELATIONSHIP, (Guess(said, 0.9), Guess("x", 0.05)), (), source=Source.FUSED, basis=Basis.STATED,
        why=verbatim("One post says it."),
    )  # fmt: skip
    date = datetime(2019, 1, 1, tzinfo=UTC)
    trait = Trait(
        finding,
        revealed=True,
        posts=1,
        carriers=(Carrier(0, post, said, 4.2, (Evidence.of(text, 0, len(said)),)),),
        timeline=(Moment(date, said, 0.5, 1), Moment(datetime(2020, 5, 1, tzinfo=UTC), said, 0.9, 2)),
        changes=(Change(said, "y", date, date, verbatim(f"{said} until 2019.")),),
    )
    hidden = replace(trait, revealed=False, finding=replace(finding, attribute=Attribute.AGE))
    named = replace(trait, finding=replace(finding, attribute=Attribute.NAME))
    cut = Cut(Attribute.RELATIONSHIP, 0.5, (0,), 0.9, 0.1, reached=True)
    counts = Counts(3, 2, 1, {Reason.REPOST: 2})
    return ArchiveReport(
        Match("reddit", "Reddit", music=False, confidence=1.0), counts, (trait, hidden), (named,), cuts=(cut,),
        posts={0: post}, scanned=1, finished=True, notes=(Note("n", verbatim(said)),),
    )  # fmt: skip


def opened(said: str) -> Opened:
    return Opened((), 1, refused=(Refused(said, verbatim("is encrypted")),))


@pytest.mark.parametrize("said", EVIL)
def test_no_word_acts_in_the_page(said: str) -> None:
    page = archive_to_html(report(said), opened(said)).encode("utf-8", "replace").decode()
    head, _, body = page.partition("<body>")
    assert "default-src &#x27;none&#x27;" in head or "default-src 'none'" in head
    tags = [t.split(">")[0] for t in body.split("<")[1:]]
    assert {t.split()[0].strip("/") for t in tags} <= {
        "main", "body", "html", "section", "h1", "h2", "h3", "p", "div", "span", "article", "svg", "g", "line", "path",
        "circle", "rect", "text", "bdi", "mark", "code", "details", "summary", "table", "thead", "tbody", "tr", "th",
        "td", "footer",
    }  # fmt: skip
    assert not [t for t in tags if " on" in t or "style" in t or "href" in t or "src" in t]
    for steering in ("\x1b", "\u202e", "\x07"):
        assert steering not in page


def test_the_page_says_what_matters() -> None:
    page = html.unescape(archive_to_html(report("Leeds & co"), opened("x")))
    fall = "almost certain → no longer to be told (90% → 10%)"
    for part in ("Leeds & co", "90%", "One post says it.", fall, "1 May 2020", "passed on"):
        assert part in page
    assert '<svg class="picture"' in page


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_nobody_measured_has_words_and_no_percentage(language: str) -> None:
    whole = report("Leeds & co")
    finding = replace(whole.traits[0].finding, attribute=Attribute.HEALTH)
    cut = replace(whole.cuts[0], attribute=Attribute.HEALTH)
    guessed = replace(whole, traits=(replace(whole.traits[0], finding=finding),), cuts=(cut,))
    now.use(language)
    try:
        for one, measured in ((whole, True), (guessed, False)):
            out = Console(file=io.StringIO(), width=200)
            print_archive(one, opened("x"), out)
            page = html.unescape(archive_to_html(one, opened("x")))
            said = words.falls(0.9, 0.1, reached=True)
            assert said in out.file.getvalue()
            assert said in page
            numbers = (now.share(0.9), now.share(0.1))
            body = page.partition("<body>")[2]
            assert [number in shown for shown in (out.file.getvalue(), body) for number in numbers] == [measured] * 4
            assert archive_to_json(one, opened("x"))["advice"][0]["calibrated"] is measured
            assert archive_to_json(one, opened("x"))["cut"][0]["calibrated"] is measured
            (row,) = csv.DictReader(io.StringIO(archive_to_csv(one)))
            assert (row["sure"], row["confidence"]) == (words.sureness(0.9), "0.90" if measured else "")
    finally:
        now.use("en")


@pytest.mark.parametrize("said", EVIL)
def test_cells_are_text_and_lists_have_one_entry_a_line(said: str) -> None:
    table = archive_to_csv(report(said)).encode("utf-8", "replace").decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == 1
    assert tuple(rows[0]) == COLUMNS
    assert not [cell for cell in rows[0].values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert rows[0]["in_cut"] == "yes"
    assert len(ids(report(said)).splitlines()) == len(urls(report(said)).splitlines()) == 1


@pytest.mark.parametrize("said", EVIL)
def test_the_terminal_is_not_steered(said: str) -> None:
    out = io.StringIO()
    print_archive(report(said), opened(said), Console(file=out, width=100))
    printed = out.getvalue()
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "The smallest cut" in printed


def test_the_document_has_evidence_with_its_post() -> None:
    document = archive_to_json(report("Leeds"), opened("x"))
    json.dumps(document)
    assert document["counts"] == {"read": 3, "own": 2, "kept": 1, "skipped": {"repost": 2}}
    (finding, _named) = document["findings"]
    assert finding["evidence"] == [
        {"start": 0, "end": 5, "quote": "Leeds",
         "post": {"id": "Leeds", "locator": [-1, -1], "date": "2020-05-01T00:00:00+00:00", "url": "Leeds"}}
    ]  # fmt: skip
    assert [p["revealed"] for p in document["profile"]] == [True, False]
    assert document["cut"][0]["posts"][0]["id"] == "Leeds"


def test_every_report_names_what_was_looked_for_and_not_found() -> None:
    looked = {Attribute.POLITICS: 0.42, Attribute.ETHNICITY: 0.0}
    found = replace(report("x"), scanned=3, model=None, looked=looked)
    console = Console(file=io.StringIO(), width=900)
    print_archive(found, opened("x"), console)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    page = html.unescape(archive_to_html(found, opened("x")))
    for shown in (printed, page):
        assert "ooked for and not found" in shown
        assert "health, religion, orientation" in shown
        assert "with 42% of your posts read for it: politics." in shown
        assert "since only their plainest words were read: ethnicity." in shown
    document = archive_to_json(found, opened("x"))
    assert {"health", "finance"} <= set(document["not_found"])
    assert not {"relationship", "age", "politics", "ethnicity"} & set(document["not_found"])
    assert document["not_enough"] == [
        {"attribute": "politics", "read": 0.42}, {"attribute": "ethnicity", "read": 0.0}
    ]  # fmt: skip


def test_what_changed_is_told_as_now_and_before() -> None:
    first, last = datetime(2015, 4, 6, tzinfo=UTC), datetime(2018, 12, 22, tzinfo=UTC)
    course = (Phase("Leeds", first, last), Phase("York", datetime(2019, 1, 13, tzinfo=UTC), last))
    found = report("York")
    home = replace(found.traits[0].finding, attribute=Attribute.LOCATION)
    found = replace(found, traits=(replace(found.traits[0], finding=home, course=course),))
    out = io.StringIO()
    print_archive(found, opened("x"), Console(file=out, width=200))
    for shown in (out.getvalue(), html.unescape(archive_to_html(found, opened("x")))):
        assert "now: York, since January 2019" in shown
        assert "before: Leeds, April 2015 to December 2018" in shown
    phases = archive_to_json(found, opened("x"))["profile"][0]["course"]
    assert [(p["value"], p["since"][:7], p["now"]) for p in phases] == [
        ("Leeds", "2015-04", False), ("York", "2019-01", True)
    ]  # fmt: skip


def test_what_can_be_told_without_an_answer_is_not_shown_as_one() -> None:
    found = report("the words")
    found = replace(found, traits=(replace(found.traits[0], finding=replace(found.traits[0].finding, named=False)),))
    out = io.StringIO()
    print_archive(found, opened("x"), Console(file=out, width=200))
    assert "a sharp reader could tell" in out.getvalue()
    assert "a sharp reader could tell" in archive_to_html(found, opened("x"))
    assert not archive_to_json(found, opened("x"))["profile"][0]["named"]


@pytest.mark.parametrize("said", EVIL)
def test_the_plan_is_a_table_of_links_and_of_old_and_new_text(said: str) -> None:
    found = replace(report(said), edits={0: f"{said} and mine"})
    table = plan_to_csv(found).encode("utf-8", "replace").decode()
    (row,) = csv.DictReader(io.StringIO(table))
    assert tuple(row) == PLAN
    assert (row["step"], row["hides"], row["action"]) == ("1", "relationship", "edit")
    assert row["old_text"].endswith("and my husband")
    assert row["new_text"].endswith("and mine")
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    (row,) = csv.DictReader(io.StringIO(plan_to_csv(report("x"))))
    assert (row["action"], row["link"], row["id"], row["new_text"]) == ("delete", "x", "x", "")


def test_advice_says_what_it_buys_and_shows_the_new_text_beside_the_old() -> None:
    found = replace(report("Leeds"), edits={0: "Leeds and mine"})
    out = io.StringIO()
    print_archive(found, opened("x"), Console(file=out, width=200))
    for shown in (out.getvalue(), html.unescape(archive_to_html(found, opened("x")))):
        assert "Delete or edit this post, and nobody can tell whether you have a partner any more." in shown
        assert "Leeds and my husband" in shown
        assert "Leeds and mine" in shown
    (step,) = archive_to_json(found, opened("x"))["advice"]
    assert (step["attribute"], step["reached"], step["also_hidden"]) == ("relationship", True, [])
    assert [(p["id"], p["text"], p["new_text"]) for p in step["posts"]] == [
        ("Leeds", "Leeds and my husband", "Leeds and mine")
    ]


def test_where_there_was_no_text_nothing_is_claimed_to_be_absent() -> None:
    found = replace(report("x"), scanned=0, traits=(), cuts=())
    console = Console(file=io.StringIO(), width=200)
    print_archive(found, opened("x"), console)
    assert "There was no text of yours to look at." in console.file.getvalue()  # type: ignore[attr-defined]
    assert "There was no text of yours to look at." in archive_to_html(found, opened("x"))
    assert archive_to_json(found, opened("x"))["not_found"] == []


def test_texts_that_were_not_checked_stand_above_all() -> None:
    unread = replace(report("a"), traits=(), cuts=(), exposure=None, headline=headline_of_many({"nl": 3}))
    said = "Not checked: 3 texts written in Dutch"
    out, opened = io.StringIO(), Opened((), 1)
    print_archive(unread, opened, Console(file=out, width=200))
    for shown in (out.getvalue(), archive_to_html(unread, opened)):
        assert said in shown
        assert "Nothing found" not in shown
        assert "Nothing was found" not in shown
    assert archive_to_json(unread, opened)["headline"] == said


def test_what_a_platform_says_it_knows_stands_beside_ours_and_is_grouped_by_what_it_is_about():
    said = (
        Concluded("Sailing", "X", "interests"),
        Concluded("<b>35-54", "X", "age"),
        Concluded("Boats", "X", "interests"),
    )
    shown, opened = replace(report("Leeds"), concluded=said), Opened((), 1)
    console = Console(record=True, width=100, file=io.StringIO())
    print_archive(shown, opened, console)
    text = console.export_text()
    assert "What X says it knows about you" in text
    assert text.index("Leeds") < text.index("What X says") < text.index("The smallest cut")
    assert "Sailing, Boats" in text
    page = archive_to_html(shown, opened)
    assert "What X says it knows about you" in page
    assert "<b>35" not in page
    assert {"by": "X", "about": "age", "text": "<b>35-54"} in archive_to_json(shown, opened)["concluded"]
    assert "says it knows" not in archive_to_html(report("Leeds"), opened)
