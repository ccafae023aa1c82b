"""The cage and what may not be read or written, tried by somebody who is not root: in CI root may do everything."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import textwrap
from functools import cache
from pathlib import Path

import pytest

import redraft
from fakes.sandbox import needs_cage

pytestmark = needs_cage

APP = Path(redraft.__file__).parents[1]
NEEDED = tuple(Path(folder).resolve() for folder in (sys.base_prefix, sys.prefix, APP.parent))
"""Folders that a session reads: the interpreter, its packages, the app with its resources."""
NOBODY = 65_534
AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--bounding-set=-all")


def closed_above(path: Path) -> Path | None:
    """The outermost folder on the way to a path that not everybody may enter."""
    return next((f for f in reversed(path.parents) if not f.stat().st_mode & stat.S_IXOTH), None)


def opening() -> str:
    """A script that lets everybody reach :data:`NEEDED`, in a view of the files of its own, and then runs a command.

    Where the interpreter lies in root's own folder, an empty open folder is laid over that one, in which nothing but
    what is needed can be seen.
    """
    lines = ["set -e", "mount -t tmpfs -o mode=755 none /media"]
    hidden = [(number, path, closed) for number, path in enumerate(NEEDED) if (closed := closed_above(path))]
    lines += [f"mkdir /media/{number} && mount --rbind '{path}' /media/{number}" for number, path, _ in hidden]
    lines += [f"mount -t tmpfs -o mode=755 none '{closed}'" for closed in sorted({closed for _, _, closed in hidden})]
    lines += [f"mkdir -p '{path}' && mount --rbind /media/{number} '{path}'" for number, path, _ in hidden]
    return "\n".join([*lines, 'exec "$@"']) if hidden else ""


@cache
def dropped() -> tuple[str, ...]:
    """What a command is put behind to run without privileges: as the user nobody, when root runs the tests.

    As a root without any capability, whom permissions bind like everybody else, where the interpreter can neither be
    reached by others nor be shown to them.
    """
    if os.geteuid() != 0:
        return ()
    script = opening()
    behind = ("unshare", "--mount", "sh", "-c", script, "sh", *AS_NOBODY) if script else AS_NOBODY
    tried = subprocess.run([*behind, sys.executable, "-c", ""], capture_output=True, check=False, cwd="/")
    return behind if tried.returncode == 0 else ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


@pytest.fixture
def home(tmp_path):
    """A home that the unprivileged user owns; root's folder of temporary files may be closed to others."""
    made = Path("/tmp") / f"redraft-test-{os.getpid()}-{tmp_path.name}"
    made.mkdir(mode=0o700)
    if set(AS_NOBODY) <= set(dropped()):
        os.chown(made, NOBODY, NOBODY)
    yield made
    shutil.rmtree(made)


def run(code, home, *arguments):
    return subprocess.run(
        [*dropped(), sys.executable, "-B", "-c", textwrap.dedent(code), *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": str(APP)},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_privileges_are_really_dropped(home):
    closed = home / "closed"
    done = run(
        """
        import os, sys
        os.close(os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY, 0))
        try:
            os.open(sys.argv[1], os.O_RDONLY)
        except PermissionError:
            print("refused", *os.getresuid(), *os.getresgid(), os.getgroups())
        """,
        home,
        closed,
    )
    who = [NOBODY] * 6 if os.geteuid() == 0 else [*os.getresuid(), *os.getresgid()]
    if dropped() and not set(AS_NOBODY) <= set(dropped()):
        pytest.skip("root's folder can be shown to nobody here, so root ran the other tests, without any capability")
    groups = [] if os.geteuid() == 0 else os.getgroups()
    assert done.stdout == f"refused {' '.join(map(str, who))} {groups}\n", done.stderr


@pytest.mark.parametrize("kind", ["reader", "fast"])
def test_the_whole_cage_is_on_and_every_attempt_is_refused(home, kind):
    done = run(
        """
        import sys
        from pathlib import Path
        from redraft.workers import cage
        from redraft.workers.client import WorkerClient
        from redraft.workers.proof import prove_worker
        with WorkerClient(sys.argv[1]) as client:
            client.load()
            proof = prove_worker(client, models=Path(sys.argv[2]))
            off = [missing.part for missing in client.status().off]
            print(proof.holds, set(off) <= set(cage.IF_ALLOWED), [a.what for a in proof.attempts if not a.refused])
        """,
        home,
        kind,
        home,
    )
    assert done.stdout == "True True []\n", done.stderr
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("command", [["check", "--fast"], ["rewrite", "--fast"], ["archive", "--budget", "0"]])
def test_a_file_one_may_not_read_is_said(home, command):
    draft = home / "draft.txt"
    draft.write_text("secret")
    draft.chmod(0)
    done = run("import sys; from redraft.cli.main import main; sys.exit(main(sys.argv[1:]))", home, *command, draft)
    assert done.returncode == 2
    assert "may not be read" in done.stderr or "no permission to read" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_and_a_store_that_cannot_be_written_are_said(home):
    done = run(
        """
        import os, sys
        from pathlib import Path
        from redraft.domain.errors import StoreError
        from redraft.speech.now import worded
        from redraft.storage.folder import Protection
        from redraft.storage.settings import SettingsFile
        from redraft.storage.vault import Vault
        home = Path(sys.argv[1])
        vault = Vault(home / "store")
        vault.create(Protection.PASSPHRASE, lambda: "four quite random words").close()
        (home / "store").chmod(0o500)
        home.chmod(0o500)
        for what in (
            lambda: SettingsFile(home / "settings.json").put("theme", "dark"),
            lambda: vault.rotate(Protection.PASSPHRASE, lambda: "four quite random words", lambda: "four other words"),
            lambda: vault.open(lambda: "four quite random words").close() or vault.erase(),
            lambda: Vault(home / "another").create(Protection.PASSPHRASE, lambda: "four quite random words"),
        ):
            try:
                what()
            except StoreError as error:
                print(worded(error.problem))
        home.chmod(0o700)
        (home / "store").chmod(0o700)
        """,
        home,
        home,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert len(said) == 4
    assert all("Permission denied" in line or "may not be written" in line for line in said), said
