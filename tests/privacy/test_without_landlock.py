"""What holds where the kernel's Landlock does little or nothing: the step is left out, and a user's file stays."""

from __future__ import annotations

import subprocess
import textwrap
from pathlib import Path

import pytest

from fakes.sandbox import needs_cage
from redraft import start

pytestmark = needs_cage

APP = Path(start.__file__).parents[1]
HARMS = {
    "truncate": "os.truncate(name, 0)",
    "open and empty": "os.close(os.open(name, os.O_RDONLY | os.O_TRUNC))",
    "open to write": "os.close(os.open(name, os.O_WRONLY))",
    "open to write and empty": "open(name, 'w').close()",
    "open to read and write": "os.write(os.open(name, os.O_RDWR), b'!')",
    "open to add": "os.write(os.open(name, os.O_WRONLY | os.O_APPEND), b'!')",
    "creat": "call(85, name.encode(), 0o600)",
    "openat2": "call(437, -100, name.encode(), bytes([1, 2]) + bytes(22), 24)",
    "make a file": "os.close(os.open(name + '2', os.O_RDONLY | os.O_CREAT, 0o600))",
    "make a nameless file": "os.close(os.open(os.path.dirname(name), os.O_RDWR | os.O_TMPFILE, 0o600))",
    "change its mode": "os.chmod(name, 0)",
    "remove it": "os.unlink(name)",
    "rename it": "os.rename(name, name + '3')",
    "link it": "os.link(name, name + '4')",
    "make a folder": "os.mkdir(name + '5')",
    "change its times": "os.utime(name, (0, 0))",
    "list its attributes": "os.listxattr(name)",
    "ask for an attribute": "os.getxattr(name, 'user.redraft')",
}


def tried(harm, path, before=""):
    """What came of it in a cage without Landlock."""
    whole = f"""
        import ctypes, os, platform, sys
        sys.path.append({str(APP)!r})
        def call(number, *arguments):
            if number == 85 and platform.machine() != "x86_64":
                raise PermissionError  # which has no such call
            library = ctypes.CDLL(None, use_errno=True)
            given = [ctypes.c_long(a) if isinstance(a, int) else ctypes.c_char_p(a) for a in arguments]
            if library.syscall(ctypes.c_long(number), *given) < 0:
                raise OSError(ctypes.get_errno(), "")
        from redraft.workers import cage, landlock
        landlock.restrict = lambda *, read, use: 7
        name = {str(path)!r}
        {before}
        status = cage.enter()
        try:
            {harm}
        except OSError as error:
            print(type(error).__name__, error.errno, status.holds)
        else:
            print("it worked")
    """
    command = [*start.command("worker")[:1], *start.FLAGS, "-c", textwrap.dedent(whole)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


@pytest.mark.parametrize("harm", HARMS)
def test_nothing_happens_to_a_file(harm, tmp_path):
    file = tmp_path / "file"
    file.write_text("a user's")
    said = tried(HARMS[harm], file)
    assert said in {"PermissionError 1 True\n", "PermissionError None True\n", "OSError 38 True\n"}
    assert file.read_text() == "a user's"
    assert file.stat().st_mode & 0o777 == 0o644
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


NULL = """
from pathlib import Path
from redraft.workers import memory_files
memory_files.hand_out_null(null)
open(os.devnull, "w").write("dropped")
Path(os.devnull).open("wb").write(b"dropped")
os.write(os.open(os.devnull, os.O_WRONLY), b"dropped")
os.truncate(name, 0)
"""


def test_the_null_device_is_handed_out(tmp_path):
    """What libraries open in order to drop what they print, in the ways in which Python can."""
    code = f"exec({NULL!r})"
    assert tried(code, tmp_path, before="null = os.open(os.devnull, os.O_RDWR)") == "PermissionError 1 True\n"
