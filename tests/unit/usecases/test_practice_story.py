"""The practice archive's story is told right: read by the fast tier and the encoder alone, no model."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.sandbox import needs_cage
from redraft.assets import resource
from redraft.bootstrap import Parts
from redraft.domain.attributes import Attribute
from redraft.domain.profile import ENOUGH, ArchiveReport
from redraft.usecases.scan_plan import ScanPlan, open_archive
from unit.usecases.practice_story import FACTS, FOUND, missing, named, of, untrue

pytestmark = [needs_cage, pytest.mark.slow, pytest.mark.timeout(900)]
BUDGET = 20_000.0
"""Seconds, of which a share goes to the encoder: more than it needs on the slowest machine."""


MOST_EDITS = 3


@pytest.fixture(scope="module")
def report() -> ArchiveReport:
    with Parts() as parts, pytest.MonkeyPatch.context() as patch:
        patch.setattr("redraft.usecases.scan_advice.MOST_POSTS", MOST_EDITS)
        opened, match = open_archive(parts.reader, [resource("practice")])
        return parts.scan(ScanPlan(match, opened.fingerprint, budget=BUDGET)).run()


@pytest.mark.parametrize("fact", FACTS, ids=[fact["attribute"] for fact in FACTS])
def test_every_fact_is_shown_as_the_table_says_and_nothing_untrue(fact: dict[str, Any], report: ArchiveReport) -> None:
    assert fact["found"] in FOUND
    assert missing(fact, report) == []
    assert untrue(fact, report) == []


def test_every_post_was_read_closely_so_that_what_is_missing_was_looked_for(report: ArchiveReport) -> None:
    assert report.timings.posts_noticed == report.scanned == 269
    assert min(report.looked.values()) >= ENOUGH
    assert report.not_enough == {}
    assert {Attribute.RELIGION, Attribute.CONTACT} <= set(report.not_found)


def test_the_story_of_a_skipper_carries_nothing_of_the_author(report: ArchiveReport) -> None:
    (skipper,) = {c.at for t in report.traits for c in t.carriers if "skipper" in c.post.text} or {None}
    assert skipper is None
    assert not any("skipper" in value for value in named(of(report, Attribute.OCCUPATION)))


def test_what_posts_could_say_instead_is_another_text_of_theirs(report: ArchiveReport) -> None:
    assert len(report.edits) <= MOST_EDITS
    assert all(report.posts[at].text != text for at, text in report.edits.items())
