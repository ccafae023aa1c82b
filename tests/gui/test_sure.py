"""How sure: the same words and numbers in the window, on the command line and in reports."""

from __future__ import annotations

import io

import pytest
from PySide6.QtWidgets import QLabel
from rich.console import Console

from gui.driving import WAIT, texts
from redraft.domain.archive import Counts, Match, Post
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.profile import ArchiveReport, Cut, Trait
from redraft.gui.about.curve import Curve
from redraft.gui.archive.cut_view import CutView
from redraft.gui.archive.plan_view import PlanView
from redraft.gui.cards.card import Card, reliable
from redraft.gui.cards.conclusions import conclusions
from redraft.gui.draft.phase import Phase
from redraft.gui.reliability import load
from redraft.reports.check_json import finding_to_json
from redraft.reports.terminal import alternatives, headline
from redraft.speech import now, words
from screenshots.scripted import scripted

pytestmark = pytest.mark.gui


def finding(source, attribute=Attribute.AGE, confidence=0.94):
    guesses = (Guess("28", confidence), Guess("29", 0.03))
    return Finding.make(attribute, guesses, (), source=source, basis=Basis.IMPLIED, why=verbatim("Because."))


def hints(card):
    return " ".join(label.toolTip() for label in card.findChildren(QLabel))


def printed(one):
    out = Console(file=io.StringIO(), width=200)
    out.print(headline(one, "Age"), *alternatives(one))
    return out.file.getvalue()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("source", "attribute"),
    [
        (Source.MODEL, Attribute.AGE),
        (Source.FUSED, Attribute.LOCATION),
        (Source.STATED, Attribute.AGE),
        (Source.IDENTIFIERS, Attribute.CONTACT),
        (Source.ENTITIES, Attribute.PLACE),
        (Source.MUSIC, Attribute.AGE),
        (Source.MODEL, Attribute.HEALTH),
    ],
)
def test_the_number_is_behind_the_words_and_only_where_it_was_measured(qtbot, theme, language, source, attribute):
    now.use(language, window=True)
    one = finding(source, attribute)
    measured = source in {Source.MODEL, Source.FUSED} and attribute is not Attribute.HEALTH
    card = Card(conclusions([one])[0])
    qtbot.addWidget(card)
    sure, number = words.sureness(0.94), now.share(0.94)
    shown = [label.text() for label in card.findChildren(QLabel)]
    assert sure in shown
    in_general = reliable(card.conclusion)  # of the attribute as a whole, which is no confidence
    assert not [text for text in shown if "%" in text and text != in_general]
    assert (number in hints(card)) == measured
    assert hints(card)
    assert sure in printed(one)
    assert (number in printed(one)) == measured == ("%" in printed(one))
    assert finding_to_json(one)["measured"] is measured


@pytest.mark.parametrize("attribute", [Attribute.RELATIONSHIP, Attribute.HEALTH])
def test_what_deleting_buys_has_numbers_only_where_they_were_measured(qtbot, theme, attribute):
    measured = attribute is not Attribute.HEALTH
    trait = Trait(finding(Source.FUSED, attribute), revealed=True, posts=1)
    cut = Cut(attribute, 0.5, (0,), 0.94, 0.31, reached=True)
    report = ArchiveReport(
        Match("reddit", "Reddit", music=False, confidence=1.0), Counts(), (trait,),
        cuts=(cut,), posts={0: Post("1", "So it goes.")}, scanned=1, finished=True,
    )  # fmt: skip
    plan, ticks = PlanView(), CutView()
    for view in (plan, ticks):
        qtbot.addWidget(view)
    plan.show_report(report, [attribute])
    ticks.show_trait(trait, cut, report.posts, fixed=True)
    said, ticked = ([shown.text() for shown in view.findChildren(QLabel)] for view in (plan, ticks))
    assert "almost certain → no longer to be told" in said
    assert {"almost certain", "no longer to be told"} <= set(ticked)
    assert "%" not in " ".join(said + ticked)
    assert ("94%" in hints(plan), "94%" in hints(ticks)) == (measured, measured)
    if not measured:
        assert "%" not in hints(plan) + hints(ticks)


def test_a_step_that_changes_nothing_says_so():
    assert words.falls(0.97, 0.93, reached=False) == "still almost certain"
    assert words.falls(0.97, 0.7, reached=False) == "almost certain → likely"


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        (1.0, "almost certain"),
        (0.9, "almost certain"),
        (0.89, "likely"),
        (0.6, "likely"),
        (0.59, "a guess"),
        (0, "a guess"),
    ],
)
def test_three_words_for_every_confidence(confidence, said):
    now.use("en")
    assert words.sureness(confidence) == said


@pytest.mark.parametrize(("language", "said"), [("en", "almost certain"), ("de", "so gut wie sicher")])
def test_what_it_means_is_explained_once_with_its_curve(open_window, language, said):
    now.use(language, window=True)
    window = open_window(scripted())
    window.show_page("about")
    page = window.pages["about"]
    shown = texts(page)
    assert said in shown.lower()
    assert now.share(words.CERTAIN) in shown
    assert now.share(words.LIKELY) in shown
    assert now.number(load().labels) in shown
    assert page.findChild(Curve).isVisible()


def test_the_second_look_says_how_sure_in_words(qtbot, open_window):
    window = open_window(scripted())
    window.draft.put_example()
    qtbot.waitUntil(lambda: window.draft.checker.fast_done, timeout=WAIT)
    window.draft.look()
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.DONE, timeout=WAIT)
    reworder = window.draft.reworder
    reworder._before = window.draft.checker.cards
    reworder.compare()
    # Drawn with whatever else has changed in the meantime, a moment later.
    qtbot.waitUntil(lambda: "still there, almost certain" in texts(window.draft.panel), timeout=WAIT)
    assert "still 9" not in texts(window.draft.panel)
