"""The headline: five states, why, and what is about others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.headline import State
from redraft.domain.message import NOTHING, Message
from redraft.exposure.anonymity import assess
from redraft.exposure.audiences import BY_NAME
from redraft.usecases.headline import headline


def found(attribute: Attribute, value: str, source: Source = Source.STATED, kind: str = "") -> Finding:
    guess = (Guess(value, 0.95),)
    return Finding.make(attribute, guess, (), source=source, basis=Basis.STATED, why=NOTHING, kind=kind)


PHONE = found(Attribute.CONTACT, "0161 496 0774", Source.IDENTIFIERS, "phone")
NAME = found(Attribute.NAME, "Ewa Kowalczyk", Source.IDENTIFIERS, "own_name")
TOWN = found(Attribute.LOCATION, "Leeds, United Kingdom")


@pytest.mark.parametrize(
    ("findings", "state", "reason"),
    [
        ([], State.NOTHING, ""),
        ([TOWN], State.PERSONAL, ""),
        ([found(Attribute.PLACE, "Leeds", Source.ENTITIES)], State.NOTHING, ""),
        ([NAME], State.NARROWS, "name"),
        ([found(Attribute.LOCATION, "Stromness")], State.NARROWS, "crowd"),
        ([found(Attribute.LOCATION, "Stromness"), found(Attribute.OCCUPATION, "farrier")], State.FINDS, "crowd"),
        ([TOWN, found(Attribute.OCCUPATION, "nurse")], State.PERSONAL, ""),
        ([NAME, TOWN], State.FINDS, "name"),
        ([PHONE], State.FINDS, "contact"),
        ([replace(PHONE, kind="address")], State.FINDS, "address"),
        ([found(Attribute.FINANCE, "GB29 NWBK", Source.IDENTIFIERS, "iban")], State.FINDS, "document"),
        ([found(Attribute.FINANCE, "in debt")], State.PERSONAL, ""),
        ([found(Attribute.CONTACT, "at the shop", Source.MODEL)], State.FINDS, "crowd"),
        ([replace(found(Attribute.CONTACT, "at the shop", Source.MODEL), named=False)], State.PERSONAL, ""),
        ([found(Attribute.ACCOUNT, "ewa_k", Source.IDENTIFIERS, "own_handle")], State.FINDS, "account"),
        ([found(Attribute.ACCOUNT, "ewa_k", Source.IDENTIFIERS, "handle")], State.NOTHING, ""),
        ([found(Attribute.UNIQUE, "only vet on Barra")], State.FINDS, "unique"),
    ],
)
def test_it_follows_what_is_known_of_the_author(findings: list[Finding], state: State, reason: str) -> None:
    got = headline(findings, assess(findings))
    assert (got.state, got.reason) == (state, reason)
    assert not got.others


@pytest.mark.parametrize("subject", [Subject.RELATIVE, Subject.BYSTANDER, Subject.UNKNOWN])
def test_what_is_somebody_elses_never_raises_it(subject: Subject) -> None:
    theirs = replace(PHONE, subject=subject, person="" if subject is Subject.UNKNOWN else "your brother")
    got = headline([theirs], assess([theirs]))
    assert got.state is State.NOTHING
    (fact,) = got.others.params["facts"]
    assert isinstance(fact, Message)
    assert fact.params["names"] == ("contact",)


def test_what_the_reader_knows_anyway_finds_nobody() -> None:
    employer = assess([PHONE, TOWN], audience=BY_NAME["employer"])
    assert headline([PHONE, TOWN], employer).state is State.PERSONAL


def test_what_was_not_looked_at_is_never_called_nothing() -> None:
    for reason in ("no_model", "stopped", "failed"):
        assert headline([], None, unfinished=reason).reason == reason
    assert headline([TOWN], None, unfinished="no_model").state is State.PERSONAL
    foreign = headline([PHONE], None, unread=Message("check.not_checked", {"language": "Dutch"}))
    assert (foreign.state, foreign.reason) == (State.NOT_CHECKED, "language")
    assert foreign.unread
