"""Checking music: what playlists, libraries and histories of listening tell about the person who listens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from redraft.domain.archive import Counts, Match, Opened, Post, ReadChoices
from redraft.domain.attributes import Attribute, Group, Severity
from redraft.domain.errors import InputError, ModelError, WorkerError
from redraft.domain.finding import Finding, Source, Subject
from redraft.domain.listening import Listening
from redraft.domain.message import Message, both
from redraft.domain.music import Playlist
from redraft.domain.music_report import (
    Clue,
    ClueKind,
    Conclusion,
    MusicTimings,
    Opinion,
    PlaylistReport,
    Reliability,
)
from redraft.domain.text import HIDDEN, Note
from redraft.music.collecting import Collector
from redraft.music.languages import Identify
from redraft.music.study import Study
from redraft.usecases.archive_ports import Reader
from redraft.usecases.ports import Assessor, BatchTier, CancelToken, Judge

LEAST_SAID, LEAST_NAMED = 0.6, 0.8
"""Confidence below which a finding, and a person's name, in a playlist's name is kept back: these are short and odd."""
SAID = Message("playlist.you_wrote")


@dataclass(frozen=True, slots=True)
class CheckPlaylist:
    """``fast`` None leaves names unread; ``judge`` None, or a ``budget`` of 0 seconds, leaves the model out.

    ``identify`` tells the language of titles, see :func:`redraft.music.languages.language_of_titles`.

    ``prepare`` is called when the first words of the user's own turn up, so that the fast tier is ready for them; most
    histories of listening have none and need no fast tier.
    """

    reader: Reader
    fast: BatchTier | None = None
    judge: Judge | None = None
    assess: Assessor | None = None
    budget: float | None = None
    prepare: Callable[[], None] | None = None
    identify: Identify | None = None

    def stages(
        self,
        paths: Sequence[Path],
        platform: str = "",
        *,
        notes: Sequence[Note] = (),
        cancel: CancelToken | None = None,
    ) -> Iterator[PlaylistReport]:
        """What the music says by itself, and once the model has looked the whole; the last report is the end.

        Raises InputError with what to do, WorkerError or Cancelled.
        """
        began = time.monotonic()
        opened = self.reader.open(paths)
        match = choose_music(opened, platform)
        listening = self._collect(match, cancel)
        require_music(listening, self.reader.notes)
        read = time.monotonic()
        study = Study(listening, identify=self.identify)
        conclusions = study.conclusions()
        studied = time.monotonic()
        told = self._told(listening, study, cancel)
        named = time.monotonic()
        timings = MusicTimings(read - began, studied - read, named - studied, total=named - began)
        missing = tuple(study.missing())
        report = PlaylistReport(
            match, listening.counts, conclusions, told, study.features(), missing, listening.concluded,
            notes=(*notes, *self.reader.notes, *_refused(opened)), timings=timings,
        )  # fmt: skip
        yield self._finished(report, study)
        if self.judge is not None and self.budget != 0:
            report, study = self._judged(self.judge, report, study, cancel)
            report = self._finished(report, study)
            yield replace(report, timings=replace(report.timings, total=time.monotonic() - began))

    def run(
        self,
        paths: Sequence[Path],
        platform: str = "",
        *,
        notes: Sequence[Note] = (),
        cancel: CancelToken | None = None,
    ) -> PlaylistReport:
        """All stages at once; see :meth:`stages`."""
        *_, end = self.stages(paths, platform, notes=notes, cancel=cancel)
        return end

    def _collect(self, match: Match, cancel: CancelToken | None) -> Listening:
        collector = Collector()
        prepare = self.prepare
        for item in self.reader.items(ReadChoices(platform=match.platform), cancel=cancel):
            collector.add(item)
            if prepare is not None and isinstance(item, Playlist | Post):
                prepare()
                prepare = None
        return collector.listening()

    def _told(self, listening: Listening, study: Study, cancel: CancelToken | None) -> tuple[Conclusion, ...]:
        """Findings of the fast tier in what the user wrote."""
        if self.fast is None:
            return ()
        written = [
            (t, ClueKind.NAME, p.name) for p in listening.playlists for t in (p.name, p.description) if t.strip()
        ]
        written += [(text, ClueKind.WORDS, text) for text in listening.own_words if text.strip()]
        found: dict[tuple[Attribute, str], list[tuple[Finding, Clue]]] = {}
        results = self.fast.detect_many((text for text, _, _ in written), cancel=cancel)
        for (_, kind, name), result in zip(written, results, strict=True):
            for finding in result.findings:
                if tells(finding, kind, study):
                    quotes = ", ".join(e.quote for e in finding.evidence[:2])
                    clue = Clue(kind, name, f"says “{quotes}”" if quotes else "")
                    found.setdefault((finding.attribute, finding.best.value), []).append((finding, clue))
        conclusions = [_said(group) for group in found.values()]
        return tuple(sorted(conclusions, key=_most_exposing))

    def _judged(
        self, judge: Judge, report: PlaylistReport, study: Study, cancel: CancelToken | None
    ) -> tuple[PlaylistReport, Study]:
        began = time.monotonic()
        try:
            opinion: Opinion = judge.judge_playlist(study.lines, cancel=cancel, timeout=self.budget)
        except (ModelError, WorkerError) as error:
            words = Message("playlist.model_unasked", {"error": both(error.problem, error.remedy)})
            if self.budget is not None and time.monotonic() - began >= self.budget:
                words = Message("playlist.model_slow", {"budget": self.budget})
            return replace(report, notes=(*report.notes, Note("model", words))), study
        study = study.learn(opinion.kinds)
        timings = replace(report.timings, model=time.monotonic() - began, evaluated_tokens=opinion.evaluated_tokens)
        judged = replace(
            report, conclusions=study.conclusions(opinion.shares), features=study.features(),
            missing=tuple(study.missing()), notes=(*report.notes, *opinion.notes), model=opinion.model, timings=timings,
        )  # fmt: skip
        return judged, study

    def _finished(self, report: PlaylistReport, study: Study) -> PlaylistReport:
        """With advice and exposure."""
        exposure = None if self.assess is None else self.assess(exposing(report), ())
        return replace(report, advice=study.advice(report.conclusions, report.told), exposure=exposure)


def choose_music(opened: Opened, platform: str = "") -> Match:
    """The importer that the user named, or the surest for music; raises InputError with what to do."""
    if platform:
        named = [m for m in opened.matches if m.platform == platform.lower()]
        if named and not named[0].music:
            raise InputError(Message("playlist.holds_texts", {"label": named[0].label}), Message("do.use_archive"))
        return named[0] if named else Match(platform.lower(), platform, music=True, confidence=0.0)
    for match in opened.matches:
        if match.music:
            return match
    if opened.matches and opened.matches[0].confidence >= 0.5:
        label = opened.matches[0].label
        raise InputError(Message("playlist.is_texts", {"label": label}), Message("do.use_archive"))
    if not opened.files and not opened.refused:
        raise InputError(Message("playlist.nothing"), Message("do.choose_playlist"))
    if opened.refused and not opened.files:
        first = opened.refused[0]
        raise InputError(Message("playlist.nothing_readable", {"why": first.why}), Message("do.export_again"))
    raise InputError(
        Message("playlist.unknown_export"),
        Message("do.playlist_formats"),
    )


def require_music(listening: Listening, notes: Sequence[Note]) -> None:
    """Raise InputError when there is nothing to conclude from, and say what was read instead."""
    garbled = sum(not song.title.isprintable() or HIDDEN in song.title for song in listening.songs)
    if garbled > len(listening.songs) / 2:
        raise InputError(
            Message("playlist.titles_no_text"),
            Message("do.export_or_platform"),
        )
    if listening.songs or listening.own_words or listening.concluded:
        return
    said = (Message("playlist.no_track"), counted(listening.counts), *(note.message for note in notes))
    raise InputError(both(*said), _remedy(listening))


def counted(counts: Counts) -> Message:
    """Such as "3 entries were read and 0 kept (2 podcasts, 1 empty)."."""
    if not counts.read:
        return Message("playlist.no_entry")
    reasons = tuple(
        Message("skipped.number", {"number": n, "reason": Message(f"skipped.{reason.value}")})
        for reason, n in sorted(counts.skipped.items())
    )
    read = Message("playlist.entries", {"count": counts.read, "kept": counts.kept})
    return Message("playlist.entries_because", {"read": read, "reasons": reasons}) if reasons else both(read)


def _remedy(listening: Listening) -> Message:
    return Message("do.export_music") if listening.counts.skipped else Message("do.check_whole_table")


def _refused(opened: Opened) -> Iterator[Note]:
    for refused in opened.refused[:5]:
        yield Note("refused", Message("playlist.refused", {"why": refused.why, "name": refused.name}))
    if len(opened.refused) > 5:
        yield Note("refused", Message("playlist.more_refused", {"count": len(opened.refused) - 5}))


def tells(finding: Finding, kind: ClueKind, study: Study) -> bool:
    """Whether a finding in a name or a search says something about the user.

    Artists' names do not, and who or what is merely named in a search is most often an artist or a song.
    """
    if kind is ClueKind.WORDS and finding.source is Source.ENTITIES:
        return False
    least = LEAST_NAMED if finding.attribute is Attribute.NAME else LEAST_SAID
    idle = finding.attribute.group is Group.DETAILS or finding.attribute is Attribute.ORGANISATION
    if idle or finding.best.confidence < least:
        return False
    if finding.subject is Subject.BYSTANDER and finding.severity < Severity.HIGH:
        return False
    values = (finding.best.value, finding.person, *(e.quote for e in finding.evidence))
    named = finding.source is Source.ENTITIES or finding.attribute in (Attribute.NAME, Attribute.PLACE)
    return not (named and any(study.is_artist(value) for value in values if value))


def _said(group: Sequence[tuple[Finding, Clue]]) -> Conclusion:
    """One conclusion of all places that say the same; a later one adds its place only."""
    best = max(group, key=lambda pair: (pair[0].best.confidence, pair[1].name))[0]
    clues = tuple(sorted({clue for _, clue in group}))
    finding = replace(best, evidence=())
    return Conclusion(finding, clues, Reliability.STATED, SAID)


def _most_exposing(conclusion: Conclusion) -> tuple[bool, int, float, str]:
    finding = conclusion.finding
    return (finding.attribute.last, -finding.severity, -finding.best.confidence, finding.best.value)


def exposing(report: PlaylistReport) -> tuple[Finding, ...]:
    """Findings that a crowd can be counted by: all but languages and personality, of which there are no statistics."""
    return tuple(f for f in report.findings if f.attribute not in (Attribute.LANGUAGE, Attribute.PERSONALITY))
