"""Where exactly: postcodes, coordinates, grid codes, and the streets, homes and post boxes of languages without a folder."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from redraft.assets import resource
from redraft.detectors.contract import Context, identifier
from redraft.detectors.forms import Forms
from redraft.detectors.wordlists import is_city
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.languages.notation import Notation, any_of

_POSTCODE = re.compile(
    r"\b(?:[A-PR-UWYZ][A-HK-Y]?\d[A-HJKMNP-Y\d]? ?\d[ABD-HJLNP-UW-Z]{2}|[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d|[1-9]\d{3} [A-Z]{2}|\d{2}-\d{3}(?= [A-ZŁŚŻ])|\d{5}-\d{4}|"
    r"(?:AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC) \d{5}|"
    r"(?:D|A|CH|F|B|L|PL|SE|DK)-\d{4,5}|(?i:zip|postcode|postal code|plz|pin ?code)[ :]{1,3}(?:[A-Z\d]{3,8}))\b"
)
_TOWN = re.compile(r"(?<![\d.,-])\b\d{4,5}(?= [A-ZÀ-ÞĀ-Ž][\w’'.-]{0,24}\b)")
_COORDINATES = re.compile(
    r"(?<![\d.])[-+]?\d{1,2}\.\d{3,10}°? ?[NS]?, ?[-+]?\d{1,3}\.\d{3,10}°?(?: ?[EWO])?(?![\d.])"
    r"|\d{1,2}° ?\d{1,2}['’′] ?(?:\d{1,2}(?:\.\d{1,4})?[\"”″] ?)?[NS],? ?\d{1,3}° ?\d{1,2}['’′] ?(?:\d{1,2}(?:\.\d{1,4})?[\"”″] ?)?[EWO]|\bgeo:-?\d{1,2}\.\d{1,10},-?\d{1,3}\.\d{1,10}"
)
_WORDS3 = re.compile(r"(?:///|w3w\.co/|what3words\.com/)[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}\b")
_PLUS = re.compile(r"(?<!\w)(?:[23456789CFGHJMPQRVWX]{4}){1,2}\+[23456789CFGHJMPQRVWX]{2,3}\b")
_LEAST_PEOPLE = 50_000
"""Smaller towns share their names with too many words of other languages."""


class Addresses(Forms):
    """Parts of addresses and places on the map; those that a language says in words are in its table."""

    def __init__(self) -> None:
        super().__init__("addresses", every_language=True)

    def detect(self, context: Context) -> Iterable[Finding]:
        """Most parts need a digit or a street's word."""
        text, abroad = context.text, _abroad()
        yield from super().detect(context)
        plans = []
        if context.has_digit or "straße" in text or "strasse" in text:
            plans.append((abroad.street, 0.9, "street", Message("form.street")))
        if not context.readable:
            yield from _homes(context, abroad)
        if "///" in text or "w3w" in text or "what3words" in text:
            plans.append((_WORDS3, 0.98, "what3words", Message("form.three_words")))
        if context.has_digit:
            plans += [
                (_POSTCODE, 0.9, "postcode", Message("form.postcode")),
                (_TOWN, 0.45, "postcode", Message("form.house_number")),
                (abroad.post_box, 0.95, "po_box", Message("form.post_box")),
                (_COORDINATES, 0.98, "coordinates", Message("form.coordinates")),
            ]
            if "+" in text:
                plans.append((_PLUS, 0.95, "plus_code", Message("form.plus_code")))
        for pattern, score, kind, why in plans:
            for m in pattern.finditer(text):
                yield identifier(context, m.start(), m.end(), Attribute.PLACE, kind, score, why)


@dataclass(frozen=True, slots=True)
class _Abroad:
    """What ``languages/abroad.toml`` says: streets and boxes, homes, and names after a preposition of place."""

    street: re.Pattern[str]
    post_box: re.Pattern[str]
    home: re.Pattern[str]
    to: re.Pattern[str]


@cache
def _abroad() -> _Abroad:
    table = tomllib.loads(resource("languages", "abroad.toml").read_text(encoding="utf-8"))
    notation = Notation.of(table)
    return _Abroad(
        notation.compile(any_of(table["streets"].values())),
        notation.compile(table["post_box"]),
        notation.compile(rf"(?i:\b{any_of(table['home'].values())}){{place}}"),
        notation.compile(table["to"]),
    )


def _homes(context: Context, abroad: _Abroad) -> Iterable[Finding]:
    """Where somebody lives, and large cities after a preposition."""
    for m in abroad.home.finditer(context.text):
        why = Message("form.lives_or_from")
        yield identifier(context, m.start(1), m.end(1), Attribute.PLACE, "home", 0.9, why)
    for m in abroad.to.finditer(context.text):
        whole = m[1].rstrip(".’'-")
        name = next((n for n in (whole, whole.split()[0]) if is_city(n, _LEAST_PEOPLE)), None)
        if name is not None:
            end = m.start(1) + len(name)
            why = Message("form.city_after_in")
            yield identifier(context, m.start(1), end, Attribute.PLACE, "place", 0.75, why)
