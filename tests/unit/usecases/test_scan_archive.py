"""Scanning, stopping, going on after a crash: with every part in memory."""

from __future__ import annotations

import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fakes.archive import FakeAttacker, FakeFastTier, FakeReader
from fakes.refusals import refused
from redraft import languages
from redraft.domain.archive import Counts, Match, Opened, Post, ReadChoices, Reason, Skipped
from redraft.domain.attributes import Attribute
from redraft.domain.errors import Cancelled, InputError, WorkerError
from redraft.domain.message import verbatim
from redraft.domain.profile import ArchiveReport, Progress, Stage
from redraft.profiles.casebook import Casebook
from redraft.profiles.forums import Forums
from redraft.profiles.shelf import Shelf
from redraft.profiles.telling import Telling
from redraft.profiles.votes import Fusion
from redraft.speech.now import worded
from redraft.storage.memory import MemoryRecords
from redraft.usecases.recording import begun, forget, forget_all
from redraft.usecases.scan_archive import ScanArchive
from redraft.usecases.scan_plan import ScanPlan, choose_match
from redraft.usecases.stages import PostsRead

CUES = Path(__file__).parents[3] / "resources/languages/en/prompts/cues.json"
REDDIT = Match("reddit", "Reddit", music=False, confidence=0.97)


def post(text: str, year: int = 2020, **more: object) -> Post:
    return Post(text[:12], text, datetime(year, 6, 1, tzinfo=UTC), **more)  # type: ignore[arg-type]


ITEMS = [
    post("I live in Leeds and I like it", 2018),
    Skipped.because(Reason.EMPTY),
    post("my husband cooks on Sundays", 2019),
    post("nothing to see here at all", 2019),
    Skipped.because(Reason.OTHER_AUTHOR),
    post("I live in York these days", 2021),
    post("mail me at a@example.org", 2022),
]


def scan(
    items: list[Post | Skipped] = ITEMS,
    *,
    budget: float = 0.0,
    fast: FakeFastTier | None = None,
    since: date | None = None,
    **parts: object,
) -> ScanArchive:
    plan = ScanPlan(REDDIT, "fingerprint", ReadChoices("reddit"), since, budget)
    book = Casebook(Shelf(Telling.load(CUES)), Fusion(), Forums(languages.default()))
    return ScanArchive(plan, FakeReader(items), [fast or FakeFastTier()], book, **parts)  # type: ignore[arg-type]


def values(report: ArchiveReport) -> dict[Attribute, str]:
    return {t.attribute: t.finding.best.value for t in report.traits if t.revealed}


def test_every_post_is_looked_at_and_counted_once() -> None:
    fast = FakeFastTier()
    report = scan(fast=fast).run()
    assert report.counts == Counts(7, 6, 5, {Reason.EMPTY: 1, Reason.OTHER_AUTHOR: 1})
    assert len(fast.seen) == report.scanned == 5
    assert report.finished
    assert values(report) == {
        Attribute.LOCATION: "York", Attribute.RELATIONSHIP: "married", Attribute.CONTACT: "a@example.org"
    }  # fmt: skip


def test_a_move_is_told_and_the_earlier_home_is_no_longer_the_answer() -> None:
    (home,) = [t for t in scan().run().traits if t.attribute is Attribute.LOCATION]
    assert [worded(c.sentence) for c in home.changes] == ["Leeds until June 2018, York from June 2021 on."]
    assert [(m.date.year, m.value) for m in home.timeline] == [(2018, "Leeds"), (2021, "York")]
    assert [c.post.text for c in home.carriers] == ["I live in York these days"]
    assert [e.quote for e in home.carriers[0].evidence] == ["I live in York"]


def test_hiding_a_home_takes_the_posts_about_the_one_before_too() -> None:
    (cut,) = [c for c in scan().run().cuts if c.attribute is Attribute.LOCATION]
    assert set(cut.items) == {0, 3}


def test_older_posts_are_counted_and_not_scanned() -> None:
    fast = FakeFastTier()
    report = scan(fast=fast, since=date(2019, 1, 1)).run()
    assert report.counts.kept == 5
    assert report.scanned == len(fast.seen) == 4
    assert not any("Leeds" in text for text in fast.seen)


def test_the_cut_names_posts_and_respects_what_is_kept() -> None:
    one = scan([post("I live in Leeds, said once"), post("I live in Leeds, said twice"), post("other words")])
    report = one.run()
    (cut,) = report.cuts
    assert cut.items == (0, 1)
    assert [report.posts[at].text[-4:] for at in cut.items] == ["once", "wice"]
    assert cut.after < 0.5 < cut.before
    kept = one.cut(Attribute.LOCATION, keep={1})
    assert not kept.reached
    assert one.cut(Attribute.LOCATION, gone={0}).items == (1,)
    assert one.texts([2])[2].text == "other words"


def test_the_model_reads_the_telling_posts_until_the_budget_or_the_posts_end() -> None:
    attacker = FakeAttacker({Attribute.OCCUPATION: ("nurse", 0.8)})
    items = [post(f"my shift at the clinic, number {n}") for n in range(3)] + [post("aha")]
    report = scan(items, budget=600.0, attacker=attacker).run()
    assert "clinic" in attacker.asked[0].text
    assert values(report) == {Attribute.OCCUPATION: "nurse"}
    (job,) = [t for t in report.traits if t.revealed]
    assert job.finding.best.confidence >= 0.8
    assert job.carriers[0].evidence[0].quote == job.carriers[0].post.text
    assert report.model is not None
    assert report.timings.posts_asked >= 3


def test_what_the_first_post_answers_is_read_and_never_the_authors() -> None:
    attacker = FakeAttacker({Attribute.OCCUPATION: ("nurse", 0.8)})
    answers = post("my shift at the clinic, number one", in_reply_to="I live in Leeds, and you?")
    fast = FakeFastTier()
    report = scan([answers], budget=600.0, attacker=attacker, fast=fast).run()
    assert attacker.asked[0].in_reply_to == "I live in Leeds, and you?"
    assert "Leeds" not in attacker.asked[0].text
    assert fast.seen == [answers.text]
    assert values(report) == {Attribute.OCCUPATION: "nurse"}


def test_the_model_reads_what_the_cuts_leave_until_it_no_longer_says_so() -> None:
    """It quotes one post at a time, so each look finds the next that says the same."""

    class Reading(FakeAttacker):
        def infer(self, question, **how):  # type: ignore[no-untyped-def]
            sure = 0.8 if "clinic" in question.text else 0.05
            self.said = {Attribute.OCCUPATION: ("nurse", sure)}
            return super().infer(question, **how)

    attacker = Reading({})
    items = [post(f"my shift at the clinic, again {n}", 2020 + n) for n in range(2)]
    items.append(post("my wedding and the honeymoon on an island", 2024))
    report = scan(items, budget=600.0, attacker=attacker).run()
    (cut,) = [c for c in report.cuts if c.attribute is Attribute.OCCUPATION]
    assert [q.text.count("clinic") for q in attacker.asked] == [2, 1, 0]
    assert attacker.asked[1].attributes == (Attribute.OCCUPATION,)
    assert set(cut.items) == {0, 1}
    assert cut.measured == pytest.approx(0.05)


def test_without_budget_the_model_is_not_asked_and_more_time_can_be_given() -> None:
    attacker = FakeAttacker({Attribute.OCCUPATION: ("nurse", 0.8)})
    one = scan([post("my shift at the clinic")], attacker=attacker)
    assert values(one.run()) == {}
    one.extend(600.0)
    assert values(one.run()) == {Attribute.OCCUPATION: "nurse"}


def test_stopping_gives_what_there_is() -> None:
    stop = threading.Event()
    stop.set()
    *_, report = scan().stages(cancel=stop)
    assert isinstance(report, ArchiveReport)
    assert not report.finished
    assert report.scanned == 0


def test_a_pause_asks_the_same_again() -> None:
    pause, asked = threading.Event(), []

    def first_time() -> None:
        asked.append(1)
        if len(asked) == 1:
            pause.set()
            threading.Timer(0.2, pause.clear).start()

    attacker = FakeAttacker({Attribute.AGE: ("30", 0.7)}, before=first_time)
    one = scan([post("my birthday, thirty of them")], budget=600.0, attacker=attacker)
    *_, report = one.stages(elsewhere=pause)
    assert isinstance(report, ArchiveReport)
    assert len(asked) == 2
    assert len(attacker.asked) == 1
    assert report.finished


def test_a_question_steps_back_while_the_model_is_wanted_elsewhere_and_its_time_is_not_counted() -> None:
    elsewhere, asked = threading.Event(), []

    class Busy(FakeAttacker):
        def infer(self, question, *, cancel, **how):  # type: ignore[no-untyped-def]
            asked.append(question)
            if len(asked) == 1:
                time.sleep(0.3)
                elsewhere.set()
                threading.Timer(0.2, elsewhere.clear).start()
                assert cancel.is_set()
                raise Cancelled
            return super().infer(question, cancel=cancel, **how)

    attacker = Busy({Attribute.AGE: ("30", 0.7)})
    one = scan([post("my birthday, thirty of them")], budget=600.0, attacker=attacker)
    *_, report = one.stages(elsewhere=elsewhere)
    assert isinstance(report, ArchiveReport)
    assert len(asked) == 2
    assert report.finished
    assert report.timings.model < 0.3


def test_a_model_that_dies_twice_is_said_and_costs_nothing_else() -> None:
    def die() -> None:
        raise WorkerError(verbatim("The llm process was lost."))

    attacker = FakeAttacker({}, before=die)
    report = scan(budget=600.0, attacker=attacker).run()
    assert [n.code for n in report.notes] == ["model"]
    assert values(report)[Attribute.LOCATION] == "York"


def test_what_a_dying_model_had_said_is_shown_and_asked_for_again_after_resuming() -> None:
    class Dying(FakeAttacker):
        def infer(self, question, **how):  # type: ignore[no-untyped-def]
            said = yield from super().infer(question, **how)
            yield said.verdicts[0], said.findings[0]
            raise WorkerError(verbatim("It ended."), verbatim("Try again."))

    told = {Attribute.OCCUPATION: ("nurse", 0.8)}
    store, items = MemoryRecords(), [post("my shift at the clinic")]
    first = scan(items, budget=600.0, attacker=Dying(told), checkpoints=store).run()
    assert values(first) == {Attribute.OCCUPATION: "nurse"}
    assert [n.code for n in first.notes] == ["model"]
    attacker = FakeAttacker(told)
    again = scan(items, budget=600.0, attacker=attacker, checkpoints=store).run(resume=True)
    assert len(attacker.asked) == 1
    assert again.traits == scan(items, budget=600.0, attacker=FakeAttacker(told)).run().traits


def test_progress_and_reports_come_while_it_works() -> None:
    stages = list(scan(show=True).stages())
    heard = [stage for stage in stages if isinstance(stage, Progress)]
    posts = [post for stage in stages if isinstance(stage, PostsRead) for post in stage.posts]
    reports = [stage for stage in stages if isinstance(stage, ArchiveReport)]
    assert [report.finished for report in reports] == [False, True]
    assert heard[-1].stage is Stage.DONE
    assert {(p.done, p.total) for p in heard if p.stage is Stage.READING} <= {(0, 5), (5, 5)}
    assert [p.text for p in posts] == [i.text for i in ITEMS if isinstance(i, Post)]


@pytest.mark.parametrize("after", range(1, 40, 3))
@pytest.mark.parametrize("since", [None, date(2006, 1, 1)])
def test_a_scan_that_was_let_go_of_goes_on_from_what_is_there(
    after: int, since: date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redraft.usecases.bulk.BATCH", 4)
    items = [post(f"{'I live in Leeds' if n % 3 == 0 else 'my husband'}, {n}", 2000 + n % 20) for n in range(40)]
    items.insert(7, Skipped.because(Reason.EMPTY))  # type: ignore[arg-type]
    told = {Attribute.AGE: ("30", 0.7)}
    whole = scan(items, budget=600.0, since=since, attacker=FakeAttacker(told)).run()  # type: ignore[arg-type]
    one = scan(items, budget=600.0, since=since, attacker=FakeAttacker(told))  # type: ignore[arg-type]
    read: list[Post] = []
    while not one.report().finished:
        for number, stage in enumerate(one.stages()):
            read += stage.posts if isinstance(stage, PostsRead) else ()
            if number >= after:
                break
        after += 1
    report = one.report()
    assert [p.text for p in read] == [i.text for i in items if isinstance(i, Post)]
    assert (report.counts, report.scanned, report.traits) == (whole.counts, whole.scanned, whole.traits)
    assert report.cuts == whole.cuts


@pytest.mark.parametrize("crash", range(1, 40, 3))
def test_after_a_crash_nothing_is_lost_and_nothing_counted_twice(crash: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The crash comes after so many posts, with every batch recorded at once and batches of four posts."""
    monkeypatch.setattr("redraft.usecases.bulk.BATCH", 4)
    monkeypatch.setattr("redraft.usecases.recording.SECONDS", 0.0)
    items = [post(f"{'I live in Leeds' if n % 3 == 0 else 'my husband'}, {n}", 2000 + n % 20) for n in range(40)]
    items.insert(7, Skipped.because(Reason.EMPTY))  # type: ignore[arg-type]
    attacker = FakeAttacker({Attribute.AGE: ("30", 0.7)})
    whole = scan(items, budget=600.0, attacker=attacker).run()  # type: ignore[arg-type]
    store, first, second = MemoryRecords(), FakeFastTier(fail_after=crash), FakeFastTier()
    with pytest.raises(KeyboardInterrupt):
        scan(items, fast=first, checkpoints=store, budget=600.0, attacker=attacker).run()  # type: ignore[arg-type]
    again = scan(items, fast=second, checkpoints=store, budget=600.0, attacker=attacker)  # type: ignore[arg-type]
    report = again.run(resume=True)
    assert report.counts == whole.counts
    assert report.traits == whole.traits
    assert report.cuts == whole.cuts
    assert report.scanned == whole.scanned == 40
    assert len(first.seen) + len(second.seen) <= 40 + 3 * 4
    assert set(first.seen) | set(second.seen) == {i.text for i in items if isinstance(i, Post)}


def test_a_store_in_memory_takes_so_many_results_and_the_rest_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("redraft.usecases.recording.IN_MEMORY", 3)
    items = [post(f"I live in Leeds, {n}", 2000 + n) for n in range(12)]
    store, first, second, third = MemoryRecords(), FakeFastTier(), FakeFastTier(), FakeFastTier()
    whole = scan(items, fast=first, checkpoints=store).run()
    assert sum(1 for _ in store.results(whole_id())) == 3
    for again in (second, third):
        report = scan(items, fast=again, checkpoints=store).run(resume=True)
        assert (report.counts, report.traits) == (whole.counts, whole.traits)
        assert len(again.seen) == 9
    assert sum(1 for _ in store.results(whole_id())) == 3


def whole_id() -> str:
    return ScanPlan(REDDIT, "fingerprint", ReadChoices("reddit")).archive_id


def test_what_the_model_said_is_not_asked_again() -> None:
    store = MemoryRecords()
    attacker = FakeAttacker({Attribute.OCCUPATION: ("nurse", 0.8)})
    items = [post("my shift at the clinic")]
    first = scan(items, budget=600.0, attacker=attacker, checkpoints=store).run()
    again = scan(items, budget=600.0, attacker=attacker, checkpoints=store).run(resume=True)
    assert len(attacker.asked) == 1
    assert again.traits == first.traits
    forget(store, "another")
    assert begun(store, "fingerprint") is not None
    forget(store, "fingerprint")
    other = scan(items, budget=600.0, attacker=attacker, checkpoints=store)
    assert [n.code for n in other.run(resume=True).notes] == ["resume"]
    assert len(attacker.asked) == 2


def test_a_scan_can_be_found_by_its_files_with_what_was_chosen_and_how_far_it_came(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("redraft.usecases.bulk.BATCH", 4)
    monkeypatch.setattr("redraft.usecases.recording.SECONDS", 0.0)
    items = [post(f"I live in Leeds, {n}", 2000 + n % 20) for n in range(40)]
    store = MemoryRecords()
    assert begun(store, "fingerprint") is None
    scan([post("short")], since=date(2020, 1, 1), checkpoints=store).run()
    with pytest.raises(KeyboardInterrupt):
        scan(items, fast=FakeFastTier(fail_after=20), checkpoints=store, budget=60.0).run()  # type: ignore[arg-type]
    found = begun(store, "fingerprint")
    assert found is not None
    assert (found.choices, found.since, found.budget) == (ReadChoices("reddit"), None, 60.0)
    assert 8 <= found.done <= 20
    assert (found.total, found.finished) == (40, False)
    with pytest.raises(KeyboardInterrupt):
        scan(items, fast=FakeFastTier(fail_after=0), checkpoints=store).run(resume=True)  # type: ignore[arg-type]
    again = begun(store, "fingerprint")
    assert again is not None
    assert again.done == found.done  # what is only read again is no step back
    scan(items, checkpoints=store).run(resume=True)  # type: ignore[arg-type]
    ended = begun(store, "fingerprint")
    assert ended is not None
    assert (ended.done, ended.total, ended.finished) == (40, 40, True)


def test_what_was_forgotten_while_a_scan_went_on_is_not_gone_on_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redraft.usecases.bulk.BATCH", 4)
    monkeypatch.setattr("redraft.usecases.recording.SECONDS", 0.0)
    items = [post(f"I live in Leeds, {n}", 2000 + n % 20) for n in range(40)]
    store = MemoryRecords()
    job = scan(items, checkpoints=store)  # type: ignore[arg-type]
    whole = job.run()
    forget_all(store)
    job.extend(60.0)
    job.run()
    assert begun(store, "fingerprint") is not None
    again = FakeFastTier()
    report = scan(items, fast=again, checkpoints=store).run(resume=True)  # type: ignore[arg-type]
    assert report.traits == whole.traits
    assert len(again.seen) == 40


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        ([], "not one post"),
        ([Reason.OTHER_AUTHOR] * 1_200 + [Reason.EMPTY], "1,201 records were read, and none is a text of yours"),
        ([Reason.OTHER_AUTHOR] * 2 + [Reason.EMPTY], "say who you are"),
        ([Reason.REPOST], "pass on what others wrote"),
        ([Reason.MALFORMED] * 2 + [Reason.EMPTY], "could not be read"),
        ([Reason.PODCAST], "1 records were read, and none is a text of yours."),
    ],
)
def test_an_archive_without_own_texts_says_what_was_there(reasons: list[Reason], said: str) -> None:
    report = scan([Skipped.because(reason) for reason in reasons]).run()
    (note,) = [n for n in report.notes if n.code == "empty"]
    assert said in worded(note.message)
    assert report.finished
    assert report.not_found == ()


def test_what_was_looked_for_and_not_found_is_named() -> None:
    report = scan().run()
    assert {Attribute.ACCOUNT, Attribute.DOCUMENT} <= set(report.not_found)
    assert {Attribute.HEALTH, Attribute.AGE} <= set(report.not_enough)  # only their plainest words were looked for
    assert not {t.attribute for t in report.traits} & {*report.not_found, *report.not_enough}


def test_messages_of_unknown_people_are_said() -> None:
    report = scan([post("hello", own=None, author="Ann"), post("hi you", own=None, author="Bob")]).run()
    assert report.counts.own is None
    assert [n.code for n in report.notes] == ["whose"]
    assert "Ann, Bob" in worded(report.notes[0].message)


def test_nothing_of_the_user_is_said() -> None:
    report = scan([Skipped.because(Reason.REPOST)]).run()
    assert [n.code for n in report.notes] == ["empty"]
    assert report.counts.read == 1


def test_the_platform_is_the_surest_for_texts() -> None:
    table = Match("csv", "Table", music=False, confidence=0.3)
    spotify = Match("spotify", "Spotify", music=True, confidence=0.9)
    assert choose_match(Opened((REDDIT, table), 3)) is REDDIT
    assert choose_match(Opened((spotify, table), 3), "csv") is table
    with refused(InputError, "music: Spotify"):
        choose_match(Opened((spotify, table), 3))
