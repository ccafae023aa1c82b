"""Seconds and memory of an archive of 30-word posts through the importer and the fast tier: the whole path, no model.

``run.py archive_speed --data synthpai_dev.jsonl --out FILE.jsonl --set posts=100000``. It is an archive of X whose
posts are sentences of the rows, put together anew so that no post repeats. Wall time is what counts on a quiet machine;
processor seconds over all processes, divided by the cores, say what it would be when others are at work. Memory is
each process's peak (VmHWM); ``all_but_shared`` leaves out what of pages that several have mapped is counted too often.
The share of pieces that reach the recogniser and the parser is that of the first 3,000.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import re
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from run import Options, choose, read_rows, write_row

from redraft.bootstrap import Parts
from redraft.domain.archive import ReadChoices
from redraft.storage.memory import MemoryRecords
from redraft.usecases.scan_plan import ScanPlan, open_archive

WORDS = 30
SAMPLE = 3_000
_TICKS = os.sysconf("SC_CLK_TCK")


def run(data: Path, out: Path, options: Options) -> None:
    """One row: times, rates, memory, shares."""
    number = int(options.extra.get("posts", 100_000))
    sentences = [s for row in choose(read_rows(data), options) for s in _sentences(row["comments"])]
    with tempfile.TemporaryDirectory() as folder, Parts() as parts:
        path = Path(folder) / "x.zip"
        # In a process of its own: telling a million posts apart would be the largest thing in this one's memory.
        maker = multiprocessing.get_context("fork").Process(target=build, args=(path, sentences, number))
        maker.start()
        maker.join()
        opened, match = open_archive(parts.reader, [path])
        plan = ScanPlan(match, opened.fingerprint, ReadChoices(match.platform), budget=0.0)
        began, used = time.perf_counter(), time.process_time()
        report = parts.scan(plan, checkpoints=MemoryRecords()).run()
        wall = time.perf_counter() - began
        clients = [parts.reader.client, parts.fast.client, parts.second_fast.client]
        pids = {f"{c.kind} {i}": c.pid for i, c in enumerate(clients) if c.pid is not None}
        memory = {"app": _peak(os.getpid())} | {name: _peak(pid) for name, pid in pids.items()}
        shared = sum(_shared(pid) for pid in pids.values())
        cpu = time.process_time() - used + sum(_processor(pid) for pid in pids.values())
    from redraft.detectors.tier import Tier  # not before: it is no part of the app's own process

    cores = os.cpu_count() or 1
    tier = Tier()
    tier.detect_many([text for text, _ in zip(_posts(sentences), range(SAMPLE), strict=False)])
    row = {
        "id": f"{number} posts",
        "scanned": report.scanned,
        "wall_seconds": round(wall, 1),
        "processor_seconds": round(cpu, 1),
        "seconds_if_alone": round(cpu / cores, 1),
        "posts_a_second_if_alone": round(number / (cpu / cores)),
        "peak_mb": memory | {"all": sum(memory.values()), "all_but_shared": sum(memory.values()) - shared},
        "recognised": round(tier.pieces_recognised / tier.pieces_seen, 3),
        "parsed": round(tier.pieces_parsed / tier.pieces_seen, 3),
        "findings": sum(t.posts for t in report.traits),
    }
    print(json.dumps(row))
    with out.open("a", encoding="utf-8") as file:
        write_row(file, row)


def build(path: Path, sentences: list[str], number: int) -> None:
    """An X archive of so many posts."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("data/tweets.js", "w", force_zip64=True) as out,
    ):
        out.write(b"window.YTD.tweets.part0 = [")
        for at, (text, _) in enumerate(zip(_posts(sentences), range(number), strict=False)):
            when = f"Sat Jan 07 {at // 3600 % 24:02}:{at // 60 % 60:02}:{at % 60:02} +0000 {2008 + at * 15 // number}"
            tweet = {"id_str": str(at), "full_text": text, "created_at": when, "entities": {"urls": []}}
            out.write((",\n" if at else "").encode() + json.dumps({"tweet": tweet}).encode())
        out.write(b"]")


def _sentences(comments: list[str]) -> Iterator[str]:
    for comment in comments:
        yield from (s for s in re.split(r"(?<=[.!?])\s+|\n+", comment) if 2 <= len(s.split()) <= WORDS)


def _posts(sentences: list[str]) -> Iterator[str]:
    rng, seen = random.Random(1), set()
    while True:
        words: list[str] = []
        while len(words) < WORDS:
            words += rng.choice(sentences).split()
        text = " ".join(words[: WORDS + 6])
        if hash(text) not in seen:
            seen.add(hash(text))
            yield text


def _peak(pid: int) -> int:
    found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) // 1024 if found else 0


def _shared(pid: int) -> int:
    """Megabytes of its pages, such as those of libraries, that count as other processes' too (proc_pid_smaps(5))."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    sizes = {name: int(size) for name, size in re.findall(r"^(Rss|Pss):\s*(\d+)", rollup, re.MULTILINE)}
    return (sizes["Rss"] - sizes["Pss"]) // 1024


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
