"""The check of music."""

from __future__ import annotations

from redraft.bootstrap import warming
from redraft.detectors.title_language import identify
from redraft.exposure.anonymity import assess
from redraft.usecases.archive_ports import Reader
from redraft.usecases.check_playlist import CheckPlaylist
from redraft.workers.fast_client import FastWorker
from redraft.workers.llm_client import LlmWorker


def check_playlist(reader: Reader, fast: FastWorker, judge: LlmWorker | None, budget: float | None) -> CheckPlaylist:
    """``budget``: the seconds that the model may take, None as long as it needs. Lists and model are read meanwhile."""
    warming.behind(warming.music, warming.statistics, *([judge.load] if judge is not None and budget != 0 else []))
    return CheckPlaylist(
        reader, fast, judge, assess, budget, identify=identify, prepare=lambda: warming.behind(fast.warm)
    )
