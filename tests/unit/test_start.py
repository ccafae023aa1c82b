"""How a process begins: isolated, with known variables and no descriptors, and where it finds packages."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from redraft import __main__, start

APP = Path(start.__file__).parents[1]
posix = pytest.mark.skipif(os.name != "posix", reason="Windows cannot put a program in the place of another")


def began(code, *flags, pass_fds=(), **variables):
    """What a Python prints that begins anew, where the code stands in for the app."""
    lines = f"""
        import os, sys
        sys.path.insert(0, {str(APP)!r})
        from redraft import start
        start.command = lambda kind: [sys.executable, *start.FLAGS, "-c", {code!r}]
        start.begin_anew(sys.argv[1:])
    """
    done = subprocess.run(
        [sys.executable, "-B", *flags, "-c", textwrap.dedent(lines), "one", "two words"],
        env={"PATH": os.environ["PATH"], "HOME": "/nowhere"} | variables,
        capture_output=True, text=True, timeout=60, check=False, pass_fds=pass_fds,
    )  # fmt: skip
    return done.stdout or done.stderr


@posix
def test_it_is_isolated_and_keeps_its_arguments():
    said = began("import sys; print(sys.flags.isolated, sys.flags.no_site, sys.argv[1:])")
    assert said == "1 1 ['one', 'two words']\n"


@posix
def test_only_known_variables_are_handed_on():
    given = {"LANG": "C.UTF-8", "LC_TIME": "C", "DISPLAY": ":0", "XDG_CONFIG_HOME": "/c", "REDRAFT_MODELS": "/m",
             "https_proxy": "http://p", "PIP_CERT": "/x"}  # fmt: skip
    evil = {"LD_PRELOAD": "", "LD_LIBRARY_PATH": "/e", "PYTHONSTARTUP": "/e", "GTK_MODULES": "e", "QT_PLUGIN_PATH": "e",
            "GCONV_PATH": "/e", "SSH_AUTH_SOCK": "/e", "SECRET_TOKEN": "e"}  # fmt: skip
    said = began("import os; print(sorted(os.environ))", **given, **evil)
    kept = {name.strip("' []\n") for name in said.split(",")} - {"LC_CTYPE", "PATH", "HOME"}
    assert kept == set(given)


@posix
def test_the_new_process_closes_what_the_old_one_held(tmp_path):
    with (tmp_path / "open").open("wb") as held:
        os.set_inheritable(held.fileno(), True)
        command = [*start.command("app"), "--version"]
        code = f"import os; os.execv({command[0]!r}, {command!r})"
        done = subprocess.run(
            ["strace", "-f", "-qq", "-e", "trace=close,close_range", sys.executable, "-c", code],
            pass_fds=[held.fileno()], capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
    assert "close_range(3, " in done.stderr or f"close({held.fileno()})" in done.stderr


def test_a_new_process_does_not_begin_again(monkeypatch):
    monkeypatch.setattr(start, "is_new", lambda: True)
    monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("it began again"))
    start.begin_anew([])


def test_a_frozen_bundle_is_new_and_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start.is_new()
    assert start.packages() == []
    assert start.command("worker") == [sys.executable, "--worker"]


def isolated(code, python=sys.executable, **variables):
    lines = f"import sys; sys.path.insert(0, {str(APP)!r}); from redraft import start; {code}"
    return subprocess.run(
        [python, *start.FLAGS, "-c", lines], env=variables, capture_output=True, text=True, timeout=60, check=True
    ).stdout


def test_packages_are_found_without_pth_files(tmp_path):
    """Those of the environment, and of PYTHONPATH before them; a line of a .pth file adds nothing."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    (tmp_path / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).resolve().parent}\n")
    site = tmp_path / f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    site.mkdir(parents=True)
    (site / "path.pth").write_text(f"{tmp_path / 'elsewhere'}\nimport sys; print('it ran')\n")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "given").mkdir()
    given = os.pathsep.join([str(tmp_path / "given"), "relative", str(tmp_path / "not there")])
    code = "before = list(sys.path); start.add_packages(); print(sys.path[len(before):], sys.prefix)"
    said = isolated(code, str(tmp_path / "bin" / "python"), PYTHONPATH=given)
    assert said == f"{[str(tmp_path / 'given'), str(site)]} {tmp_path}\n"


def test_what_redraft_needs_is_found():
    code = "start.add_packages(); import msgspec, rich, redraft.codec; print('all there')"
    assert isolated(code) == "all there\n"


def test_before_that_nothing_but_redraft_can_be_imported():
    lines = f"""
        import importlib.util, sys
        spec = importlib.util.spec_from_file_location("beginning", {start.__file__!r})
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module._make_importable()
        import redraft.workers.main, redraft.models.standby, redraft.workers.own
        known = {{*sys.stdlib_module_names, "redraft", "beginning", "__main__"}}
        print([name for name in sys.modules if name.split(".")[0] not in known])
        try:
            import msgspec
        except ImportError:
            print("not yet")
    """
    done = subprocess.run(
        [sys.executable, *start.FLAGS, "-c", textwrap.dedent(lines)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\nnot yet\n"


@pytest.mark.parametrize(
    ("arguments", "may"),
    [([], True), (["models", "install"], True), (["--open", "check"], True), (["--language", "de", "models"], True),
     (["check", "models"], False), (["--language", "de", "check", "x"], False), (["rewrite"], False),
     (["doctor", "--prove"], True), (["doctor"], False), (["--help"], False), (["archive", "--budget", "5"], False)],
)  # fmt: skip
def test_a_fetcher_stands_by_where_a_model_may_be_asked_for(arguments, may):
    assert __main__.may_fetch(arguments) is may
