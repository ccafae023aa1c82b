"""`redraft models`: the language models on this computer."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from redraft.cli.actions import actions_of, agreed
from redraft.domain.errors import InputError, ModelError
from redraft.domain.message import NOTHING, Message
from redraft.models.catalogue import Entry
from redraft.models.install import Installation, Progress
from redraft.models.store import CUSTOM, ModelStore, State
from redraft.speech import words
from redraft.speech.now import _, number, problem, share, worded
from redraft.storage.settings import SettingsFile
from redraft.usecases.stopwatch import told


def add_parser(commands: Any) -> None:
    """Register the command."""
    action = actions_of(commands, "models", _("the language models on this computer"))

    action("list", _("which models there are, and which are installed"), _list)
    install = action("install", _("find a model on this computer or download it, and check it"), _install)
    install.add_argument("id", nargs="?", metavar="ID", help=_("a name from: redraft models list"))
    install.add_argument("--default", action="store_true", help=_("the model that runs on every computer"))
    verify = action("verify", _("read installed models again from end to end and compare"), _verify)
    verify.add_argument("id", nargs="?", metavar="ID", help=_("only this one"))
    use = action("use", _("choose a model: an installed one, or a GGUF file of your own"), _use)
    use.add_argument("model", metavar=_("ID|FILE"))
    use.add_argument("--yes", action="store_true", help=_("use an unknown file without being asked"))
    remove = action("remove", _("delete an installed model"), _remove)
    remove.add_argument("id", metavar="ID")


def _store() -> ModelStore:
    return ModelStore(choice=SettingsFile())


def _list(_arguments: argparse.Namespace) -> int:
    store = _store()
    chosen = store.chosen_id()
    rows = [("", "ID", _("MODEL"), _("SIZE"), _("MEMORY"), _("LICENCE"), _("STATE"))]
    for entry in store.catalogue().entries:
        mark = "*" if entry.id == chosen else ""
        size, memory = words.gigabytes(entry.size), words.gigabytes(entry.memory)
        rows.append((mark, entry.id, entry.name, size, memory, entry.licence, _state(store.state(entry))))
    if chosen == CUSTOM:
        rows.append(("*", CUSTOM, _("a file of your own"), "", "", "", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    catalogue = store.catalogue()
    paces = told({entry.id: entry.size for entry in catalogue.entries}, SettingsFile().get("pace"))
    for entry in catalogue.entries:
        seconds, estimated = paces[entry.id]
        taken = words.pace(seconds, estimated=estimated)
        print(f"\n{entry.id}: {words.good_for(catalogue.suited(entry))} {taken}".rstrip())
    return 0


def _install(arguments: argparse.Namespace) -> int:
    store = _store()
    if arguments.default == bool(arguments.id):
        raise InputError(Message("model.which"), Message("do.install_id"))
    entry = store.catalogue().default if arguments.default else store.catalogue().entry(arguments.id)
    with_bar = ProgressLine(sys.stderr)
    try:
        fresh = Installation(store, entry).run(with_bar)
    finally:
        with_bar.close()
    print(f"{entry.id}: {_('installed and verified.') if fresh else _('already installed.')}")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    store = _store()
    entries = [store.catalogue().entry(arguments.id)] if arguments.id else [i.entry for i in store.installed()]
    if not entries:
        raise ModelError(Message("model.none"), Message("do.install_one"))
    problems = [found for entry in entries if (found := _verify_one(store, entry)) is not None]
    for other in problems[:-1]:
        print(f"redraft: {problem(other)}", file=sys.stderr)
    if problems:
        raise problems[-1]
    return 0


def _verify_one(store: ModelStore, entry: Entry) -> ModelError | None:
    line = ProgressLine(sys.stderr)
    try:
        store.verify(entry, lambda done: line(Progress("checking", NOTHING, done, entry.size)))
    except ModelError as error:
        return error
    finally:
        line.close()
    said = _("as its publisher released it (SHA-256 {hash}).").format(hash=entry.sha256)
    print(f"{entry.id}: {said}")
    return None


def _use(arguments: argparse.Namespace) -> int:
    store = _store()
    if arguments.model in {entry.id for entry in store.catalogue().entries}:
        store.use(arguments.model)
        print(_("{name} is used from now on.").format(name=arguments.model))
        return 0
    file = Path(arguments.model)
    if not file.exists() and file.suffix != ".gguf":
        store.catalogue().entry(arguments.model)
    sha256, warning = store.look_at(file)
    if warning is not None:
        print(worded(warning.message), file=sys.stderr)
        if not arguments.yes and not _agreed():
            raise ModelError(Message("model.file_unused"), Message("do.use_all_the_same_yes"))
    store.use_file(file, sha256)
    print(_("The file is used from now on."))
    return 0


def _state(state: State) -> str:
    return {
        State.MISSING: _("not installed"),
        State.PARTIAL: _("partly downloaded"),
        State.INCOMPLETE: _("incomplete"),
        State.UNCHECKED: _("installed, not yet checked"),
        State.VERIFIED: _("installed"),
        State.CHANGED: _("changed"),
    }[state]


def _doing(progress: Progress) -> str:
    return _("checking") if progress.doing == "checking" else _("downloading")


def _agreed() -> bool:
    return agreed(_("Use it all the same?"))


def _remove(arguments: argparse.Namespace) -> int:
    store = _store()
    entry = store.catalogue().entry(arguments.id)
    if store.state(entry) is State.MISSING:
        raise ModelError(Message("model.not_installed", {"name": entry.id}))
    freed = words.gigabytes(store.remove(entry))
    print(_("{name} removed, {size} free again.").format(name=entry.id, size=freed))
    return 0


class ProgressLine:
    """Shows an installation: one line that moves on a terminal, a line every tenth elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._open = False
        self._tenth = -1
        self._doing = ""
        self._began = (0.0, 0)

    def __call__(self, progress: Progress) -> None:
        """Show it."""
        if progress.doing in {"trying", "failed"}:
            self.close()
            verb = _("looking for the model: ") if progress.doing == "trying" else "  " + _("no: ")
            print(f"{verb}{worded(progress.text)}", file=self._stream, flush=True)
            return
        if progress.doing != self._doing:
            self.close()
            self._doing, self._tenth, self._began = progress.doing, -1, (time.monotonic(), progress.done)
        if self._live:
            self._open = True
            self._stream.write("\r" + self._bar(progress) + "\x1b[K")
            self._stream.flush()
        elif (tenth := progress.done * 10 // progress.total) > self._tenth:
            self._tenth = tenth
            print(f"  {_doing(progress)} {share(tenth / 10)}", file=self._stream, flush=True)

    def close(self) -> None:
        """End a line that is still open."""
        if self._open:
            self._stream.write("\n")
            self._stream.flush()
        self._open = False

    def _bar(self, progress: Progress) -> str:
        part = progress.done / progress.total
        filled = int(part * 30)
        since, at = self._began
        seconds = time.monotonic() - since
        rest = ""
        if seconds > 1 and progress.done > at:
            left = (progress.total - progress.done) * seconds / (progress.done - at)
            rest = ", " + _("{time} left").format(time=f"{int(left) // 60}:{int(left) % 60:02d}")
        done, total = number(progress.done / 1e9, ".2f"), number(progress.total / 1e9, ".2f")
        amount = _("{done} of {total} GB").format(done=done, total=total)
        return f"  {_doing(progress)} [{'#' * filled}{'.' * (30 - filled)}] {share(part)} {amount}{rest}"
