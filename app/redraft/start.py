"""How every process of Redraft starts: anew, isolated, before code of any installed package has run.

A package may bring a ``.pth`` file with code that Python runs at every start, before the first line of a program. So
`redraft` puts itself in its own place first, with an interpreter that looks for no such file (``-S``) and heeds no
variable of Python's (``-I``), and which then runs this file by its path. The processes that it starts begin here too.
Each of them locks itself in as far as it has to be, and only then calls :func:`add_packages`.

Run as ``python -I -S start.py KIND …``, with a kind of :data:`KINDS`; a frozen bundle, whose interpreter is always
isolated and runs no such files, as ``redraft --KIND …``. Standard library only.
"""

from __future__ import annotations

import os
import sys

KINDS = {
    "app": "redraft.__main__",
    "worker": "redraft.workers.main",
    "standby": "redraft.models.standby",
    "fetcher": "redraft.models.fetcher",
    "keyring": "redraft.storage.keyring_helper",
}
"""The kinds of processes, and the module whose ``main`` gets the arguments."""

HELPERS = frozenset({"standby", "fetcher", "keyring"})
"""Those that see no text; each enters a filter of its own (:mod:`redraft.workers.helpers`)."""

PROVE = "--prove"
"""What a helper is started with to try what its filter refuses, in place of its work."""

_PR_SET_DUMPABLE = 4

FLAGS = ("-I", "-S")

_OPTIONS = ("faulthandler", "importtime", "utf8")
"""Options ``-X`` that the first interpreter hands on."""

_ONE_BY_ONE = frozenset({
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TERM", "COLORTERM", "COLUMNS", "LINES", "NO_COLOR",
    "FORCE_COLOR", "TMPDIR", "TEMP", "TMP", "PYTHONPATH", "DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XMODIFIERS",
    "XCURSOR_THEME", "XCURSOR_SIZE", "DESKTOP_SESSION", "SESSION_MANAGER", "DBUS_SESSION_BUS_ADDRESS",
    "AT_SPI_BUS_ADDRESS", "IBUS_ADDRESS", "GTK_THEME", "KDE_FULL_SESSION", "KDE_SESSION_VERSION", "QT_QPA_PLATFORM",
    "QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI",
    "QT_SCALE_FACTOR_ROUNDING_POLICY", "QT_AUTO_SCREEN_SCALE_FACTOR", "QT_ENABLE_HIGHDPI_SCALING", "QT_IM_MODULE",
    "QT_IM_MODULES", "QT_ACCESSIBILITY", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "QT_OPENGL", "QT_XCB_GL_INTEGRATION",
    "QT_WAYLAND_DISABLE_WINDOWDECORATION", "LIBGL_ALWAYS_SOFTWARE", "HF_HOME", "HF_HUB_CACHE", "OLLAMA_MODELS",
    "LLAMA_CACHE",
})  # fmt: skip
_BEGINNINGS = ("LC_", "XDG_", "REDRAFT_")
_NETWORK = frozenset({
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE",
})  # fmt: skip
_NETWORK_BEGINNINGS = ("PIP_",)


def command(kind: str) -> list[str]:
    """What starts a process of a kind, from source or from a frozen bundle; its arguments follow."""
    if getattr(sys, "frozen", False):
        return [sys.executable, f"--{kind}"]
    flags = [*FLAGS, *(["-B"] if sys.dont_write_bytecode or kind != "app" else []), *_handed_on()]
    flags += ["-X", "utf8"] if kind == "worker" else []
    return [sys.executable, *flags, os.path.abspath(__file__), kind]


def is_new() -> bool:
    """True in an interpreter that ran no code but Python's own and ours before the first line of Redraft."""
    return bool(getattr(sys, "frozen", False) or (sys.flags.isolated and sys.flags.no_site))


def begin_anew(arguments: list[str]) -> None:
    """Put a new interpreter in the place of this process, unless it is one; with known variables only.

    Not on Windows, which has no such call. What this process opened is closed by the new one.
    """
    if is_new() or os.name != "posix" or not sys.executable:
        return
    kept = {name: value for name, value in os.environ.items() if _known(name) or _for_the_network(name)}
    if "PYTHONPATH" in kept:
        kept["PYTHONPATH"] = os.pathsep.join(os.path.abspath(p) for p in kept["PYTHONPATH"].split(os.pathsep) if p)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os.execve(sys.executable, [*command("app"), *arguments], kept)  # noqa: S606 - ourselves


def packages() -> list[str]:
    """The folders that hold Redraft and the packages it needs, ``PYTHONPATH`` first. No ``.pth`` file is heeded.

    Those of the environment that the interpreter belongs to; a frozen bundle needs none.
    """
    if getattr(sys, "frozen", False):
        return []
    import site  # does nothing by itself under -S

    environment, alone = _environment()
    prefixes = ([environment] if environment else []) + ([] if alone else [sys.base_prefix])
    if environment:
        sys.prefix = sys.exec_prefix = environment
    given = [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if os.path.isabs(p)]
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    shared = site.getsitepackages(prefixes)
    users = [] if alone else [site.getusersitepackages()]
    return [p for p in dict.fromkeys([*given, own, *users, *shared]) if os.path.isdir(p)]


def add_packages() -> None:
    """From here on the installed packages can be imported: the last step of whoever locks itself in."""
    sys.path += [p for p in packages() if p not in sys.path]


def forget_the_network() -> None:
    """Drop the variables that only the fetcher needs: proxies may hold a password."""
    for name in [name for name in os.environ if _for_the_network(name)]:
        del os.environ[name]


def leave_no_dumps() -> None:
    """Let a crash of this process, which may hold texts or a key, write no memory to disk.

    On Linux other programs of the same user can then not look into its memory either. What a system refuses is left.
    """
    try:
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        pass
    if sys.platform.startswith("linux"):
        import ctypes

        ctypes.CDLL(None).prctl(ctypes.c_int(_PR_SET_DUMPABLE), *(ctypes.c_ulong(0),) * 4)


def _known(name: str) -> bool:
    return name in _ONE_BY_ONE or name.startswith(_BEGINNINGS)


def _for_the_network(name: str) -> bool:
    return name.upper() in _NETWORK or name.startswith(_NETWORK_BEGINNINGS)


def _handed_on() -> list[str]:
    given = {name: value for name, value in sys._xoptions.items() if name in _OPTIONS}
    return [part for name, value in given.items() for part in ("-X", name if value is True else f"{name}={value}")]


def _environment() -> tuple[str, bool]:
    """The virtual environment of the interpreter, empty if it has none, and whether its packages are all there are."""
    folder = os.path.dirname(os.path.abspath(sys.executable))
    for place in (folder, os.path.dirname(folder)):
        try:
            with open(os.path.join(place, "pyvenv.cfg"), encoding="utf-8") as file:
                lines = [line.partition("=") for line in file]
        except OSError:
            continue
        said = {name.strip().lower(): value.strip().lower() for name, _, value in lines}
        return place, said.get("include-system-site-packages") != "true"
    return "", False


def _make_importable() -> None:
    """Let ``redraft`` be imported, and nothing that lies beside it."""
    import importlib.util

    here = os.path.dirname(os.path.abspath(__file__))
    spec = importlib.util.spec_from_file_location(
        "redraft", os.path.join(here, "__init__.py"), submodule_search_locations=[here]
    )
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["redraft"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


def be(kind: str, arguments: list[str]) -> int:
    """Be a process of a kind: a helper locks itself in, the others have to do so first thing."""
    import importlib

    status = None
    if kind in HELPERS:
        helpers = importlib.import_module("redraft.workers.helpers")
        status = helpers.lock(kind)
        add_packages()
    module = importlib.import_module(KINDS[kind])
    if status is not None and arguments == [PROVE]:
        proven: int = helpers.answer_proof(kind, status)
        return proven
    code: int = module.main(arguments)
    return code


def main() -> int:
    """Be a process of the kind that the first argument names."""
    kind, *arguments = sys.argv[1:]
    if kind != "worker":  # which gets some on purpose, and closes all others
        os.closerange(3, 65_536)
    leave_no_dumps()
    sys.argv = ["redraft", *arguments]
    _make_importable()
    return be(kind, arguments)


if __name__ == "__main__":
    sys.exit(main())
