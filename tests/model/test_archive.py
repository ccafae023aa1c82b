"""A scan with the real model: what it concludes rests on posts of the archive, word for word."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes.sandbox import needs_cage
from redraft.bootstrap import Options, Parts
from redraft.domain.archive import ReadChoices
from redraft.domain.profile import ArchiveReport, Progress, Stage
from redraft.storage.memory import MemoryRecords
from redraft.usecases.scan_plan import ScanPlan, open_archive
from redraft.usecases.stages import ScanStage

pytestmark = [needs_cage, pytest.mark.model, pytest.mark.slow]

POSTS = [
    "Third lap of the park, then rain for the rest of the day.",
    "The kids in my class laughed at my chalk drawing of a volcano all through geography.",
    "Marked thirty essays on the tram home, red ink on both hands.",
    "That update broke the search again.",
    "Parents' evening until nine. My voice is gone and so is the coffee in the staff room.",
    "The sequel was worth the wait.",
]


def told(stages: Iterator[ScanStage], hear: Callable[[Progress], None]) -> Iterator[ArchiveReport]:
    """The reports, while ``hear`` follows how far it is."""
    for stage in stages:
        if isinstance(stage, Progress):
            hear(stage)
        elif isinstance(stage, ArchiveReport):
            yield stage


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "posts.csv").write_text(
        "id,date,text\n" + "".join(f'{n},2020-01-0{n + 1},"{t}"\n' for n, t in enumerate(POSTS))
    )
    return tmp_path / "posts.csv"


@pytest.mark.timeout(600)
def test_the_model_is_killed_whenever_it_reads_and_nothing_but_its_answer_is_missing(archive: Path) -> None:
    store = MemoryRecords()
    with Parts(Options(cpu=True)) as parts:
        opened, match = open_archive(parts.reader, [archive])
        plan = ScanPlan(match, opened.fingerprint, ReadChoices("csv"), budget=300.0)
        killed: set[int] = set()

        def kill(progress: Progress) -> None:
            pid = parts.attacker.client.pid
            if progress.stage is Stage.ASKING and pid is not None and pid not in killed:
                killed.add(pid)
                os.kill(pid, signal.SIGKILL)

        *_, broken = told(parts.scan(plan, attacker=parts.attacker, checkpoints=store).stages(), kill)
        assert len(killed) == 2
        assert [n.code for n in broken.notes] == ["model"]
        assert (broken.counts.kept, broken.scanned) == (len(POSTS), len(POSTS))
        once = set()

        def kill_once(progress: Progress) -> None:
            pid = parts.attacker.client.pid
            if progress.stage is Stage.ASKING and pid is not None and not once:
                once.add(pid)
                os.kill(pid, signal.SIGKILL)

        scan = parts.scan(plan, attacker=parts.attacker, checkpoints=store)
        *_, report = told(scan.stages(resume=True), kill_once)
    assert once - killed
    assert report.finished
    assert (report.counts, report.scanned) == (broken.counts, len(POSTS))
    assert not [n for n in report.notes if n.code in {"model", "resume"}]
    assert report.timings.posts_asked >= 3
    assert "occupation" in {t.attribute.value for t in report.traits}


@pytest.mark.timeout(300)
def test_the_model_reads_the_telling_posts_and_what_the_cuts_leave(archive: Path) -> None:
    heard: list[Progress] = []
    with Parts(Options(cpu=True)) as parts:
        opened, match = open_archive(parts.reader, [archive])
        plan = ScanPlan(match, opened.fingerprint, ReadChoices("csv"), budget=90.0)
        *_, report = told(parts.scan(plan, attacker=parts.attacker).stages(), heard.append)
    assert report.finished
    assert report.model is not None
    assert report.timings.evaluated_tokens > 0
    assert 3 <= report.timings.posts_asked <= len(POSTS)
    assert "occupation" in {t.attribute.value for t in report.traits}
    for trait in report.traits:
        for carrier in trait.carriers:
            assert carrier.post.text in POSTS
            assert all(e.quote == carrier.post.text[e.start : e.end] for e in carrier.evidence)
    assert [p.stage for p in heard if p.stage is Stage.ASKING]
    assert heard[-1].stage is Stage.DONE
