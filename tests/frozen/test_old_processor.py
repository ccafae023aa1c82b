"""The packaged llama.cpp on a processor of 2008, emulated: no AVX, no AVX2, no FMA. The real model would take hours."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from fakes.refusals import refused
from frozen.bundle import BUNDLE, ROOT, needs_bundle
from frozen.tiny_model import write_model
from redraft.domain.errors import WorkerError
from redraft.workers import client, launch
from redraft.workers.client import WorkerClient

EMULATOR = shutil.which("qemu-x86_64")
OLD = [str(EMULATOR), "-cpu", "Nehalem"]
SECONDS = 600

pytestmark = [
    pytest.mark.skipif(EMULATOR is None, reason="qemu-x86_64 is not installed; on Debian: apt-get install qemu-user"),
    pytest.mark.slow,
    pytest.mark.timeout(900),
]


@pytest.fixture
def emulated(monkeypatch, tmp_path):
    """Starts the model's worker under the emulator, which knows neither Landlock nor seccomp."""

    def start(command: list[str], **variables: str) -> WorkerClient:
        ours = launch.worker_environment("llm")
        monkeypatch.setattr(launch, "worker_command", lambda kind: [*OLD, *command, kind])
        monkeypatch.setattr(launch, "worker_environment", lambda _kind: ours | variables)
        monkeypatch.setattr(client, "HELLO_SECONDS", SECONDS)
        model = write_model(tmp_path / "tiny.gguf")
        options = ["--model", str(model), "--threads", "1", "--accept-weaker-cage"]
        return WorkerClient("llm", options=options)

    return start


@needs_bundle
def test_the_package_reads_on_an_old_processor(emulated) -> None:
    executable, inner = BUNDLE / "redraft", BUNDLE / "_internal"
    # PyInstaller's loader would start the program once more to set these, and that one would not be emulated.
    loader = {"_PYI_ARCHIVE_FILE": str(executable), "_PYI_PARENT_PROCESS_LEVEL": "1", "LD_LIBRARY_PATH": str(inner)}
    with emulated([str(executable), "--worker"], **loader) as worker:
        assert worker.call("info", timeout=SECONDS)["model"]["gpu"] is False
        loaded = Path(f"/proc/{worker.inside}/maps").read_text()
        assert "libggml-cpu-sse42.so" in loaded
        assert "libggml-cpu-haswell.so" not in loaded
        read = worker.call("prepare", {"text": "I live in Leeds."}, timeout=SECONDS)
    # Noise means nothing, but the text was read.
    assert read["evaluated_tokens"] > 0


@pytest.mark.skipif("avx2" not in Path("/proc/cpuinfo").read_text(), reason="this processor is itself an old one")
def test_code_compiled_for_this_processor_dies_there(emulated) -> None:
    """So the test above can fail: the emulator does refuse what an old processor does not know."""
    python = [sys.executable, "-P", "-B", "-m", "redraft.workers.main"]
    with (
        emulated(python, PYTHONPATH=str(ROOT / "app")) as worker,
        refused(WorkerError, "killed by signal 4"),
    ):
        worker.call("info", timeout=SECONDS)
