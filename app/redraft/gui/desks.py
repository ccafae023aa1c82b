"""The archive, playlist and picture pages on the real workers. Each has a reader of its own, started when needed."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from redraft.bootstrap import Parts
from redraft.domain.archive import Opened, Post
from redraft.domain.attributes import Attribute
from redraft.domain.music_report import PlaylistReport
from redraft.domain.picture import Cleaned
from redraft.domain.profile import ArchiveReport, Cut
from redraft.geography.nearby import within
from redraft.gui.archive.desk import Steer, Wish
from redraft.gui.picture.desk import EDGE, SMALL_EDGE, Seen
from redraft.gui.picture.map import KM
from redraft.gui.turn import Turn
from redraft.reports.archive_html import archive_to_html
from redraft.reports.archive_json import archive_to_json
from redraft.reports.archive_table import archive_to_csv, plan_to_csv, urls
from redraft.reports.playlist_html import playlist_to_html
from redraft.reports.playlist_json import playlist_to_json
from redraft.reports.writing import require_writable, write_report
from redraft.usecases.pace import Either
from redraft.usecases.ports import CancelToken, Checkpoints
from redraft.usecases.scan_archive import ScanArchive
from redraft.usecases.scan_plan import ScanPlan, choose_match, open_archive
from redraft.usecases.stages import ScanStage
from redraft.workers.fast_client import FastWorker
from redraft.workers.picture_client import PictureWorker
from redraft.workers.reader_client import ReaderWorker

MOST_TOWNS = 80
"""Towns on the map of a picture."""
JUDGE_SECONDS = 120.0
"""How long the model may think about a playlist."""


class RealArchive:
    """:class:`redraft.gui.archive.desk.ArchiveDesk`."""

    def __init__(self, real: Parts, draft: Turn) -> None:
        self._real, self._draft = real, draft
        self._reader = ReaderWorker(trust=real.trust)
        self._fast: tuple[FastWorker, ...] = ()
        self._opened: Opened | None = None
        self._scan: ScanArchive | None = None
        self._one_reader = threading.Lock()

    def open(self, paths: Sequence[Path]) -> Opened:
        """See :class:`ArchiveDesk`."""
        self._scan = None
        self._opened, _match = open_archive(self._reader, paths)
        return self._opened

    def scan(
        self, wish: Wish, steer: Steer, kept: Checkpoints | None = None, *, resume: bool = False
    ) -> Iterator[ScanStage]:
        """See :class:`ArchiveDesk`."""
        assert self._opened is not None
        match = choose_match(self._opened, wish.choices.platform)
        choices = replace(wish.choices, platform=match.platform)
        plan = ScanPlan(match, self._opened.fingerprint, choices, wish.since, wish.budget)
        attacker, notes = self._real.attacker_or_note()
        self._rest()
        self._fast = (FastWorker(trust=self._real.trust), FastWorker(trust=self._real.trust))
        self._scan = self._real.scan(
            plan, attacker=attacker, checkpoints=kept, notes=notes, reader=self._reader, fast=self._fast, show=True
        )
        yield from self._stages(self._scan, steer, resume=resume)

    def extend(self, seconds: float, steer: Steer) -> Iterator[ScanStage]:
        """See :class:`ArchiveDesk`."""
        assert self._scan is not None
        self._scan.extend(seconds)
        yield from self._stages(self._scan, steer)

    def cut(self, attribute: Attribute, *, keep: Collection[int], gone: Collection[int]) -> Cut[int]:
        """See :class:`ArchiveDesk`."""
        assert self._scan is not None
        return self._scan.cut(attribute, keep=keep, gone=gone)

    def texts(self, positions: Sequence[int]) -> Mapping[int, Post]:
        """See :class:`ArchiveDesk`."""
        assert self._scan is not None
        with self._one_reader:
            return self._scan.texts(positions)

    def export(self, report: ArchiveReport, opened: Opened, path: Path) -> None:
        """See :class:`ArchiveDesk`."""
        require_writable(path)
        if path.suffix == ".csv":
            content = archive_to_csv(report)
        elif path.suffix == ".json":
            content = json.dumps(archive_to_json(report, opened), ensure_ascii=True, indent=1)
        else:
            content = archive_to_html(report, opened)
        write_report(path, content)

    def export_plan(self, report: ArchiveReport, path: Path) -> None:
        """See :class:`ArchiveDesk`."""
        require_writable(path)
        write_report(path, urls(report) if path.suffix == ".txt" else plan_to_csv(report))

    def close(self) -> None:
        """See :class:`ArchiveDesk`."""
        self._scan = self._opened = None
        self._rest()
        self._reader.close()

    def _rest(self, but: int = 0) -> None:
        """Give the memory of the workers back, but that of the first so many: more time for the scan needs one."""
        for worker in self._fast[but:]:
            worker.close()
        self._fast = self._fast[:but]

    def _stages(self, scan: ScanArchive, steer: Steer, *, resume: bool = False) -> Iterator[ScanStage]:
        """The draft's question goes before the scan's, which may take minutes."""
        yield from scan.stages(resume=resume, cancel=steer.cancel, elsewhere=Either(self._draft, steer.pause))
        if scan.has_read:
            self._rest(but=1)


class RealPlaylist:
    """:class:`redraft.gui.playlist.desk.PlaylistDesk`."""

    def __init__(self, real: Parts) -> None:
        self._real = real
        self._reader = ReaderWorker(trust=real.trust)

    def stages(self, paths: Sequence[Path], cancel: CancelToken) -> Iterator[PlaylistReport]:
        """See :class:`PlaylistDesk`."""
        judge, notes = self._real.attacker_or_note()
        check = self._real.playlist(judge, JUDGE_SECONDS, reader=self._reader)
        yield from check.stages(paths, notes=notes, cancel=cancel)

    def export(self, report: PlaylistReport, path: Path) -> None:
        """See :class:`PlaylistDesk`."""
        require_writable(path)
        if path.suffix == ".json":
            content = json.dumps(playlist_to_json(report), ensure_ascii=True, indent=1)
        else:
            content = playlist_to_html(report)
        write_report(path, content)

    def close(self) -> None:
        """See :class:`PlaylistDesk`."""
        self._reader.close()


class RealPicture:
    """:class:`redraft.gui.picture.desk.PictureDesk`."""

    def __init__(self, real: Parts) -> None:
        self._pictures = PictureWorker(trust=real.trust)
        self._clean = real.clean_picture()

    def look(self, path: Path, cancel: CancelToken) -> Seen:
        """See :class:`PictureDesk`."""
        picture = self._pictures.open(path, cancel=cancel)
        pixels = self._pictures.preview(EDGE, cancel=cancel) if picture.looked else None
        numbers = range(1, len(picture.thumbnails) + 1)
        small = tuple(self._pictures.preview(SMALL_EDGE, number, cancel=cancel) for number in numbers)
        place = picture.place
        around = () if place is None else (town for _km, town in within(place.latitude, place.longitude, 2 * KM))
        towns = sorted(around, key=lambda town: -town.people)[:MOST_TOWNS]
        return Seen(path, picture, pixels, small, tuple(towns))

    def save(self, seen: Seen, path: Path, cover: Sequence[int], cancel: CancelToken) -> Cleaned:
        """See :class:`PictureDesk`."""
        require_writable(path, apart_from=[seen.path])
        return self._clean.save(self._pictures, seen.picture, path, cover, cancel=cancel)

    def close(self) -> None:
        """See :class:`PictureDesk`."""
        self._pictures.close()
