"""What `redraft rewrite` prints, made without model and encoder."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from fakes.parsed import Parsed
from redraft.cli.rewrite import rewrite_document
from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute
from redraft.exposure.audiences import BY_NAME
from redraft.reports.rewriting import print_rewrite
from redraft.rewriting.decoys import with_decoys
from redraft.rewriting.makers import AllMakers
from redraft.usecases.check import CheckDraft
from redraft.usecases.rewrite import RewriteDraft

TEXT = "I moved to Leeds last year. Mail me at anna@example.org! Does anybody like tea?"


def rewritten(**more):
    return RewriteDraft(CheckDraft(Tier()), AllMakers(Parsed())).run(TEXT, **more)


def test_the_document_has_edits_as_spans_and_what_they_cost():
    result = rewritten()
    document = rewrite_document(result, with_decoys(result.edits, seed=1))["rewrite"]
    for edit in document["edits"]:
        assert TEXT[edit["start"] : edit["end"]] == edit["original"]
        assert not any(w["untrue"] and w["text"] == edit["chosen"] for w in edit["wordings"])
    assert any(w["untrue"] for edit in document["edits"] for w in edit["wordings"])
    assert document["questions"] == {"asked": 1, "kept": 1}
    assert {one["attribute"]: one["state"] for one in document["second_look"]}["contact"] == "gone"
    assert 0 < document["words_kept"] < 1
    assert 0 < document["similarity"] < 1


def test_a_person_sees_the_new_text_the_edits_and_before_and_after():
    result = rewritten()
    console = Console(record=True, width=100, file=StringIO())
    print_rewrite(TEXT, result, with_decoys(result.edits, seed=1), console)
    shown = console.export_text()
    assert "I moved here last year." in shown
    assert "or, untrue:" in shown
    assert "gone" in shown
    assert "every question kept" in shown


def test_what_a_reader_knows_stays():
    known = tuple(BY_NAME["acquaintance"].knows)
    assert Attribute.CONTACT in known
    assert "anna@example.org" in rewritten(keep=known).text
