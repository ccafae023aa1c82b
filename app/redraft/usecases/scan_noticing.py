"""Reading an archive closely: the encoder over the most promising posts, each judged as a draft is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from redraft.domain.archive import Post
from redraft.domain.attributes import Answers
from redraft.domain.errors import Cancelled
from redraft.domain.finding import Subject
from redraft.domain.profile import Stage
from redraft.domain.told import Told
from redraft.profiles.casebook import Casebook
from redraft.profiles.heard import DENIED, Heard, Noticed, Tell
from redraft.profiles.votes import Fusion, Part, Vote
from redraft.usecases.judging import Judge, judge
from redraft.usecases.known import Known
from redraft.usecases.pace import Pace
from redraft.usecases.ports import BatchTier, CancelToken, FastResult
from redraft.usecases.recording import Recorder
from redraft.usecases.stages import ScanStage
from redraft.usecases.voices import JUDGED
from redraft.usecases.weights import Weights

MOST_POSTS = 3_000
"""Posts that are read closely: at 50 ms each two and a half minutes."""
SHARE = 0.25
"""Share of the time that the model may take which goes to this; the encoder says where the model should look."""
KEEPS = 0.5
"""What the next post counts that lets a reader tell the same: it was written on another day, so it is no mere echo, but
by the same hand. Set by judgement; for readings of many posts at once it was fitted.
"""
LEAST = 0.4
"""How sure an answer must be to count: what many posts leave open is no evidence together."""
BATCH = 32


class Noticing:
    """How far one archive is read closely; see :meth:`stages`."""

    def __init__(self, judge: Judge, fast: BatchTier, book: Casebook, record: Recorder) -> None:
        self._judge, self._fast, self._book, self._record = judge, fast, book, record

    def stages(
        self, budget: float, cancel: CancelToken | None, between: Callable[[], Iterator[ScanStage]]
    ) -> Iterator[ScanStage]:
        """Read on, what promises most first, while less than its share of ``budget`` seconds is used; raises Cancelled,
        and WorkerError.
        """
        left = self._book.to_notice(MOST_POSTS - self._book.noticed)
        pace = Pace(Stage.NOTICING, len(left))
        for start in range(0, len(left), BATCH):
            if self._record.spent.noticing >= SHARE * budget:
                break
            yield pace.at(start)
            batch = left[start : start + BATCH]
            began = time.monotonic()
            results = self._fast.detect_many([post.text for _, post in batch], cancel=cancel)
            for (at, post), result in zip(batch, list(results), strict=True):
                if cancel is not None and cancel.is_set():
                    raise Cancelled
                judge = self._judge.of(result.language)
                found = noticed(
                    at, post, result, judge.tell(post.text, cancel, quick=True), judge.weights, self._book.fusion
                )
                self._book.notice(found)
                self._record.noticed.append(found)
            self._record.spend(noticing=time.monotonic() - began)
            self._record.save()
            yield from between()


def noticed(at: int, post: Post, words: FastResult, told: Sequence[Told], weights: Weights, fusion: Fusion) -> Noticed:
    """What the judgement of drafts says of one post: by its words, and by what a sharp reader could tell."""
    known = Known(words.findings, told=tuple(told), noticed=True, language=words.language)
    _findings, verdicts = judge(known, weights)
    spans = {one.attribute: tuple(e.span for e in one.evidence) for one in told}
    stated = {
        f.attribute for f in words.findings if f.subject is Subject.AUTHOR and f.source in JUDGED and not f.mentioned
    }
    tells, heard, withdrawn = [], [], []
    for verdict in verdicts:
        attribute, sure = verdict.attribute, verdict.told or 0.0
        if sure >= DENIED:
            tells.append(Tell(attribute, sure, verdict.revealed, spans.get(attribute, ())))
        if attribute in stated and not verdict.revealed:
            withdrawn.append(attribute)
        if not verdict.revealed or attribute in stated:
            continue  # what is stated is a vote already
        if not verdict.named and attribute.answers not in {Answers.CHOICE, Answers.NUMBER}:
            continue  # where answers are open, posts that leave it open would agree on whatever is guessed most
        for guess in verdict.guesses:
            weight = fusion.weight(guess.confidence, by_model=False)
            if weight > 0 and guess.confidence >= LEAST:
                part = Part(at, 1.0, spans.get(attribute, ()))
                vote = Vote(guess.value, weight, (part,), stated=False, date=post.date, keeps=KEEPS)
                heard.append(Heard(attribute, vote, verdict.named))
    return Noticed(at, tuple(tells), tuple(heard), tuple(withdrawn))
