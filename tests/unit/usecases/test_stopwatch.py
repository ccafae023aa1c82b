from __future__ import annotations

import threading

import pytest

from redraft.assets import resource
from redraft.domain.errors import Cancelled, ModelError
from redraft.domain.message import verbatim
from redraft.storage.settings import SETTINGS
from redraft.usecases import stopwatch
from screenshots.scripted import ScriptedAttacker, scripted

TEXT = resource("examples", "pace.txt").read_text("utf-8")


def test_the_text_that_is_measured_has_as_many_words_as_is_said():
    assert len(TEXT.split()) == stopwatch.WORDS


def test_a_thorough_look_is_measured_and_can_be_taken_back():
    check = scripted(attacker=ScriptedAttacker()).rewrite.check
    assert 0 <= stopwatch.seconds(check, TEXT) < 60
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        stopwatch.seconds(check, TEXT, stop)


def test_a_model_that_fails_is_not_measured():
    failing = ScriptedAttacker(error=ModelError(verbatim("It is broken.")))
    with pytest.raises(ModelError):
        stopwatch.seconds(scripted(attacker=failing).rewrite.check, TEXT)


def test_what_is_remembered_comes_back_and_nothing_else():
    kept = stopwatch.to_remember({"small": 6.24, "qwen3-8b": 41.0, "stuck": 1e9})
    assert SETTINGS["pace"].allows(kept)
    assert stopwatch.remembered(kept) == {"small": 6.2, "qwen3-8b": 41.0, "stuck": 9999.0}
    assert stopwatch.remembered("") == stopwatch.remembered("small=fast;=3;x=-1") == {}


def test_the_others_are_told_by_their_size():
    sizes = {"small": 1_000, "large": 4_000}
    assert stopwatch.told(sizes, "") == {"small": (None, True), "large": (None, True)}
    assert stopwatch.told(sizes, "small=6.0;gone=1.0") == {"small": (6.0, False), "large": (24.0, True)}
    assert stopwatch.told(sizes, "small=6.0;large=20.0") == {"small": (6.0, False), "large": (20.0, False)}
