"""What belongs into the wheel and the frozen bundle: for those that fill them and those that check them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

DATA = ("models", "resources")
"""Folders of the project that ship beside the code."""

NOT_SHIPPED = ("models/corpus", "models/fitting", "resources/docs", "resources/linux", "resources/screenshots")
"""Folders in them that are for people who work on Redraft."""

NOT_SHIPPED_FILES = ("build*.py", "*.po", "*.pyc", "*.part")

WEIGHTS_THAT_SHIP = "models/encoder"
"""Weights anywhere else are fetched, or packed into the offline bundle's own folder."""

SIZE_LIMIT_MB = 350 + 60
"""Most that the bundle without a model may weigh, in millions of bytes: the app, and what was learnt (``models``)."""

NEEDED_MODULES = (
    "redraft.__main__", "redraft.storage.keyring_helper", "redraft.workers.reader_service", "redraft.models.fetcher",
    "redraft.models.standby", "redraft.workers.helpers",
    "redraft.languages.en",
    "keyring.backends.SecretService", "secretstorage", "jeepney.io.blocking", "ijson.backends.yajl2_c",
    "stdnum.de.idnr", "phonenumbers.data.region_GB", "sqlcipher3.dbapi2", "openpyxl", "mammoth.docx", "pypdf",
    "PIL.JpegImagePlugin", "PIL.WebPImagePlugin", "PIL.TiffImagePlugin", "pi_heif", "zxingcpp",
)  # fmt: skip
"""Modules that are imported by name or late, so that a missing one would be noticed last."""

UNWANTED_MODULES = (
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtSql",
    "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PyQt5", "PyQt6", "PySide2",
    "tkinter", "test", "lib2to3", "ensurepip", "pip", "setuptools", "pkg_resources", "wheel", "_pytest", "pytest",
    "hypothesis", "IPython", "matplotlib", "scipy", "pandas", "torch", "tensorflow", "mxnet", "jax", "cupy",
    "spacy.tests", "thinc.tests", "srsly.tests", "blis.tests", "preshed.tests", "cymem.tests", "murmurhash.tests",
    "spacy_legacy.tests", "numpy.f2py", "numpy.distutils",
    "PIL._avif", "PIL.AvifImagePlugin", "PIL._imagingtk", "PIL.ImageTk", "PIL.ImageQt", "PIL.ImageGrab",
    "llama_cpp.server", "chardet", "phonenumbers.geodata", "phonenumbers.carrierdata", "phonenumbers.tzdata",
    "py3langid.server", "uvicorn", "fastapi", "lxml", "cyclonedx", "piplicenses", "PyInstaller",
)  # fmt: skip
"""Modules that nothing in the app reaches, or that it must not have."""

QT_PLUGINS = (
    "platforms/libqxcb.so", "platforms/libqwayland*.so", "platforms/libqoffscreen.so", "platforms/libqminimal.so",
    "platformthemes/libqxdgdesktopportal.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "iconengines/libqsvgicon.so", "imageformats/libqsvg.so", "imageformats/libqico.so",
    "wayland-shell-integration/libxdg-shell.so", "wayland-decoration-client/*.so",
    "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
    "xcbglintegrations/*.so", "accessiblebridge/*.so",
    # Windows and macOS
    "platforms/qwindows.dll", "platforms/qoffscreen.dll", "styles/qmodernwindowsstyle.dll", "iconengines/qsvgicon.dll",
    "imageformats/qsvg.dll", "imageformats/qico.dll",
    "platforms/libqcocoa.dylib", "platforms/libqoffscreen.dylib", "styles/libqmacstyle.dylib",
    "iconengines/libqsvgicon.dylib", "imageformats/libqsvg.dylib", "imageformats/libqicns.dylib",
)  # fmt: skip
"""The Qt plugins that the window uses; every other one is left out."""

STRIPPED = ("spacy", "thinc", "blis", "srsly", "preshed", "cymem", "murmurhash", "pydantic_core", "cryptography",
            "llama_cpp", "libipld", "sqlcipher3", "libpython3*", "python3.*")  # fmt: skip
"""Parts whose libraries come with symbols that only a debugger reads: of spaCy's 114 MB they are 95. Those of numpy and
Qt are not touched: tools that repack wheels leave them in an order that `strip` breaks."""

UNWANTED_FILES = (
    "*libQt6Network*", "*Qt6Network*", "*QtNetwork*", "*libQt6Qml*", "*Qt6Qml*", "*libQt6Quick*", "*Qt6Quick*",
    "*libQt6VirtualKeyboard*", "*libQt6Pdf*", "*libQt6Designer*", "*/qml/*", "*.qml", "*.qmltypes",
    "*/tests/*", "*/test/*", "*/conftest.py",
    "*.pyx", "*.pxd", "*.pyi", "*.hh", "*.cpp", "*.h", "*.c",
    "libgtk-3*", "libgdk*", "libepoxy*", "libatk*", "libcairo*", "libpango*",
    "*libmtmd*", "*.gguf",
)  # fmt: skip
"""Files that no part of the app reads, or that it must not have, by their path in the bundle."""


def ships(path: str) -> bool:
    """True for a file or folder of the data that ships, by its path in the project with forward slashes."""
    place = PurePosixPath(path)
    if any(place.is_relative_to(folder) for folder in NOT_SHIPPED) or "__pycache__" in place.parts:
        return False
    if fnmatch(place.name, "*.gguf"):
        return place.is_relative_to(WEIGHTS_THAT_SHIP)
    return not any(fnmatch(place.name, unwanted) for unwanted in NOT_SHIPPED_FILES)


def copy_data(root: Path, target: Path) -> None:
    """Copy what ships of the data of the project at ``root`` into a new folder."""

    def left_out(folder: str, names: Iterable[str]) -> set[str]:
        inside = Path(folder).relative_to(root)
        return {name for name in names if not ships((inside / name).as_posix())}

    for name in DATA:
        shutil.copytree(root / name, target / name, ignore=left_out)


def altered(root: Path, target: Path) -> list[str]:
    """The files that ship and are missing in ``target``, or other bytes there, by their path in the project."""
    files = [p for folder in DATA for p in sorted((root / folder).rglob("*")) if p.is_file()]
    wanted = [name for name in (p.relative_to(root).as_posix() for p in files) if ships(name)]
    return [n for n in wanted if not (target / n).is_file() or (target / n).read_bytes() != (root / n).read_bytes()]


def is_unwanted(path: str) -> bool:
    """True for a file of the bundle, by its path in it with forward slashes, that must not be there."""
    name = path.replace("\\", "/")
    if name.startswith("redraft_data/"):
        return not ships(name.removeprefix("redraft_data/"))
    if "/plugins/" in name and "PySide6" in name:
        return not any(fnmatch(name.split("/plugins/", 1)[1], wanted) for wanted in QT_PLUGINS)
    return any(fnmatch(name, unwanted) for unwanted in UNWANTED_FILES)
