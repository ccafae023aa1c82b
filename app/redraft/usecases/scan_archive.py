"""Scanning an archive: the fast tier over every own post, then the model where it tells most, results at any time."""

from __future__ import annotations

import time
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import replace

from redraft.domain.archive import Post
from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.domain.confided import foremost
from redraft.domain.errors import Cancelled
from redraft.domain.profile import LOOKED_FOR, ArchiveReport, Cut, Progress, Stage
from redraft.domain.relations import same
from redraft.domain.report import ModelInfo
from redraft.domain.text import Note
from redraft.profiles.casebook import Casebook
from redraft.profiles.dossier import Dossier
from redraft.usecases.archive_ports import Reader
from redraft.usecases.asking import LOST, Answer, ask, waited
from redraft.usecases.judging import Judge
from redraft.usecases.known import Steps
from redraft.usecases.pace import eras_for, letters_for
from redraft.usecases.ports import Assessor, Attacker, BatchTier, CancelToken, Checkpoints, Pass, Question
from redraft.usecases.recording import Recorder
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.scan_advice import Advising
from redraft.usecases.scan_noticing import Noticing
from redraft.usecases.scan_plan import ScanPlan
from redraft.usecases.scan_reading import Reading
from redraft.usecases.shown import ShownPosts
from redraft.usecases.stages import ScanStage
from redraft.usecases.unread import all_unread, headline_of_many

SHOW_SECONDS = 5.0
"""How often a report is handed out in between; less often when making one takes long."""
THRESHOLD = 0.5
"""Below this confidence an attribute counts as hidden."""
LOOKS = 3
"""How often the model reads what cuts leave, when it still concludes the same from it."""


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
        judge: Judge | None = None,
        rewrite: RewriteDraft | None = None,
        assess: Assessor | None = None,
        checkpoints: Checkpoints | None = None,
        notes: Sequence[Note] = (),
        show: bool = False,
    ) -> None:
        """``judge`` reads the most promising posts one by one, ``rewrite`` says what those of the cuts could say
        instead; None leaves either out.

        ``show``: stages hold reports of what is known by then, too, as somebody watches.
        """
        self.plan = plan
        self._reader, self._book = reader, casebook
        self._attacker, self._assess = attacker, assess
        self._record = Recorder(checkpoints, plan)
        self._reading = Reading(plan, reader, fast, casebook, self._record, self._note)
        self._noticing = None if judge is None else Noticing(judge, fast[0], casebook, self._record)
        self._advising = None if rewrite is None else Advising(rewrite, casebook.said_by_place)
        self._notes = list(notes)
        self._budget = plan.budget
        self._shown = ShownPosts(reader, plan.choices, casebook)
        self._model: ModelInfo | None = None
        self._measured: dict[Attribute, float] = {}
        self._begun = self._finished = False
        self._cancel: CancelToken | None = None
        self._elsewhere: CancelToken | None = None
        self._show, self._show_at = show, time.monotonic()

    def stages(
        self, *, resume: bool = False, cancel: CancelToken | None = None, elsewhere: CancelToken | None = None
    ) -> Iterator[ScanStage]:
        """Scan to the end of the archive and of the budget; raises InputError, WorkerError or StoreError.

        Whoever lets go, or sets ``cancel``, may call it again: it goes on from what is there. So does ``resume``, in a
        new session, from the last checkpoint: the archive is read again, what was found in it is not looked for again.
        A cancelled scan ends with the report so far, which is not ``finished``. While ``elsewhere`` is set somebody
        waits for the model with something more urgent: its question is taken back and asked again after.
        """
        self._finished = False
        self._cancel, self._elsewhere = cancel, elsewhere
        try:
            if not self._begun:
                yield from self._reading.count(cancel)
                self._begin(resume=resume)
            if not self._reading.done:
                yield from self._reading.stages(cancel, self._report_between)
            if self._noticing is not None:
                yield from self._noticing.stages(self._budget, cancel, self._report_between)
            yield from self._ask()
            yield from self._look_again()
            self._finished = True
            if self._advising is not None and self._budget:
                cuts = self.report().cuts
                posts = self._shown.fetch([at for cut in cuts for at in cut.items])
                yield from self._advising.stages(cuts, posts, self._budget, cancel)
        except Cancelled:
            pass
        finally:
            if self._begun and not self._finished:
                self._record.save(now=True)
        if self._finished:
            self._record.finish()
            self._shown.fetch(self._book.missing())
        yield Progress(Stage.DONE, self._book.scanned, self._book.scanned)
        yield self.report()

    def run(self, *, resume: bool = False) -> ArchiveReport:
        """All stages at once; see :meth:`stages`."""
        for _stage in self.stages(resume=resume):
            pass
        return self.report()

    def extend(self, seconds: float) -> None:
        """Give the model more time in the stages to come."""
        self._budget += seconds

    @property
    def has_read(self) -> bool:
        """True once the fast tier has nothing left to do."""
        return self._reading.done

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
        traits = foremost(traits) if self.plan.match.talks else traits
        revealed = dict.fromkeys(t.attribute for t in traits if t.revealed)
        wanted = [a for a in revealed if a in self.plan.hide or not self.plan.hide]
        smallest = [self._smallest(attribute) for attribute in wanted] if cuts else []
        findings = [t.finding for t in traits if t.revealed]
        languages = self._reading.languages
        return ArchiveReport(
            self.plan.match,
            self._book.counts,
            traits,
            others,
            exposure=None if self._assess is None or all_unread(languages) else self._assess(findings, ()),
            cuts=tuple(replace(cut, measured=self._measured.get(cut.attribute)) for cut in smallest),
            posts=self._shown.at_hand(at for cut in smallest for at in cut.items),
            scanned=self._book.scanned,
            finished=self._finished,
            model=self._model,
            timings=replace(self._record.spent, posts_asked=self._book.asked, posts_noticed=self._book.noticed),
            notes=(
                *self._notes,
                *self._record.notes,
                *(n for n in self._reader.notes if n.code not in {o.code for o in self._notes}),
            ),
            languages=dict(languages.most_common()),
            concluded=tuple(self._reading.concluded),
            looked=self._book.looked(LOOKED_FOR),
            edits={} if self._advising is None else dict(self._advising.edits),
            headline=headline_of_many(languages),
        )

    def _begin(self, *, resume: bool) -> None:
        if not resume:
            self._record.begin(self._reading.content)
        elif anew := self._record.resume(self._reading.content):
            self._note(Note("resume", anew))
        for reading in self._record.heard:
            self._book.recall(reading)
        for noticed in self._record.noticed:
            self._book.notice(noticed)
        self._begun = True

    # The model

    def _ask(self) -> Iterator[ScanStage]:
        eras = eras_for(self._left, self._tokens_a_second(), self._book.letters)
        while self._attacker is not None:
            for _tick in waited(self._cancel, self._elsewhere, 0.0):
                yield self._spent()
            letters = letters_for(self._left, self._tokens_a_second())
            dossier = self._book.dossier(letters, eras=eras) if letters else None
            if dossier is None:
                break
            answer = yield from self._answer(self._attacker, dossier, self._book.questions(dossier))
            self._model = answer.model or self._model
            if answer.verdicts:
                reading = self._book.hear(dossier, answer.verdicts, answer.findings)
                if answer.problem is None or answer.problem.code != LOST:
                    self._record.heard.append(reading)  # half of an answer whose process died is asked for again
            self._record.save(now=True)
            yield from self._report_between(now=True)
            if answer.problem is not None:
                self._note(answer.problem)
                break

    def _look_again(self) -> Iterator[ScanStage]:
        """Let the model read what all cuts together leave, as somebody who never saw the rest.

        What it still concludes from that speaks for posts that the cuts have to take in too, a few times over.
        """
        for _ in range(LOOKS):
            letters = letters_for(self._left, self._tokens_a_second())
            traits = self._book.traits(self._shown.read_again)[0] if self._attacker is not None and letters else ()
            told = {t.attribute: t.finding.best.value for t in traits if t.revealed and t.attribute in ALWAYS_ASKED}
            gone = {at for attribute in told for at in self._smallest(attribute).items}
            dossier = self._book.dossier(letters, without=gone) if told else None
            if self._attacker is None or dossier is None:
                return
            answer = yield from self._answer(self._attacker, dossier, tuple(told))
            still = []
            for verdict in answer.verdicts:
                again = [g for g in verdict.guesses if same(verdict.attribute, g.value, told[verdict.attribute])]
                self._measured[verdict.attribute] = sum(g.confidence for g in again)
                still += [verdict] if self._measured[verdict.attribute] >= THRESHOLD else []
            if not still or answer.problem is not None:
                return
            self._record.heard.append(self._book.hear(dossier, still, answer.findings))

    def _answer(
        self, attacker: Attacker, dossier: Dossier, attributes: Sequence[Attribute]
    ) -> Generator[ScanStage, None, Answer]:
        """What the model says of a dossier, telling how much of its time is used while it reads."""
        question = Question(dossier.text, attributes, Pass.FULL, in_reply_to=dossier.in_reply_to)
        asking = Steps(ask(attacker, question, self._left, self._cancel, self._elsewhere))
        for seconds in asking:
            yield self._spent(seconds)
        answer = asking.result
        self._record.spend(model=answer.seconds, evaluated_tokens=answer.tokens)
        return answer

    @property
    def _left(self) -> float:
        return self._budget - self._record.spent.model - self._record.spent.noticing

    def _spent(self, seconds: float = 0.0) -> Progress:
        used = min(self._budget, self._budget - self._left + seconds)
        return Progress(Stage.ASKING, round(used), round(self._budget), 0.0, self._budget - used)

    def _tokens_a_second(self) -> float | None:
        spent = self._record.spent
        return spent.evaluated_tokens / spent.model if spent.evaluated_tokens and spent.model else None

    # Reporting

    def _report_between(self, *, now: bool = False) -> Iterator[ScanStage]:
        began = time.monotonic()
        if self._show and (now or began >= self._show_at):
            report = self.report(cuts=False)
            self._show_at = time.monotonic() + max(SHOW_SECONDS, 10 * (time.monotonic() - began))
            yield report

    def _note(self, note: Note) -> None:
        if note not in self._notes:
            self._notes.append(note)

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
