"""The program of a worker that does nothing useful: it starts as the app's workers do, in the same cage."""

from __future__ import annotations

import sys
from pathlib import Path


def at_hand() -> None:
    """Let clients of the kind ``echo`` start this program from now on."""
    from redraft.workers import launch

    others = launch.worker_command

    def command(kind: str) -> list[str]:
        *python, beginning, _worker = others("fast")[:-1]
        app = str(Path(beginning).parents[1])
        return [*python, str(Path(__file__).resolve()), app, "echo"] if kind == "echo" else others(kind)

    launch.worker_command = command


def _be_a_worker() -> int:
    sys.path.append(sys.argv.pop(1))  # in a checkout there is nothing beside the app's package
    from redraft.workers import calls, main

    service = Path(__file__).resolve().with_name("echo_service.py")
    code = compile(service.read_text("utf-8"), str(service), "exec")  # which cannot be read in the cage

    def echo(_arguments: object) -> object:
        names: dict[str, object] = {"__name__": "echo_service"}
        exec(code, names)
        return names["EchoService"]().methods()

    main.KINDS["echo"] = echo
    calls.OF_WORKER["echo"] = ("getpriority",)
    main.MEMORY["echo"] = 1 << 30
    return main.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(_be_a_worker())
