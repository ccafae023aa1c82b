"""What belongs into the frozen bundle and what does not: read by the spec that fills it and by the check after it."""

from __future__ import annotations

from fnmatch import fnmatch

SIZE_LIMIT_MB = 350
"""Most that the bundle without a model may weigh, in millions of bytes."""

NEEDED_MODULES = (
    "redraft.__main__", "redraft.storage.keyring_helper", "redraft.workers.reader_service", "redraft.models.fetcher",
    "keyring.backends.SecretService", "secretstorage", "jeepney.io.blocking", "ijson.backends.yajl2_c",
    "stdnum.de.idnr", "phonenumbers.data.region_GB", "sqlcipher3.dbapi2", "openpyxl",
)  # fmt: skip
"""Modules that are imported by name or late, so that a missing one would be noticed last."""

UNWANTED_MODULES = (
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtSql",
    "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PyQt5", "PyQt6", "PySide2",
    "tkinter", "test", "lib2to3", "ensurepip", "pip", "setuptools", "pkg_resources", "wheel", "_pytest", "pytest",
    "hypothesis", "PIL", "IPython", "matplotlib", "scipy", "pandas", "torch", "tensorflow", "mxnet", "jax", "cupy",
    "spacy.tests", "thinc.tests", "srsly.tests", "blis.tests", "preshed.tests", "cymem.tests", "murmurhash.tests",
    "spacy_legacy.tests", "numpy.f2py", "numpy.distutils",
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
    "*libmtmd*", "*.gguf", "redraft_data/resources/*/build*.py",
    "redraft_data/resources/linux/*", "redraft_data/resources/docs/*", "redraft_data/resources/screenshots/*",
)  # fmt: skip
"""Files that no part of the app reads, or that it must not have, by their path in the bundle."""


def is_unwanted(path: str) -> bool:
    """True for a file of the bundle, by its path in it with forward slashes, that must not be there."""
    name = path.replace("\\", "/")
    if "/plugins/" in name and "PySide6" in name:
        return not any(fnmatch(name.split("/plugins/", 1)[1], wanted) for wanted in QT_PLUGINS)
    return any(fnmatch(name, unwanted) for unwanted in UNWANTED_FILES)
