"""What a graphics card needs in the cage: its device files, and where the drivers keep their descriptions.

NOT TRIED: no such card was at hand. Without a llama.cpp that was compiled for one, the cage stays as it is.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path

BACKENDS = ("ggml-cuda", "ggml-vulkan", "ggml-hip", "ggml-sycl")
"""Libraries of llama.cpp that drive a card, by the beginning of their names."""

DEVICES = ("nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", "nvidia[0-9]*", "dri/renderD*", "kfd")
"""Their device files below ``/dev``."""

DESCRIPTIONS = tuple(
    Path(p)
    for p in (
        "/proc/driver/nvidia", "/proc/devices", "/sys/dev/char", "/sys/class/drm", "/sys/class/kfd",
        "/usr/share/vulkan", "/etc/vulkan", "/usr/share/nvidia", "/usr/share/drirc.d", "/usr/share/libdrm",
    )
)  # fmt: skip
"""Files and folders that the drivers read."""


def devices(libraries: Path | None = None, *, below: Path = Path("/dev")) -> tuple[Path, ...]:
    """The device files of this computer's cards, when the installed llama.cpp can use one; otherwise none.

    ``libraries`` is the folder of llama.cpp's libraries, by default that of the installed package, which is not
    imported for it.
    """
    folder = libraries or _installed()
    if folder is None or not any(_drives_a_card(file.name) for file in _files(folder)):
        return ()
    return tuple(sorted(path for pattern in DEVICES for path in below.glob(pattern)))


def _drives_a_card(name: str) -> bool:
    return name.removeprefix("lib").startswith(BACKENDS)


def _files(folder: Path) -> Iterable[Path]:
    return folder.iterdir() if folder.is_dir() else ()


def _installed() -> Path | None:
    found = importlib.util.find_spec("llama_cpp")
    return None if found is None or found.origin is None else Path(found.origin).parent / "lib"
