"""`redraft doctor`: what this installation can do, and whether its promises hold."""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import os
import platform
import re
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from redraft import __version__
from redraft.assets import resource
from redraft.bootstrap import Options, Parts
from redraft.cli.check import add_model_options, options_of
from redraft.cli.store import how
from redraft.cli.window import OpenWindow
from redraft.domain.errors import RedraftError
from redraft.domain.finding import Source
from redraft.reports.terminal import printable
from redraft.speech.now import _, answer, number, problem, worded
from redraft.usecases.ports import Pass
from redraft.workers import own
from redraft.workers.client import WorkerClient
from redraft.workers.proof import ground
from redraft.workers.reached import Reached, reached

INTERESTING = ("avx", "avx2", "fma", "f16c", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8", "asimd")
Row = tuple[str, bool | None, str]


def add_parser(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("doctor", help=_("what this installation can do, and whether its promises hold"))
    parser.add_argument(
        "--prove", action="store_true", help=_("let the workers try to break out, and show the refusals")
    )
    add_model_options(parser)
    parser.set_defaults(handler=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each thing that has to work; exit code 1 when one does not."""
    console = Console()
    with Parts(options_of(arguments)) as parts:
        rows = [*_platform_rows(), *_model_rows(parts), *_worker_rows(parts), _store_row(parts)]
        rows.append(_own_row())
        _print_rows(console, rows)
        good = all(ok is not False for _name, ok, _said in rows)
        if arguments.prove:
            good = _prove(parts, console) and good
    return 0 if good else 1


def selftest(open_window: OpenWindow) -> int:
    """Open and close the window, let the workers try to break out, check the example draft with everything there is.

    Prints one line for each; exit code 1 when one is not as it must be.
    """
    console = Console()
    rows = [*_platform_rows(), _window_row(open_window)]
    with Parts(Options()) as parts:
        rows += _worker_rows(parts)
        proven = _prove(parts, console)
        rows += _example_rows(parts)
    _print_rows(console, rows)
    return 0 if proven and all(ok is not False for _name, ok, _said in rows) else 1


def _window_row(open_window: OpenWindow) -> Row:
    ages: list[float | None] = []
    status = open_window(shown=lambda: ages.append(_age_of_this_process()))
    if not ages or status != 0:
        return ("window", False, _("it ended with {status} before it was drawn").format(status=status))
    age = ages[0]
    drawn = "; " + _("drawn {time} s after the start").format(time=number(age or 0.0, ".1f"))
    return ("window", True, _("opened and closed") + (drawn if age is not None else ""))


def _age_of_this_process() -> float | None:
    """Seconds since the system started this process; None where it does not say (see proc(5), `starttime`)."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, ValueError, IndexError):
        return None


def _example_rows(parts: Parts) -> list[Row]:
    text = resource("examples", "draft.txt").read_text(encoding="utf-8")
    attacker, notes = parts.attacker_or_note()
    report = parts.check(attacker).run(text, depth=Pass.FIRST)
    implied = sum(finding.source is Source.MODEL for finding in report.findings)
    said = _("{count} findings, {implied} by the model").format(count=len(report.findings), implied=implied)
    return [
        (_("example draft"), bool(report.findings) and (attacker is None or implied > 0), said),
        *((_("model"), None, worded(note.message)) for note in notes),
    ]


def _platform_rows() -> list[Row]:
    flags: set[str] = set()
    info = Path("/proc/cpuinfo")
    if info.is_file() and (found := re.search(r"^(?:flags|Features)\s*:\s*(.*)$", info.read_text(), re.MULTILINE)):
        flags = set(found.group(1).split())
    known = " ".join(flag for flag in INTERESTING if flag in flags)
    qt = importlib.util.find_spec("PySide6.QtWidgets") is not None
    return [
        ("redraft", None, f"{__version__}, {platform.system()} {platform.machine()}"),
        ("Python", None, platform.python_version()),
        (_("processor"), None, _("{count} cores: {flags}").format(count=os.cpu_count(), flags=known or _("unknown"))),
        ("llama.cpp", None, f"llama-cpp-python {importlib.metadata.version('llama-cpp-python')}"),
        (
            "Qt",
            qt,
            f"PySide6 {importlib.metadata.version('PySide6-Essentials')}" if qt else _("PySide6 cannot be loaded"),
        ),
    ]


def _model_rows(parts: Parts) -> list[Row]:
    try:
        chosen = parts.store.chosen()
    except RedraftError as error:
        return [(_("model"), False, problem(error))]
    if chosen.entry is None:
        return [(_("model"), None, _("a file of your own, not in the catalogue"))]
    return [(_("model"), True, _("{name}, SHA-256 as recorded").format(name=chosen.entry.name))]


def _own_row() -> Row:
    """Whether this process is under its own filter, and what it did on a network while it did all this."""
    asked = reached()
    filtered = _("under its filter") if own.is_on() else _("not under its filter")
    return (_("this process"), asked.nothing, f"{filtered}; {_reached(asked)}")


def _reached(seen: Reached) -> str:
    asked, held = _("not counted"), _("not told here")
    if seen.asked is not None:
        asked = _("{count} connections, lookups or datagrams since the start").format(count=seen.asked)
    if seen.network is not None:
        held = _("{count} network sockets held now, {local} local").format(count=seen.network, local=seen.local)
    return f"{asked}; {held}"


def _store_row(parts: Parts) -> Row:
    """Whether anything is kept; the store is not opened, since that may take a passphrase."""
    if not parts.vault.exists:
        return (_("store"), None, _("off: nothing of what you check is kept"))
    try:
        protection = parts.vault.protection
    except RedraftError as error:
        return (_("store"), False, problem(error))
    return (_("store"), None, _("on, protected by {how}; look at it: redraft store status").format(how=how(protection)))


def _worker_rows(parts: Parts) -> list[Row]:
    rows: list[Row] = []
    for client in parts.workers():
        try:
            cage = client.status()
        except RedraftError as error:
            rows.append((_("{kind} worker").format(kind=client.kind), False, problem(error)))
            continue
        if client.kind == "llm":
            rows.append(_gpu_row(client))
        on = ", ".join(answer(part) for part in cage.on) or _("no cage on this system")
        off = _("{part} is off: {why}")
        missing = [off.format(part=answer(m.part), why=worded(m.why)) for m in cage.off]
        caged = _("caged: {parts}").format(parts="; ".join([on, *missing]))
        caged = " ".join([f"{caged}.", *map(worded, ground(cage))])
        rows.append((_("{kind} worker").format(kind=client.kind), cage.holds, caged))
    return rows


def _gpu_row(client: WorkerClient) -> Row:
    try:
        used = client.call("info")["model"]["gpu"]
    except RedraftError as error:
        return ("GPU", False, problem(error))
    return ("GPU", None, _("used") if used else _("not used: this build, or this machine, runs on the processor"))


def _prove(parts: Parts, console: Console) -> bool:
    good = True
    for proof in parts.prove():
        table = Table(
            "",
            _("the {kind} process tried to").format(kind=proof.kind),
            _("and the system said"),
            box=None,
            padding=(0, 2),
        )
        for attempt in proof.attempts:
            mark = Text(_("refused"), style="green") if attempt.refused else Text(_("WORKED"), style="bold red")
            table.add_row(mark, Text(answer(attempt.what, "attempt")), Text(printable(answer(attempt.system_said))))
        console.print(table)
        if proof.cage.calls:
            said = _("The {kind} process may make {count} system calls, by arguments where they could do harm: {names}")
            names = ", ".join(proof.cage.calls)
            console.print(Text(said.format(kind=proof.kind, count=len(proof.cage.calls), names=names)), "")
        good = good and proof.holds
    return good


def _print_rows(console: Console, rows: list[Row]) -> None:
    table = Table.grid(padding=(0, 2))
    for name, ok, words in rows:
        mark = Text("  ") if ok is None else Text("ok", style="green") if ok else Text(_("NO"), style="bold red")
        table.add_row(mark, Text(name, style="bold"), Text(printable(words)))
    console.print(table)
