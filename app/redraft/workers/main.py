"""Where a worker starts (:mod:`redraft.start`): it enters its cage before a package can be imported.

What is imported here, and what that imports, is of the standard library and ours.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from redraft import start
from redraft.workers import cage, graphics, memory_files
from redraft.workers.cage import MEMORY
from redraft.workers.pipes import take_pipes

if TYPE_CHECKING:
    from redraft.usecases.methods import Methods


def _fast(_arguments: argparse.Namespace) -> Methods:
    from redraft.workers.attempts import make_none_for_ipv6
    from redraft.workers.fast_service import FastService

    make_none_for_ipv6()
    return FastService().methods()


def _llm(arguments: argparse.Namespace) -> Methods:
    from redraft.inference.service import LlmService

    names = ("threads", "cpu", "model_id", "name", "frame", "context")
    options = {name: getattr(arguments, name) for name in names}
    return LlmService(arguments.model, options).methods()


def _reader(_arguments: argparse.Namespace) -> Methods:
    from redraft.workers.reader_service import ReaderService

    return ReaderService().methods()


KINDS: dict[str, Callable[[argparse.Namespace], Methods]] = {
    "fast": _fast,
    "llm": _llm,
    "reader": _reader,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="redraft --worker", description="A child process of Redraft; not for people.")
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("--parent", type=int, required=True, help="process id of the app")
    parser.add_argument("--model", type=Path, help="model file (kind llm)")
    parser.add_argument("--model-id", default="custom", help="its id in the catalogue (kind llm)")
    parser.add_argument("--name", help="its name for people (kind llm)")
    parser.add_argument("--frame", type=json.loads, help="its prompt format, a JSON object (kind llm)")
    parser.add_argument("--context", type=int, help="tokens of context (kind llm)")
    parser.add_argument("--source", type=int, action="append", default=[], help="descriptor of a file (kind reader)")
    parser.add_argument("--folder", type=int, action="append", default=[], help="descriptor of a folder, the same")
    parser.add_argument("--threads", type=int, help="compute threads (kind llm); default: llama.cpp's choice")
    parser.add_argument("--cpu", action="store_true", help="leave a graphics card alone (kind llm)")
    parser.add_argument("--device", type=Path, action="append", default=[], help="device file it may also write to")
    parser.add_argument("--group", type=Path, help="folder of a control group to go into")
    parser.add_argument("--nice", type=int, default=0, help="how far to step back behind other programs, 0 to 19")
    parser.add_argument("--accept-weaker-cage", action="store_true", help="work though the cage is incomplete")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Be a worker; ``argv`` starts with the kind. Returns only on wrong arguments (exit code 2, by argparse)."""
    arguments = _parser().parse_args(argv)
    if arguments.kind == "llm" and arguments.model is None:
        _parser().error("the llm worker needs --model")
    cage.die_with(arguments.parent)
    pipes = take_pipes([*arguments.source, *arguments.folder])
    if arguments.nice and hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(arguments.nice)
    read = [arguments.model] if arguments.model else []
    read += graphics.DESCRIPTIONS if arguments.device else []
    read += [Path(f"/proc/self/fd/{number}") for number in arguments.folder]
    status = cage.enter(
        arguments.kind, read=read, use=arguments.device, memory=MEMORY.get(arguments.kind), group=arguments.group
    )
    start.add_packages()
    memory_files.replace_temporary_files()
    memory_files.hand_out_null()
    from redraft.workers import serve

    load = KINDS[arguments.kind]
    serve.Server(
        arguments.kind, pipes, status, lambda: load(arguments), accept_weaker_cage=arguments.accept_weaker_cage
    ).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
