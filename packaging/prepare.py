#!/usr/bin/env python3
"""Make a fresh clone ready to run: system libraries, virtual environment, llama.cpp, the app, the model.

    python3 packaging/prepare.py [app] [dev] [bench] [package] [model]

Standard library only, since it runs before anything is installed. Every step is done once: it leaves a stamp that
names what it was made from, and runs again only when that changes. Slow steps go on where Ctrl+C stopped them.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from system_libraries import ensure_system_libraries

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "packaging" / "requirements"
QUIET = ["-qq", "--disable-pip-version-check"]
"""pip's own remarks about mirrors and paths help nobody who typed make; its errors are still shown."""

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "redraft"


def say(message: str) -> None:
    """One line for the person who typed make."""
    print(f"redraft: {message}", flush=True)


def fail(message: str) -> None:
    """Stop with a sentence that says what to do."""
    sys.exit(f"redraft: {message}")


def run(*command: str | Path, quiet: bool = False) -> None:
    """Run a step; its own output is shown only when it fails, unless it is a slow one that reports progress."""
    parts = [str(part) for part in command]
    if not quiet:
        status = subprocess.run(parts, cwd=ROOT, check=False).returncode
        output = ""
    else:
        done = subprocess.run(parts, cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        status, output = done.returncode, done.stdout
    if status != 0:
        sys.stdout.write(output)
        fail(f"this step failed: {' '.join(parts[:6])} … (exit {status}). What it printed stands above.")


def digest(*parts: str | bytes | Path) -> str:
    """A short name for what a step is made from."""
    total = hashlib.sha256()
    for part in parts:
        data = part.read_bytes() if isinstance(part, Path) else part.encode() if isinstance(part, str) else part
        total.update(hashlib.sha256(data).digest())
    return total.hexdigest()[:20]


@contextlib.contextmanager
def step(name: str, made_from: str) -> Iterator[bool]:
    """Yield True when the step has to run; leave its stamp only when it ended well."""
    stamp = VENV / f".redraft-{name}"
    fresh = stamp.is_file() and stamp.read_text() == made_from
    yield not fresh
    if not fresh:
        stamp.write_text(made_from)


def make_environment() -> None:
    """The virtual environment, made anew when its interpreter is gone or another one is used now."""
    made_from = digest(sys.version, str(Path(sys.executable).resolve()))
    stamp = VENV / ".redraft-venv"
    if stamp.is_file() and stamp.read_text() == made_from and PYTHON.exists():
        return
    say("making the virtual environment in .venv")
    run(sys.executable, "-m", "venv", "--clear", VENV)
    stamp.write_text(made_from)


def install_lock(name: str) -> None:
    """Install one locked list; every file must match its recorded hash."""
    lock = LOCKS / f"{name}.txt"
    with step(name, digest(lock)) as needed:
        if needed:
            say(f"installing the locked packages of {lock.relative_to(ROOT)}")
            run(PYTHON, "-m", "pip", "install", *QUIET, "--no-warn-script-location", "--require-hashes",
                "--only-binary=:all:", "-r", lock)  # fmt: skip


def cpu_features() -> str:
    """What the compiler may use here; a wheel compiled for one set must not be taken for another."""
    with contextlib.suppress(OSError):
        info = Path("/proc/cpuinfo").read_text()
        if found := re.search(r"^(?:flags|Features)\s*:\s*(.*)$", info, re.MULTILINE):
            return " ".join(sorted(found.group(1).split()))
    return platform.processor() or platform.machine()


def compile_with_progress(command: list[str]) -> None:
    """Run a ninja build below pip and show how far it is, without its hundreds of lines."""
    tail: list[str] = []
    began = last = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        for line in process.stdout:
            tail = [*tail[-60:], line]
            found = re.search(r"\[(\d+)/(\d+)\]", line)
            if found and time.monotonic() - last > 10:
                last = time.monotonic()
                done, total = int(found.group(1)), int(found.group(2))
                left = (last - began) * (total - done) / max(done, 1) / 60
                say(f"  {done} of {total} files, about {left:.0f} min left")
    if process.returncode != 0:
        sys.stdout.writelines(tail)
        fail("compiling llama.cpp failed; the compiler's words stand above. Run make again to go on where it stopped.")


def unpack(archive: Path, folder: Path) -> None:
    """Unpack sources whose hash pip has checked; by the rules for data where this Python has them (3.11.4 or newer)."""
    with tarfile.open(archive) as opened:
        opened.extraction_filter = getattr(tarfile, "data_filter", None)
        opened.extractall(folder)  # noqa: S202 - the lock holds its hash


def build_llama(lock: Path, folder: Path, arguments: str) -> Path:
    """Compile the wheel of llama-cpp-python into ``folder``; sources and objects stay there until it is done."""
    work = folder / "work"
    sources = work / "source"
    if not (sources / "pyproject.toml").is_file():
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        say("fetching the sources of llama.cpp")
        run(PYTHON, "-m", "pip", "download", *QUIET, "--no-deps", "--no-binary=:all:", "--no-build-isolation",
            "--require-hashes", "-d", work, "-r", lock)  # fmt: skip
        unpack(next(work.glob("*.tar.gz")), work / "unpacked")
        next((work / "unpacked").iterdir()).rename(sources)
    how = f"with {arguments}" if arguments else "for this processor"
    say(f"compiling llama.cpp {how}, once for this machine (8 minutes or more on two cores; Ctrl+C loses nothing)")
    os.environ["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    os.environ["CMAKE_ARGS"] = arguments
    compile_with_progress([
        str(PYTHON), "-m", "pip", "wheel", "-v", "--no-deps", "--no-build-isolation", "-w", str(work / "wheel"),
        "-C", f"build-dir={work / 'build'}", str(sources),
    ])  # fmt: skip
    built = next((work / "wheel").glob("*.whl"))
    target = folder / built.name
    built.replace(target)
    shutil.rmtree(work)
    return target


def install_llama() -> None:
    """llama-cpp-python, compiled for this processor once and kept for every later clone."""
    lock = LOCKS / "llama.txt"
    arguments = os.environ.get("REDRAFT_CMAKE_ARGS", "")
    key = digest(lock, cpu_features(), platform.platform(), sys.version, arguments)
    with step("llama", key) as needed:
        if not needed:
            return
        folder = CACHE / "wheels" / key
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX)
            wheel = next(folder.glob("llama_cpp_python-*.whl"), None) or build_llama(lock, folder, arguments)
        run(PYTHON, "-m", "pip", "install", *QUIET, "--no-deps", "--no-index", "--force-reinstall", wheel)


def install_app() -> None:
    """The app itself, editable, built with what is already here."""
    with step("app", digest(ROOT / "pyproject.toml", str(ROOT))) as needed:
        if needed:
            say("installing redraft")
            run(PYTHON, "-m", "pip", "install", *QUIET, "--no-deps", "--no-build-isolation", "--no-index",
                "-e", ROOT, quiet=True)  # fmt: skip


def install_model() -> None:
    """The default model, found on this computer or fetched and verified."""
    run(VENV / "bin" / "redraft", "models", "install", "--default")


def main(parts: list[str]) -> None:
    """Do what was asked for, in the order of what needs what."""
    ensure_system_libraries(say, fail, tests="dev" in parts, build="app" in parts)
    make_environment()
    install_lock("build")
    install_lock("runtime")
    install_llama()
    install_app()
    for name in ("dev", "bench", "package"):
        if name in parts:
            install_lock(name)
    if "model" in parts:
        install_model()


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - the python that make finds may be older
        fail(f"Python 3.11 or newer is needed; this is {platform.python_version()}. Try: make PYTHON=python3.11")
    try:
        main(sys.argv[1:] or ["app"])
    except KeyboardInterrupt:
        fail("stopped. What is done is kept; the same command goes on from here.")
