"""Identifiers: what each detector finds, and that it finds it where it stands."""

from __future__ import annotations

import pytest

from redraft.detectors.contract import Context, Detector
from redraft.detectors.registry import identifiers

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
    ("codes", "Flight BA117 on the 3rd", "flight", ["BA117"]),
    ("codes", "booking ref X7PQ2L, help", "booking", ["X7PQ2L"]),
    ("dates", "my bday is 4/11/93", "birth_date", ["4/11/93"]),
    ("checked", "ip is 83.12.44.9 btw", "ip", ["83.12.44.9"]),
    ("addresses", "am Kurfürstenstraße um acht", "street", ["Kurfürstenstraße"]),
    ("people", "Je m'appelle Chloé et toi ?", "name", ["Chloé"]),
    ("people", "Ich heiße Jürgen Möller.", "name", ["Jürgen Möller"]),
    ("codes", "passport number X12345678 was lost", "document", ["X12345678"]),
    ("codes", "my id is CA-ID-1234567", "document", ["CA-ID-1234567"]),
    ("codes", "application no. 12345/67 was filed", "file", ["12345/67"]),
    ("codes", "won 3/4 of them", "file", []),
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
    ("addresses", "I live at 12 Baker Street these days", "street", ["12 Baker Street"]),
    ("addresses", "Hauptstraße 5 in town", "street", ["Hauptstraße 5"]),
    ("addresses", "London SW1A 1AA", "postcode", ["SW1A 1AA"]),
    ("addresses", "meet at 47.37689, 8.54169 ok", "coordinates", ["47.37689, 8.54169"]),
    ("addresses", "///filled.count.soap", "what3words", ["///filled.count.soap"]),
    ("addresses", "8FVC9G8F+6X", "plus_code", ["8FVC9G8F+6X"]),
    ("addresses", "write to PO Box 1234", "po_box", ["PO Box 1234"]),
    ("dates", "on 3 May 2020 and 2021-02-03", "date", ["3 May 2020", "2021-02-03"]),
    ("dates", "born on 7 July 1984", "birth_date", ["7 July 1984"]),
    ("dates", "she is 34 years old", "age", ["34 years old"]),
    ("dates", "between 6 March 1987 and 9 June 1988", "date", ["between 6 March 1987 and 9 June 1988"]),
    ("dates", "for four years and six months", "duration", ["four years and six months"]),
    ("quantities", "earned $85,000 last year", "money", ["$85,000"]),
    ("quantities", "paid PLN 317.40 [approx. EUR 74]", "money", ["PLN 317.40 [approx. EUR 74]"]),
    ("people", "Mr Jan van der Berg spoke", "name", ["Mr Jan van der Berg"]),
    ("people", "signed by J. Kowalska", "name", ["J. Kowalska"]),
    ("people", "Name: Priyanka\nLocation: here", "name", ["Priyanka"]),
    ("people", "my wife olga is here", "name", ["olga"]),
    ("people", "my son will come", "name", []),
    ("organisations", "worked at Kestrel Data GmbH", "organisation", ["Kestrel Data GmbH"]),
    ("organisations", "the Supreme Court said", "organisation", []),
    ("organisations", "the Lindau District Court said", "organisation", ["Lindau District Court"]),
    ("mentions", "for a tired mum of 3", "family", ["mum of 3"]),
    ("trades", "as a nurse I work nights", "occupation", ["nurse"]),
    ("mentions", "the Latvian team", "nationality", ["Latvian"]),
]


@pytest.mark.parametrize(("name", "text", "kind", "quotes"), CASES)
def test_finds_each_kind_where_it_stands(name: str, text: str, kind: str, quotes: list[str]) -> None:
    assert found(name, text, kind) == quotes


def test_each_finding_says_why_and_is_short_of_certain() -> None:
    text = "Anna Smith, 12 Baker Street, ann@example.org, +44 20 7946 0958, paid $500 on 3 May 2020."
    for detector in identifiers():
        for finding in detector.detect(Context(text)):
            assert finding.why
            assert 0.0 < finding.best.confidence < 1.0
