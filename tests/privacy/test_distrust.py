"""A proof that fails holds every worker back until the user decides otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.refusals import refused
from fakes.sandbox import needs_cage
from redraft import bootstrap
from redraft.bootstrap import parts
from redraft.domain.errors import SandboxError
from redraft.workers.proof import Proof, prove_worker
from redraft.workers.prove import Attempt

pytestmark = needs_cage


@pytest.fixture
def services(monkeypatch, tmp_path):
    monkeypatch.setenv("REDRAFT_MODELS", str(tmp_path))
    with bootstrap.Parts() as made:
        yield made


def with_a_hole(client, *, models) -> Proof:
    """The real proof of a real worker, with one attempt that worked."""
    proof = prove_worker(client, models=models)
    return replace(proof, attempts=(*proof.attempts, Attempt("open a door", False, "it worked")))


def test_a_proof_that_holds_holds_nobody_back(services):
    assert all(proof.holds and not proof.broken for proof in services.prove())
    assert services.fast.detect("I live in Leeds.").findings


def test_one_that_fails_stops_every_worker_until_the_user_decides(services, monkeypatch, tmp_path):
    monkeypatch.setattr(parts, "prove_worker", with_a_hole)
    assert all(proof.broken for proof in services.prove() if proof.cage.calls and "landlock" in proof.cage.on)
    archive = tmp_path / "a.csv"
    archive.write_text("text\nI live in Leeds.\n", encoding="utf-8")
    for ask in (
        lambda: services.fast.detect("I live in Leeds."),
        lambda: services.second_fast.detect("I live in Leeds."),
        lambda: services.reader.open([archive]),
    ):
        with refused(SandboxError, "is your decision"):
            ask()
    services.go_on_all_the_same()
    assert services.fast.detect("I live in Leeds.").findings


def test_where_nothing_is_promised_nothing_is_broken(services):
    proof = next(iter(services.prove()))
    elsewhere = replace(proof, cage=replace(proof.cage, promised=(), on=()))
    assert not elsewhere.holds
    assert not elsewhere.broken
