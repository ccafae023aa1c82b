"""Identifiers: what each detector finds, and that it finds it where it stands."""

from __future__ import annotations

import pytest

from redraft import languages
from redraft.detectors.contract import Context, Detector
from redraft.detectors.forms import Form, forms
from redraft.detectors.registry import identifiers
from redraft.languages import Language

BY_NAME: dict[str, Detector] = {detector.name: detector for detector in identifiers()}


def found(name: str, text: str, kind: str) -> list[str]:
    findings = [
        f
        for f in BY_NAME[name].detect(Context(text))
        if f.kind.removeprefix("own_") == kind and f.best.confidence >= 0.5
    ]
    quotes = list(dict.fromkeys(e.quote for f in findings for e in f.evidence))
    return [q for q in quotes if not any(q != other and q in other for other in quotes)]


CASES = [
    ("contacts", "mail me: ann.lee+x@example.co.uk!", "email", ["ann.lee+x@example.co.uk"]),
    ("contacts", "ann (at) example [dot] org", "email", ["ann (at) example [dot] org"]),
    ("contacts", "see https://github.com/annlee.", "url", ["https://github.com/annlee"]),
    ("contacts", "thanks @ann_lee and u/annlee", "handle", ["ann_lee", "u/annlee"]),
    ("contacts", "call +44 20 7946 0958 now", "phone", ["+44 20 7946 0958"]),
    ("contacts", "(212) 555-0198", "phone", ["(212) 555-0198"]),
    ("contacts", "built in 2019-2020, 1234567 of them", "phone", []),
    ("contacts", "my discord: ann#1234", "username", ["ann#1234"]),
    ("contacts", "My steam is xX_boneflute_Xx, add me", "username", ["xX_boneflute_Xx"]),
    ("contacts", "My steam is broken again", "username", []),
    ("contacts", "cashapp $jodyb1990", "username", ["$jodyb1990"]),
    ("checked", "ip is 83.12.44.9 btw", "ip", ["83.12.44.9"]),
    ("addresses", "am Kurfürstenstraße um acht", "street", ["Kurfürstenstraße"]),
    ("people", "Je m'appelle Chloé et toi ?", "name", ["Chloé"]),
    ("people", "Ich heiße Jürgen Möller.", "name", ["Jürgen Möller"]),
    ("codes", "the tag reads QX-ZT-88120465", "document", ["QX-ZT-88120465"]),
    ("checked", "IBAN GB82 WEST 1234 5698 7654 32 please", "iban", ["GB82 WEST 1234 5698 7654 32"]),
    ("checked", "card 4111 1111 1111 1111", "card", ["4111 1111 1111 1111"]),
    ("checked", "card 4111 1111 1111 1112", "card", []),
    ("checked", "host 192.168.10.4 and 2001:db8::8a2e:370:7334", "ip", ["192.168.10.4", "2001:db8::8a2e:370:7334"]),
    ("checked", "mac 00:1A:2B:3C:4D:5E", "mac", ["00:1A:2B:3C:4D:5E"]),
    ("checked", "VIN 1M8GDM9AXKP042788", "vin", ["1M8GDM9AXKP042788"]),
    ("checked", "imei 490154203237518", "imei", ["490154203237518"]),
    ("checked", "PESEL 44051401359", "national_id", ["44051401359"]),
    ("checked", "my ssn is 536-90-4399", "national_id", ["536-90-4399"]),
    ("checked", "sent 12345678901 of them", "national_id", []),
    (
        "checked",
        "pay bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "crypto",
        ["bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"],
    ),
    ("addresses", "Hauptstraße 5 in town", "street", ["Hauptstraße 5"]),
    ("addresses", "London SW1A 1AA", "postcode", ["SW1A 1AA"]),
    ("addresses", "meet at 47.37689, 8.54169 ok", "coordinates", ["47.37689, 8.54169"]),
    ("addresses", "///filled.count.soap", "what3words", ["///filled.count.soap"]),
    ("addresses", "8FVC9G8F+6X", "plus_code", ["8FVC9G8F+6X"]),
    ("people", "Mr Jan van der Berg spoke", "name", ["Mr Jan van der Berg"]),
    ("people", "signed by J. Kowalska", "name", ["J. Kowalska"]),
    ("people", "Name: Priyanka\nLocation: here", "name", ["Priyanka"]),
    ("people", "my wife olga is here", "name", ["olga"]),
    ("people", "my son will come", "name", []),
    ("organisations", "the Supreme Court said", "organisation", []),
    ("mentions", "for a tired mum of 3", "family", ["mum of 3"]),
    ("trades", "as a nurse I work nights", "occupation", ["nurse"]),
    ("mentions", "the Latvian team", "nationality", ["Latvian"]),
]


TABLES = [
    (path.stem, number, form)
    for language in languages.every()
    for path in sorted(language.path("identifiers").glob("*.toml"))
    for number, form in enumerate(forms(language, path.stem))
]


@pytest.mark.parametrize(("name", "number", "form"), TABLES, ids=lambda value: getattr(value, "kind", str(value)))
def test_every_form_finds_what_its_examples_say(name: str, number: int, form: Form) -> None:
    assert form.matches, (name, number)
    for text, found in form.matches:
        context = Context(text)
        assert found in [text[start:end] for start, end, _ in form.places(context)], text
    for text in form.misses:
        assert not list(form.places(Context(text))), text


@pytest.mark.parametrize("language", languages.every(), ids=lambda language: language.code)
def test_no_pattern_is_longer_than_anybody_reads(language: Language) -> None:
    for path in sorted(language.path("identifiers").glob("*.toml")):
        table = language.table(f"identifiers/{path.stem}")
        assert not [e["pattern"] for e in table["pattern"] if len(e["pattern"]) > 200], path.stem


@pytest.mark.parametrize(("name", "text", "kind", "quotes"), CASES)
def test_finds_each_kind_where_it_stands(name: str, text: str, kind: str, quotes: list[str]) -> None:
    assert found(name, text, kind) == quotes


def test_each_finding_says_why_and_is_short_of_certain() -> None:
    text = "Anna Smith, 12 Baker Street, ann@example.org, +44 20 7946 0958, paid $500 on 3 May 2020."
    for detector in identifiers():
        for finding in detector.detect(Context(text)):
            assert finding.why
            assert 0.0 < finding.best.confidence < 1.0
