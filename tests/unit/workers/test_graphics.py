"""Which device files a worker may open. That a card then works was not tried: there was none."""

from __future__ import annotations

import pytest

from redraft.workers.graphics import devices


@pytest.fixture
def machine(tmp_path):
    libraries, below = tmp_path / "lib", tmp_path / "dev"
    (below / "dri").mkdir(parents=True)
    libraries.mkdir()
    for name in ("nvidia0", "nvidiactl", "nvidia-uvm", "dri/renderD128", "dri/card0", "sda", "nvram"):
        (below / name).touch()
    (libraries / "libggml-cpu.so").touch()
    return libraries, below


def test_code_for_the_processor_alone_gets_no_device(machine):
    libraries, below = machine
    assert devices(libraries, below=below) == ()


@pytest.mark.parametrize("library", ["libggml-cuda.so", "libggml-vulkan.so.0", "ggml-vulkan.dll"])
def test_code_for_a_card_gets_the_cards_and_nothing_else(machine, library):
    libraries, below = machine
    (libraries / library).touch()
    found = {path.relative_to(below).as_posix() for path in devices(libraries, below=below)}
    assert found == {"nvidia0", "nvidiactl", "nvidia-uvm", "dri/renderD128"}
