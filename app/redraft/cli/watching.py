"""`--watch`: look again at what was saved."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from redraft.cli.texts import Given, texts_in
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.speech.now import problem

EVERY_SECONDS = 0.5
BAD_INPUT = 2
Stamps = dict[Given, tuple[int, int, int]]


def watched(names: Sequence[str], look: Callable[[Sequence[Given]], int]) -> int:
    """Look at everything once, then at what changes, until Ctrl+C; returns what the last look did.

    A file counts as saved once it has stayed the same for a moment: programs write in pieces, or a new file in the old
    one's place. Raises InputError for standard input, which never changes.
    """
    if "-" in names:
        raise InputError(Message("watch.no_input"), Message("do.name_file"))
    seen = _stamps(names)
    code = look(list(seen))
    try:
        while True:
            time.sleep(EVERY_SECONDS)
            now = _stamps(names)
            fresh = [given for given, stamp in now.items() if seen.get(given) != stamp]
            if not fresh:
                seen = now
                continue
            time.sleep(EVERY_SECONDS)
            settled = _stamps(names)
            saved = [given for given in fresh if settled.get(given) == now[given]]
            if saved:
                code = _again(saved, look)
                seen |= {given: now[given] for given in saved}
    except KeyboardInterrupt:
        return code


def _again(saved: Sequence[Given], look: Callable[[Sequence[Given]], int]) -> int:
    """A file that cannot be checked for now is no reason to stop."""
    try:
        return look(saved)
    except InputError as error:
        print(f"redraft: {problem(error)}", file=sys.stderr)
        return BAD_INPUT


def _stamps(names: Sequence[str]) -> Stamps:
    """When each file was changed, its size and which file it is; what is gone at the moment is left out."""
    found: Stamps = {}
    for given in texts_in(names):
        try:
            stat = Path(given.name).stat()
        except OSError:
            continue
        found[given] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return found
