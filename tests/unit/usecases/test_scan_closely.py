"""A scan that reads posts one by one: what is told, what was not looked at enough, and what to do about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from fakes.archive import FakeFastTier, FakeReader
from fakes.weights import WEIGHTS
from redraft import languages
from redraft.domain.advice import steps
from redraft.domain.archive import Match, Post, ReadChoices
from redraft.domain.attributes import Attribute
from redraft.domain.profile import ENOUGH, ArchiveReport, Progress, Stage
from redraft.profiles.casebook import Casebook
from redraft.profiles.forums import Forums
from redraft.profiles.shelf import Shelf
from redraft.profiles.telling import Telling
from redraft.profiles.votes import Fusion
from redraft.storage.memory import MemoryRecords
from redraft.usecases.check import CheckDraft
from redraft.usecases.judging import Judge
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.scan_archive import ScanArchive
from redraft.usecases.scan_plan import ScanPlan
from unit.usecases.test_planned import Makers, Words

TEXTS = (
    "Late again. My wife drove, and the ward was full. Tea?",
    "The ward was full once more, and I slept all day.",
    "My wife says the ward should have a better lift.",
    "Nothing to see here at all, only rain.",
)


POSTS = [Post(str(n), text, datetime(2020, 1 + n, 1, tzinfo=UTC)) for n, text in enumerate(TEXTS)]


def scan(reads: Words, budget: float, store: MemoryRecords | None = None, *, posts: list[Post] = POSTS) -> ScanArchive:
    language = languages.default()
    shelf = Shelf(Telling.load(language.path("prompts", "cues.json")))
    plan = ScanPlan(Match("reddit", "Reddit", False, 1.0), "files", ReadChoices("reddit"), None, budget)
    judge = Judge(reads, WEIGHTS)
    book = Casebook(shelf, Fusion(), Forums(language))
    rewrite = RewriteDraft(CheckDraft(reads, judge=judge), Makers())
    return ScanArchive(plan, FakeReader(posts), [FakeFastTier()], book, judge=judge, rewrite=rewrite, checkpoints=store)  # type: ignore[arg-type]


def told(report: ArchiveReport) -> dict[Attribute, int]:
    return {t.attribute: t.told for t in report.traits if t.revealed}


def test_posts_are_read_closely_and_tell() -> None:
    report = scan(Words(), 600.0).run()
    assert told(report) == {Attribute.SEX: 2, Attribute.OCCUPATION: 3}
    assert report.timings.posts_noticed == len(TEXTS)
    assert report.timings.noticing > 0
    assert all(share == 1.0 for share in report.looked.values())
    assert Attribute.HEALTH in report.not_found
    assert report.not_enough == {}


def test_without_time_the_plainest_words_are_all_that_was_looked_at() -> None:
    reads = Words()
    report = scan(reads, 0.0).run()
    assert reads.seen == 0
    assert report.edits == {}
    assert Attribute.HEALTH not in report.not_found
    assert report.not_enough[Attribute.HEALTH] == 0.0
    assert Attribute.CONTACT in report.not_found  # its form gives it away, in every post
    assert all(share < ENOUGH for share in report.not_enough.values())


def test_advice_goes_by_topic_and_says_what_each_step_buys_and_what_posts_could_say() -> None:
    report = scan(Words(), 600.0).run()
    advice = steps(report.traits, report.cuts)
    assert {at for step in advice for at in step.items} == {0, 1, 2}
    assert len([at for step in advice for at in step.items]) == 3
    bought = {a for step in advice for a in (step.attribute, *step.along)}
    assert bought == {Attribute.SEX, Attribute.OCCUPATION}
    assert report.edits
    for at, text in report.edits.items():
        assert text != TEXTS[at]
        assert "wife" not in text
        assert "ward" not in text


def test_no_words_hide_what_the_forum_of_a_post_says() -> None:
    posts = [Post(str(n), f"Day {n} was long, and the ward was full. Tea?", place="nursing") for n in range(4)]
    assert scan(Words(), 600.0, posts=posts).run().edits == {}
    elsewhere = [replace(post, place="books") for post in posts]
    assert scan(Words(), 600.0, posts=elsewhere).run().edits


def test_what_was_read_closely_is_not_read_again_after_resuming() -> None:
    store = MemoryRecords()
    first = scan(Words(), 600.0, store).run()
    again = Words()
    one = scan(again, 600.0, store)
    noticing = [stage for stage in one.stages(resume=True) if isinstance(stage, Progress)]
    assert Stage.NOTICING not in {stage.stage for stage in noticing}
    assert one.report().traits == first.traits
    assert one.report().looked == first.looked


def test_more_time_reads_on() -> None:
    one = scan(Words(), 0.0)
    assert one.run().timings.posts_noticed == 0
    one.extend(600.0)
    assert one.run().timings.posts_noticed == len(TEXTS)
