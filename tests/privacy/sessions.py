"""Whole sessions of Redraft in a home of their own, under strace, so that all they reach and write can be looked at."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import redraft
from redraft.cli.main import parser
from redraft.models.store import ModelStore

HERE = Path(__file__).parent
APP = Path(redraft.__file__).parents[1]
DRAFT = "I am Zebulon Quartermaine, a night nurse in Leeds since my divorce. Write to zebulon@example.org."
TELLING = ("Zebulon", "Quartermaine", "zebulon@example.org", "night nurse", "divorce")
"""Pieces of the draft that may be found nowhere."""

NETWORK_CODE = (
    "PySide6.QtNetwork",
    "ssl",
    "http.client",
    "urllib.request",
    "requests",
    "urllib3",
    "httpx",
    "aiohttp",
    "keyring",
    "spacy",
    "llama_cpp",
)
"""What neither the window nor a command may load: network code, and what would load it."""

THREADS = ("--threads", "1")
"""Two would wait for each other without end on a machine that is busy with other things."""

NETWORK = re.compile(r"\b(?:socket|connect|bind|sendto|sendmsg|sendmmsg)\(.*\b(AF_(?!UNIX|UNSPEC)\w+)")
UNIX_CONNECT = re.compile(r'\bconnect\(.*sun_path=@?"([^"]*)"')
_WRITES = re.compile(r'\b(?:openat?\((?:AT_FDCWD, )?|creat\()"([^"]*)", [^)]*O_(?:WRONLY|RDWR|CREAT)')
_CHANGES = re.compile(r'\b(?:mkdir|mkdirat|rename|renameat2?|link|linkat|symlink|symlinkat|mknodat)\([^"]*"([^"]*)"')
_TRACED = (
    "network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknodat,"
    "memfd_create,io_uring_setup"
)


@dataclass(frozen=True)
class Session:
    """What one session printed, wrote and asked of the system."""

    home: Path
    done: subprocess.CompletedProcess[str]
    calls: tuple[str, ...]
    before: dict[str, bytes]
    after: dict[str, bytes]

    @property
    def networked(self) -> list[str]:
        """Calls that name a family of sockets other than Unix's, refused or not."""
        return [call for call in self.calls if NETWORK.search(call)]

    @property
    def connected(self) -> set[str]:
        """Unix sockets that something tried to connect to."""
        return {found.group(1) for call in self.calls if (found := UNIX_CONNECT.search(call))}

    @property
    def written(self) -> set[str]:
        """Paths that were opened for writing, made or renamed, as the system calls named them; failures left out."""
        named = (_WRITES.search(call) or _CHANGES.search(call) for call in self.calls if " = -1 " not in call)
        return {found.group(1) for found in named if found}


def kinds() -> list[str]:
    """The sessions there are: those of commands that exist, and the window."""
    choices = parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    return [name for name in ("check", "rewrite", "archive", "playlist") if name in choices] + ["window"]


def command(kind: str, home: Path) -> list[str]:
    """What is run; the draft lies outside the home, as a user's file would."""
    code = (
        "import atexit, logging, sys; logging.basicConfig(level=logging.DEBUG, filename=sys.argv.pop(1));"
        f"atexit.register(lambda: logging.debug('loaded %s', [n for n in {NETWORK_CODE} if n in sys.modules]));"
        "logging.debug('the log is on'); from {module}"
    )
    logged = [sys.executable, "-B", "-X", "faulthandler", "-c"]
    log = str(home.parent / "debug.log")
    if kind == "window":
        given = (str(archive(home.parent)), str(playlist(home.parent)))
        return [*logged, code.format(module="privacy.window_session import main; sys.exit(main())"), log, *given]
    logged += [code.format(module="redraft.__main__ import run; sys.exit(run(sys.argv[1:]))"), log]
    if kind == "archive":
        return [*logged, "archive", str(archive(home.parent)), "--budget", "5s", "--json", *THREADS]
    if kind == "playlist":
        return [*logged, "playlist", str(playlist(home.parent)), "--json", *THREADS]
    draft = home.parent / "draft.txt"
    draft.write_text(DRAFT)
    return [*logged, kind, str(draft), "--first", "--json", *THREADS]


def archive(folder: Path) -> Path:
    """A folder of Reddit comments that hold the draft."""
    made = folder / "reddit"
    made.mkdir(exist_ok=True)
    row = '"id{n}","/r/leeds/1","2024-01-0{n} 10:00:00 UTC","","leeds","0","","{text}",""'
    rows = [row.format(n=n, text=DRAFT) for n in range(1, 4)]
    (made / "comments.csv").write_text("\n".join(["id,permalink,date,ip,subreddit,gildings,link,body,media", *rows]))
    (made / "statistics.csv").write_text("statistic,value\naccount name,zebulon\n")
    return made


def playlist(folder: Path) -> Path:
    """An Exportify file whose name a user wrote."""
    made = folder / "Quartermaine.csv"
    header = "Track URI,Track Name,Artist Name(s),Album Name,Added At"
    rows = [f"spotify:track:{n:022d},Song {n},Artist {n},Album,2024-01-01T00:00:00Z" for n in range(3)]
    made.write_text("\n".join([header, *rows]))
    return made


def environment(home: Path) -> dict[str, str]:
    """A user's: everything that may be written is in ``home``, and the real models are where they are."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join([str(APP), str(HERE.parent)]),
        "QT_QPA_PLATFORM": "offscreen",
        "REDRAFT_MODELS": str(ModelStore().folder),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/run/bus",
    }


def run(kind: str, folder: Path, *before: str, timeout: float = 280) -> subprocess.CompletedProcess[str]:
    """One session in ``folder/home``."""
    home = folder / "home"
    for part in ("tmp", "run", ".cache", ".config", ".local/share", "Documents"):
        (home / part).mkdir(parents=True, exist_ok=True)
    (home / "run").chmod(0o700)
    with subprocess.Popen(
        [*before, *command(kind, home)],
        env=environment(home),
        cwd=home / "Documents",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # what strace follows would live on without it
            out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def traced(kind: str, folder: Path) -> Session:
    """One session under strace, with what lay in its home before and after."""
    home, trace = folder / "home", folder / "trace"
    (home / ".config" / "redraft").mkdir(parents=True)
    (home / ".config" / "redraft" / "settings.json").write_text(json.dumps({"threads": THREADS[1]}))
    before = tree(home)
    strace = ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "200", "-e", f"trace={_TRACED}", "-o", str(trace)]
    alone = ["unshare", "-rn"] if kind == "rewrite" and can_be_alone() else []
    done = run(kind, folder, *strace, *alone)
    return Session(home, done, tuple(trace.read_text(errors="replace").splitlines()), before, tree(home))


@cache
def can_be_alone() -> bool:
    """True where a process can be given an empty network namespace."""
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path from there."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
