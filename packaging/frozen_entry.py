"""Where the frozen executable starts: the window, the command line, a worker or the fetcher."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from redraft.usecases.methods import Methods

BUNDLE = Path(getattr(sys, "_MEIPASS", ""))


def load_processor_code() -> None:
    """Let llama.cpp take the variant of its processor code that fits this computer, from the bundle and nowhere else.

    The packaged llama.cpp has none built in. Left alone it would look beside the executable and then in the current
    folder, where a stranger's library could lie. The call goes through the handle of libllama, so that it reaches the
    very copy of ggml that libllama uses.
    """
    import llama_cpp

    load = llama_cpp.llama_cpp._lib.ggml_backend_load_all_from_path
    load.argtypes, load.restype = (ctypes.c_char_p,), None
    load(str(BUNDLE / "llama_cpp" / "lib").encode())


def with_processor_code() -> None:
    """Let the model's worker do so when it loads, which is in its cage: not before, since it runs code of packages."""
    from redraft.workers import main

    load = main.KINDS["llm"]

    def loaded(arguments: argparse.Namespace) -> Methods:
        load_processor_code()
        return load(arguments)

    main.KINDS["llm"] = loaded


def offer_bundled_models() -> None:
    """Link the models of an offline package into the user's folder of models, where all others lie too.

    A full or read-only home changes nothing but that the app will say that no model is installed.
    """
    weights = list((BUNDLE / "redraft_data" / "weights").glob("*.gguf"))
    if not weights:
        return
    from redraft.models.store import ModelStore

    folder = ModelStore().folder
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for file in weights:
            link = folder / file.name
            if link.is_symlink() and not link.exists():
                link.unlink()
            if not link.exists():
                link.symlink_to(file)


if __name__ == "__main__":
    # The app's modules lie inside the executable. The cage of the workers lets them read what is on the module path,
    # and they still import modules when they are in it.
    sys.path.append(sys.executable)
    from redraft import start

    if sys.argv[1:3] == ["--worker", "llm"]:
        with_processor_code()
    elif sys.argv[1:2] not in [[f"--{kind}"] for kind in start.KINDS]:
        offer_bundled_models()
    from redraft.__main__ import main

    sys.exit(main())
