"""Scanning an archive: the fast tier over every own post, then the model where it tells most, results at any time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from redraft.domain.archive import Post, Skipped
from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.domain.errors import Cancelled
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.domain.profile import ArchiveReport, Cut, Progress, Stage
from redraft.domain.relations import same
from redraft.domain.report import ModelInfo
from redraft.domain.text import Note
from redraft.profiles.casebook import Casebook
from redraft.usecases.archive_ports import Reader
from redraft.usecases.asking import LOST, ask
from redraft.usecases.bulk import Work, detected
from redraft.usecases.no_texts import no_texts
from redraft.usecases.pace import Pace, letters_for
from redraft.usecases.ports import Assessor, Attacker, BatchTier, Checkpoints, FastResult, Pass, Question
from redraft.usecases.recording import Recorder
from redraft.usecases.scan_plan import ScanPlan, Watch
from redraft.usecases.shown import ShownPosts
from redraft.usecases.unread import all_unread, headline, headline_of_many

SEVERAL = 1_500
"""Posts from which on a second fast worker is worth the seconds that it takes to start."""
SHOW_SECONDS = 5.0
"""How often a report is made while somebody watches; less often when making one takes long."""
THRESHOLD = 0.5
"""Below this confidence an attribute counts as hidden."""
LOOKS = 3
"""How often the model reads what cuts leave, when it still concludes the same from it."""
MOST_AUTHORS = 50
TICK_SECONDS = 0.25


class ScanArchive:
    """One scan of one archive, which ``reader`` has opened. ``attacker`` None: the fast tier alone."""

    def __init__(
        self,
        plan: ScanPlan,
        reader: Reader,
        fast: Sequence[BatchTier],
        casebook: Casebook,
        *,
        attacker: Attacker | None = None,
        assess: Assessor | None = None,
        checkpoints: Checkpoints | None = None,
        notes: Sequence[Note] = (),
    ) -> None:
        self.plan = plan
        self._reader, self._fast, self._book = reader, tuple(fast), casebook
        self._attacker, self._assess = attacker, assess
        self._record = Recorder(checkpoints, plan)
        self._notes = list(notes)
        self._budget = plan.budget
        self._shown = ShownPosts(reader, plan.choices, casebook)
        self._model: ModelInfo | None = None
        self._measured: dict[Attribute, float] = {}
        self._languages: Counter[str] = Counter()
        self._authors: Counter[str] = Counter()
        self._finished = False
        self._shown_at = time.monotonic()

    def run(self, watch: Watch | None = None, *, resume: bool = False) -> ArchiveReport:
        """Scan to the end of the archive and of the budget; raises InputError, WorkerError or StoreError.

        A cancelled scan gives the report so far, which is not ``finished``. ``resume`` goes on from the last
        checkpoint: the archive is read again, what was found in it is not looked for again.
        """
        watch = watch or Watch()
        if not resume:
            self._record.begin()
        elif not self._record.resume():
            self._note("resume", Message("archive.nothing_to_resume"))
        for body in self._record.heard:
            self._book.recall(body)
        return self._guarded(watch, self._look, self._ask, self._look_again)

    def extend(self, seconds: float, watch: Watch | None = None) -> ArchiveReport:
        """Give the model more time, once :meth:`run` has ended."""
        self._budget += seconds
        return self._guarded(watch or Watch(), self._ask, self._look_again)

    def cut(
        self,
        attribute: Attribute,
        threshold: float = THRESHOLD,
        *,
        keep: Collection[int] = (),
        gone: Collection[int] = (),
    ) -> Cut[int]:
        """The fewest posts, by position, to delete or edit, given what stays and what the user ticked already."""
        return self._book.cut(attribute, threshold, keep=keep, gone=gone)

    def texts(self, positions: Sequence[int]) -> dict[int, Post]:
        """The posts at these positions, read again where they are not at hand; only while nothing is being scanned."""
        return self._shown.fetch(positions)

    def report(self, *, cuts: bool = True) -> ArchiveReport:
        """What is known by now. Texts that would have to be read again are left out until the scan has ended."""
        traits, others = self._book.traits(self._shown.read_again)
        revealed = dict.fromkeys(t.attribute for t in traits if t.revealed)
        wanted = [a for a in revealed if a in self.plan.hide or not self.plan.hide]
        smallest = [self._smallest(attribute) for attribute in wanted] if cuts else []
        findings = [t.finding for t in traits if t.revealed]
        return ArchiveReport(
            self.plan.match,
            self._book.counts,
            traits,
            others,
            exposure=None if self._assess is None or all_unread(self._languages) else self._assess(findings, ()),
            cuts=tuple(replace(cut, measured=self._measured.get(cut.attribute)) for cut in smallest),
            posts=self._shown.at_hand(at for cut in smallest for at in cut.items),
            scanned=self._book.scanned,
            finished=self._finished,
            model=self._model,
            timings=replace(self._record.spent, posts_asked=self._book.asked),
            notes=(*self._notes, *(n for n in self._reader.notes if n.code not in {o.code for o in self._notes})),
            languages=dict(self._languages.most_common()),
            headline=headline_of_many(self._languages),
        )

    def _guarded(self, watch: Watch, *stages: Callable[[Watch], None]) -> ArchiveReport:
        self._finished = False
        try:
            for stage in stages:
                stage(watch)
            self._finished = True
        except Cancelled:
            self._record.save(now=True)
        if self._finished:
            self._record.finish()
            self._shown.fetch(self._book.missing())
        watch.tell(Progress(Stage.DONE, self._book.scanned, self._book.scanned))
        return self.report()

    # Reading, and the fast tier

    def _look(self, watch: Watch) -> None:
        began = time.monotonic()
        pace = Pace(Stage.COUNTING, None)
        counts = self._reader.count(
            self.plan.choices, on_counts=lambda c: watch.tell(pace.at(c.read)), cancel=watch.cancel
        )
        self._record.spend(count=time.monotonic() - began)
        if counts.kept == 0:
            empty = no_texts(self.plan.match.label, counts)
            self._note(empty.code, empty.message)
        began = time.monotonic()
        pace = Pace(Stage.READING, counts.kept)
        done = 0
        tiers = self._fast if counts.kept >= SEVERAL else self._fast[:1]
        items = self._reader.items(self.plan.choices, cancel=watch.cancel)
        for batch in detected(self._works(items), tiers, watch):
            for work, result in batch:
                self._take(work, result)
                if watch.on_post is not None:
                    watch.on_post(work.post)
            done += len(batch)
            self._record.reached(done, counts.kept)
            now = time.monotonic()
            self._record.spend(fast=now - began)
            began = now
            self._record.save()
            watch.tell(pace.at(done))
            self._show(watch)
        self._record.save(now=True)
        self._note_authors()

    def _works(self, items: Iterator[Item]) -> Iterator[Work]:
        """Kept posts in reading order; what is not kept is counted on the way."""
        number = 0
        for item in items:
            if isinstance(item, Skipped):
                self._book.skip(item)
            elif isinstance(item, Post):
                # Undated posts are looked at whatever the plan's date says.
                since = self.plan.since
                wanted = since is None or item.date is None or item.date.date() >= since
                yield Work(item, wanted, self._record.recalled(number, item) if wanted else None)
                number += wanted

    def _take(self, work: Work, result: FastResult) -> None:
        if not work.wanted:
            self._book.add(work.post, None)
            return
        self._book.add(work.post, result.findings, readable=not headline(result.language))
        self._languages[result.language] += 1
        if work.known is None:
            self._record.looked(work.post, result)
        if work.post.own is None and len(self._authors) < MOST_AUTHORS:
            self._authors[work.post.author] += 1

    # The model

    def _ask(self, watch: Watch) -> None:
        if self._attacker is None:
            return
        while True:
            watch.wait(for_model=True)
            left = self._budget - self._record.spent.model
            letters = letters_for(left, self._tokens_a_second())
            dossier = self._book.dossier(letters) if letters else None
            if dossier is None:
                break
            question = Question(dossier.text, self._book.questions(dossier), Pass.FULL)
            answer = ask(self._attacker, question, left, watch, self._telling_time(watch))
            self._record.spend(model=answer.seconds, evaluated_tokens=answer.tokens)
            self._model = answer.model or self._model
            if answer.verdicts:
                heard = self._book.hear(dossier, answer.verdicts, answer.findings)
                if answer.problem is None or answer.problem.code != LOST:
                    self._record.heard.append(heard)  # half of an answer whose process died is asked for again
            self._record.save(now=True)
            self._show(watch, now=True)
            if answer.problem is not None:
                self._note(answer.problem.code, answer.problem.message)
                break

    def _look_again(self, watch: Watch) -> None:
        """Let the model read what all cuts together leave, as somebody who never saw the rest.

        What it still concludes from that speaks for posts that the cuts have to take in too, a few times over.
        """
        for _ in range(LOOKS):
            left = self._budget - self._record.spent.model
            letters = letters_for(left, self._tokens_a_second())
            traits = self._book.traits(self._shown.read_again)[0] if self._attacker is not None and letters else ()
            told = {t.attribute: t.finding.best.value for t in traits if t.revealed and t.attribute in ALWAYS_ASKED}
            gone = {at for attribute in told for at in self._smallest(attribute).items}
            dossier = self._book.dossier(letters, without=gone) if told else None
            if self._attacker is None or dossier is None:
                return
            question = Question(dossier.text, tuple(told), Pass.FULL)
            answer = ask(self._attacker, question, left, watch, self._telling_time(watch))
            self._record.spend(model=answer.seconds, evaluated_tokens=answer.tokens)
            still = []
            for verdict in answer.verdicts:
                again = [g for g in verdict.guesses if same(verdict.attribute, g.value, told[verdict.attribute])]
                self._measured[verdict.attribute] = sum(g.confidence for g in again)
                still += [verdict] if self._measured[verdict.attribute] >= THRESHOLD else []
            if not still or answer.problem is not None:
                return
            self._record.heard.append(self._book.hear(dossier, still, answer.findings))

    def _tokens_a_second(self) -> float | None:
        spent = self._record.spent
        return spent.evaluated_tokens / spent.model if spent.evaluated_tokens and spent.model else None

    def _telling_time(self, watch: Watch) -> Callable[[float], None]:
        """Tells how much of the budget is used while the model reads."""
        before, told = self._record.spent.model, [-TICK_SECONDS]

        def tell(seconds: float) -> None:
            if seconds - told[0] >= TICK_SECONDS:
                told[0] = seconds
                used = min(self._budget, before + seconds)
                watch.tell(Progress(Stage.ASKING, round(used), round(self._budget), 0.0, self._budget - used))

        return tell

    # Reporting

    def _show(self, watch: Watch, *, now: bool = False) -> None:
        began = time.monotonic()
        if watch.on_report is None or (not now and began < self._shown_at):
            return
        watch.on_report(self.report(cuts=False))
        took = time.monotonic() - began
        self._shown_at = time.monotonic() + max(SHOW_SECONDS, 10 * took)

    def _note(self, code: str, message: Message) -> None:
        note = Note(code, message)
        if note not in self._notes:
            self._notes.append(note)

    def _note_authors(self) -> None:
        if len(self._authors) > 1:
            names = ", ".join(name for name, _ in self._authors.most_common(6) if name)
            said = Message("archive.owner_unknown")
            self._note("whose", Message("archive.say_which", {"said": said, "names": names}))

    def _smallest(self, attribute: Attribute) -> Cut[int]:
        """The cut with its texts read, and anew without those that the user keeps."""
        kept: set[int] = set()
        while True:
            cut = self._book.cut(attribute, THRESHOLD, keep=kept)
            posts = (self._shown.fetch if self._finished else self._shown.at_hand)(cut.items)
            stay = {at for at, post in posts.items() if not self.plan.keep.isdisjoint((post.id, post.url))}
            if not stay:
                return cut
            kept |= stay
