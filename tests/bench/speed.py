"""Time and memory of a check: ``python tests/bench/run.py speed --data FILE --out FILE.jsonl``.

``FILE`` holds rows of ``{"id", "text"}``. One line a row: seconds of the fast tier and of the model, tokens, and the
memory of both workers at their peak. The first row also has the time from nothing to the first fast findings.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

from run import Options, pending, write_row

from redraft.bootstrap import Parts
from redraft.usecases.ports import Pass


def run(data: Path, out: Path, options: Options) -> None:
    """Check every text as the app does."""
    began = time.perf_counter()
    with Parts() as parts, out.open("a", encoding="utf-8") as file:
        attacker = parts.attacker
        check = parts.check(attacker)
        first: dict[str, float] = {}
        for row in pending(data, out, options):
            on_fast = None if first else lambda _: first.update(seconds=time.perf_counter() - began)
            report = check.run(row["text"], depth=Pass(options.depth), on_fast=on_fast)
            again = time.perf_counter()
            parts.fast.detect(row["text"] + ".")
            write_row(
                file,
                {
                    "id": row["id"],
                    "words": len(row["text"].split()),
                    "start_to_fast_seconds": round(first["seconds"], 2),
                    "fast_again_ms": round((time.perf_counter() - again) * 1000, 1),
                    "model_seconds": round(report.timings.model, 2),
                    "draft_tokens": report.timings.draft_tokens,
                    "evaluated_tokens": report.timings.evaluated_tokens,
                    "generated_tokens": report.timings.generated_tokens,
                    "peak_mb": {client.kind: peak_megabytes(client.pid) for client in parts.workers()},
                },
            )


def peak_megabytes(pid: int | None) -> int | None:
    """The most memory that a process ever held (VmHWM), None where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    if pid is None or not status.is_file():
        return None
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
    return int(found.group(1)) // 1024 if found else None
