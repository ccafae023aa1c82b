"""Two hundred texts go to an assistant and come back: as they were, and out of what an assistant makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from redraft.detectors.tier import Tier
from redraft.domain.stand_ins import CODES, Form, Kind, Masked, Role, StandIn, StandIns, Style
from redraft.usecases.masking.mask import mask
from redraft.usecases.masking.unmask import unmask
from unit.masking.written import texts

RESTORED = 0.99
"""Share of what assistants bend, shorten and translate that comes back."""
MASKED = 0.95
"""Share of the words that have to get a stand-in which the fast tier finds."""
OTHER_LANGUAGES = {
    Kind.PERSON: ("Persona", "Personne", "Persoon", "Pessoa", "Osoba", "Персона"),
    Kind.TOWN: ("Stadt", "Ville", "Ciudad", "Città", "Miasto", "Stad", "Город"),
    Kind.ORGANISATION: ("Organisation", "Organización", "Organizzazione", "Organizacja", "Entreprise", "Firma"),
    Kind.PHONE: ("Telefon", "Téléphone", "Teléfono", "Telefono", "Telefoon"),
    Kind.EMAIL: ("E-Mail", "Correo", "Courriel"),
    Kind.ADDRESS: ("Adresse", "Dirección", "Indirizzo", "Adres"),
    Kind.NUMBER: ("Nummer", "Numéro", "Número", "Numero", "Numer"),
    Kind.PLACE: ("Ort", "Lieu", "Lugar", "Luogo"),
}
"""What assistants call these when they answer in another language."""


@dataclass(frozen=True)
class Sent:
    """A text as it was and as it went away."""

    text: str
    names: tuple[str, ...]
    masked: Masked


@pytest.fixture(scope="module")
def sent() -> dict[Style, list[Sent]]:
    tier = Tier()
    every = texts()
    read = tier.detect_many([one.text for one in every])
    return {
        style: [
            Sent(one.text, one.names, mask(one.text, r.findings, StandIns(), style, language=r.language, seed=at))
            for at, (one, r) in enumerate(zip(every, read, strict=True))
        ]
        for style in Style
    }


@pytest.mark.parametrize("style", Style)
def test_every_text_comes_back_letter_by_letter(sent: dict[Style, list[Sent]], style: Style) -> None:
    assert len(sent[style]) == 200
    for one in sent[style]:
        back = unmask(one.masked.text, one.masked.stand_ins)
        assert (back.text, back.left, one.masked.astray) == (one.text, (), 0)


@pytest.mark.parametrize("style", Style)
def test_what_names_somebody_does_not_go_away(sent: dict[Style, list[Sent]], style: Style) -> None:
    wanted = [(name, one.masked.text) for one in sent[style] for name in one.names]
    stayed = [(name, text) for name, text in wanted if name in text]
    assert 1 - len(stayed) / len(wanted) >= MASKED, sorted({name for name, _ in stayed})


@pytest.mark.parametrize("style", Style)
def test_out_of_what_an_assistant_makes_of_it_the_real_words_come_back(
    sent: dict[Style, list[Sent]], style: Style
) -> None:
    asked, lost = 0, []
    for one in sent[style]:
        for answer, real in answers(one.masked):
            asked += 1
            back = unmask(answer, one.masked.stand_ins)
            if back.text != real:
                lost.append((answer, back.text, real))
    assert asked > 4000
    assert 1 - len(lost) / asked >= RESTORED, (asked, len(lost), lost[:20])


def answers(masked: Masked) -> Iterator[tuple[str, str]]:
    """Sentences that an assistant may write about each of a text, and what has to become of them."""
    for entry in masked.stand_ins.entries:
        usual = entry.forms[0]
        for form in entry.forms:
            shown = entry.base if form is usual else form.shown
            yield from _said_of(entry, form, shown)
        if entry.kind is Kind.PERSON:
            yield from _shortened(entry)
        if entry.style is Style.LABELS:
            yield from _translated(entry, usual)
        elif entry.kind in CODES and entry.kind in {Kind.PHONE, Kind.NUMBER}:
            yield f"({usual.shown.replace(' ', '')})", f"({usual.real})"
            yield usual.shown.replace(" ", "-"), usual.real


def _said_of(entry: StandIn, form: Form, shown: str) -> Iterator[tuple[str, str]]:
    real = form.real
    yield f"Sure! {shown} it is.", f"Sure! {real} it is."
    yield f"**{shown}**, and “{shown}”.", f"**{real}**, and “{real}”."
    yield f"- {shown}’s reply\n- no reply", f"- {real}’s reply\n- no reply"
    if " " in shown and entry.style is Style.NAMES and entry.kind not in CODES:
        yield shown.replace(" ", "\n"), real
    if entry.kind not in CODES and real == real.title() and shown != shown.upper():
        yield shown.upper(), real.upper()


def _shortened(entry: StandIn) -> Iterator[tuple[str, str]]:
    """By first name, by last name behind a title, in the genitive of languages that have no apostrophe."""
    given, surname = entry.form(Role.GIVEN), entry.form(Role.SURNAME)
    if entry.style is Style.NAMES:
        for form in (given, surname):
            if form is not None:
                yield f"Dear {form.shown}, hello", f"Dear {form.real}, hello"
                ended = form.real + ("’" if form.real.endswith(("s", "z", "x", "ß")) else "s")
                yield f"Das ist {form.shown}s Idee.", f"Das ist {ended} Idee."
        if given is not None and surname is not None:
            yield f"{given.shown[0]}. {surname.shown} agrees", f"{given.real[0]}. {surname.real} agrees"
            yield f"{surname.shown}, {given.shown}", f"{surname.real}, {given.real}"
    elif surname is not None and entry.forms[entry.titled] is surname:
        yield f"Dear Ms {entry.base},", f"Dear Ms {surname.real},"
        yield f"Sehr geehrte Frau {entry.base}!", f"Sehr geehrte Frau {surname.real}!"
        yield f"as Mr. {entry.base.split()[-1]} says", f"as Mr. {surname.real} says"


def _translated(entry: StandIn, usual: Form) -> Iterator[tuple[str, str]]:
    bare = entry.base.strip("[]")
    head, _, id_ = bare.rpartition(" ")
    for word in OTHER_LANGUAGES.get(entry.kind, (head,)):
        other = f"{word} {id_}" if entry.kind is Kind.PERSON else f"[{word} {id_}]"
        yield f"Y {other}, sí.", f"Y {usual.real}, sí."
    if entry.kind is Kind.PERSON:
        yield f"[{bare}] wrote", f"{usual.real} wrote"
        yield f"la personne {id_} arrive", f"{usual.real} arrive"
    else:
        yield f"in {entry.base.replace(' ', '_')} too", f"in {usual.real} too"
        yield f"in {entry.base.replace('[', chr(92) + '[').replace(']', chr(92) + ']')} too", f"in {usual.real} too"
    if entry.kind in {Kind.TOWN, Kind.ORGANISATION, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS}:
        yield f"We like {bare} best", f"We like {usual.real} best"
