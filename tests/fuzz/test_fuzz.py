"""A short run of every fuzzer, what once failed, and random bytes; the long run is ``tests/bench/fuzz.py``."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import fuzz
from bench.fuzz import Seen, keep, once, run, targets
from redraft.domain.errors import RedraftError
from redraft.importers.recognise import EVERY

HERE = Path(__file__).parent / "cases"
CASES = sorted(path for path in HERE.rglob("*") if path.is_file())
NAMES = ("protocol", "gguf", "importers", "store", "pointer", "gate")
IMPORTERS = tuple(f"importer-{one.name}" for one in EVERY)


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    made = targets(tmp_path_factory.mktemp("fuzz"))
    assert set(made) == {*NAMES, *IMPORTERS}
    return made


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_a_refusal_comes_of_broken_bytes(there, name):
    inputs = {"protocol": 2000, "importers": 40}.get(name, 300)
    seen = run(there[name], random.Random(5), inputs=inputs)
    assert seen.inputs == inputs
    assert seen.refused > inputs / 10


@pytest.mark.parametrize("name", IMPORTERS)
def test_every_importer_reads_what_is_broken(there, name):
    assert there[name].inputs
    assert run(there[name], random.Random(7), inputs=6).inputs == 6


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_two_thousand_mutated_archives(there):
    assert run(there["importers"], random.Random(13), inputs=2_000).inputs == 2_000


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.relative_to(HERE)))
def test_what_once_failed_fails_no_more(there, case):
    target, *labels = case.relative_to(HERE).parts  # a label stands before a name that may have folders
    name = "/".join(labels[1:] or labels)
    once(there[target], name, case.read_bytes(), random.Random(1), Seen())


def test_what_fails_is_kept_and_the_run_goes_on_where_it_was_stopped(tmp_path, monkeypatch, capsys):
    """In slices; an input whose name has folders is kept as well, and one failure does not end the others' time."""
    times = []

    def spent(target, _rng, *, seconds: float, kept, **_rest):
        if target == "bad":
            keep(kept, "data/tweets.js", b"broken")
            raise AssertionError("it broke")
        if target == "stopped" and spent.first:
            spent.first = False
            raise KeyboardInterrupt
        times.append((target, seconds))
        return Seen(1, 1)

    spent.first = True
    monkeypatch.setattr(fuzz, "run", spent)
    monkeypatch.setattr(fuzz, "targets", lambda _place: {name: name for name in ("good", "bad", "stopped")})
    with pytest.raises(KeyboardInterrupt):
        fuzz.main(["90"], tmp_path)
    assert times == [("good", 60.0), ("good", 30.0)]
    assert fuzz.main(["90"], tmp_path) == 1
    assert times[2:] == [("stopped", 60.0), ("stopped", 30.0)]
    assert [p.read_bytes() for p in tmp_path.glob("bad/*/data/tweets.js")] == [b"broken"]
    assert not (tmp_path / "progress.json").exists()
    assert "failed: bad" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["gguf", "store", "pointer"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=6000))
def test_random_bytes_are_refused(there, name, data):
    with pytest.raises(RedraftError):
        there[name].read(data, f"a.{name}", random.Random(1))
