"""The virtual environment that packages are frozen from: `build/package-venv`.

It differs from `.venv` in one thing: llama.cpp is compiled with every variant of its processor code and picks the one
that fits when it starts, so that a package built on a new machine also runs on an old one.
"""

from __future__ import annotations

import os
from pathlib import Path

import prepare

ENVIRONMENT = prepare.ROOT / "build" / "package-venv"
LLAMA_OPTIONS = (
    "-DGGML_NATIVE=OFF",
    "-DGGML_BACKEND_DL=ON",
    "-DGGML_CPU_ALL_VARIANTS=ON",
    # The backends would otherwise land in a folder `bin` beside the package, where nothing looks for them.
    "-DCMAKE_INSTALL_BINDIR=llama_cpp/lib",
    "-DCMAKE_INSTALL_RPATH=$ORIGIN",
    # Redraft reads text only.
    "-DLLAVA_BUILD=OFF",
)


def make_package_environment() -> Path:
    """Make or refresh the environment with the steps and the caches of ``prepare``; return its interpreter."""
    prepare.VENV = ENVIRONMENT
    prepare.PYTHON = ENVIRONMENT / "bin" / "python"
    os.environ["REDRAFT_CMAKE_ARGS"] = " ".join(LLAMA_OPTIONS)
    ENVIRONMENT.parent.mkdir(exist_ok=True)
    prepare.ensure_system_libraries(prepare.say, prepare.fail, tests=False, build=True)
    prepare.make_environment()
    for name in ("build", "runtime"):
        prepare.install_lock(name)
    prepare.install_llama()
    prepare.install_lock("package")
    return prepare.PYTHON


if __name__ == "__main__":
    make_package_environment()
