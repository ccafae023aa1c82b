"""A text that was not checked is never shown as safe, in any report."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from redraft.detectors.tier import Tier
from redraft.reports.check_json import report_to_json
from redraft.reports.terminal import print_report
from redraft.speech import now
from redraft.usecases.check import CheckDraft

TEXT = "Ik ga morgen naar huis want ik ben moe en wil graag nog even slapen."


@pytest.mark.parametrize(
    ("speech", "said"),
    [("en", "Not checked: written in Dutch"), ("de", "Nicht geprüft: auf Niederländisch geschrieben")],
)
def test_the_headline_stands_in_place_of_the_exposure(speech: str, said: str) -> None:
    report = CheckDraft(Tier()).run(TEXT)
    now.use(speech)
    try:
        out = io.StringIO()
        print_report(report, TEXT, Console(file=out, width=200))
    finally:
        now.use("en")
    assert said in out.getvalue()
    assert "Nothing found" not in out.getvalue()
    assert "Exposure:" not in out.getvalue()


def test_json_says_so_too() -> None:
    document = report_to_json(CheckDraft(Tier()).run(TEXT))
    assert document["exposure"] is None
    assert (document["headline"], document["headline_reason"]) == ("not_checked", "language")
    assert document["headline_text"] == "Not checked: written in Dutch"
    assert document["headline_code"] == "check.not_checked"
    assert document["headline_params"] == {"language": "Dutch"}
    assert document["about_others"] is None


def test_without_anybody_who_judges_nothing_is_called_harmless() -> None:
    assert report_to_json(CheckDraft(Tier()).run("I live in Leeds with my cat."))["headline"] == "personal"
    quiet = report_to_json(CheckDraft(Tier()).run("The soup was hot."))
    assert (quiet["headline"], quiet["headline_reason"]) == ("not_checked", "no_model")


@pytest.mark.parametrize(("speech", "said"), [("en", "About others: your brother (contact)."), ("de", "Über andere: ")])
def test_what_is_about_others_has_a_line_of_its_own(speech: str, said: str) -> None:
    text = "My brother's number is 0699 1234567."
    report = CheckDraft(Tier()).run(text)
    now.use(speech)
    try:
        out = io.StringIO()
        print_report(report, text, Console(file=out, width=200))
    finally:
        now.use("en")
    assert said in out.getvalue()
    assert report_to_json(report)["about_others"] == "About others: your brother (contact)."
