from __future__ import annotations

import sys
from pathlib import Path

import redraft
from redraft.workers import launch


def test_from_source_an_isolated_python_runs_the_beginning():
    command = launch.worker_command("fast")
    assert command[:4] == [sys.executable, "-I", "-S", "-B"]
    assert command[-3:] == [str(Path(redraft.__file__).with_name("start.py")), "worker", "fast"]


def test_frozen_the_app_runs_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert launch.worker_command("llm") == [sys.executable, "--worker", "llm"]


def test_the_environment_is_a_short_list():
    desktop = ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "SSH_AUTH_SOCK"]
    network = ["https_proxy", "HTTP_PROXY", "ALL_PROXY", "HF_TOKEN", "LD_PRELOAD", "PYTHONSTARTUP"]
    given = dict.fromkeys(["HOME", "PATH", "LANG", *desktop, *network], "x")
    environment = launch.worker_environment("llm", given=given)
    assert set(environment) == {"HOME", "PATH", "LANG"}


def test_only_the_fast_tier_is_held_to_one_thread():
    assert launch.worker_environment("fast", given={})["OMP_NUM_THREADS"] == "1"
    assert "OMP_NUM_THREADS" not in launch.worker_environment("llm", given={})
