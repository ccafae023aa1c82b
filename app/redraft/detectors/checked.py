"""Numbers that prove themselves by check digits or form: accounts, cards, national ids, devices, vehicles, networks."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import importlib
import ipaddress
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from redraft.assets import resource
from redraft.detectors.contract import Context, Need, identifier
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.languages.notation import Notation

_GROUPS = re.compile(
    r"(?<![\w.,-])(?:[A-Z]{1,2}[ -]?)?\d(?:[ ./+-]?\d|[ -]?[A-Z](?![A-Za-z]{2})){6,20}(?!\w)|(?<!\w)[A-Z]{4,6}[A-Z\d]{5,14}(?!\w)"
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?!\w)")
_CARD = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){12,18}(?![\w-])")
_IP4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_IP6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
_MAC = re.compile(r"(?<![\w:-])[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}(?![\w:-])")
_VIN = re.compile(r"(?<!\w)[A-HJ-NPR-Z\d]{17}(?!\w)")
_CRYPTO = re.compile(
    r"(?<!\w)(?:bc1[ac-hj-np-z02-9]{11,71}|[13][a-km-zA-HJ-NP-Z1-9]{25,34}|0x[0-9a-fA-F]{40}|[LM][a-km-zA-HJ-NP-Z1-9]{26,33}|4[0-9AB][1-9A-HJ-NP-Za-km-z]{93})(?!\w)"
)
_PLATE_FORM = re.compile(
    r"(?<![\w-])(?:\d{2,3}-[A-Z]{1,2}-\d{1,6}|[A-Z]{2}[0-7]\d [A-Z]{3}|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}|[A-Z]{2}-\d{3}-[A-Z]{2}|[A-Z]{2} ?\d{2} ?[A-Z]{1,2} ?\d{4})(?![\w-])"
)
"""Irish, British, German, French and Indian plates, which other codes do not look like."""

_NEAR = 60


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("languages", "checked.toml").read_text("utf-8"))


@cache
def _schemes() -> tuple[tuple[str, re.Pattern[str] | None], ...]:
    """python-stdnum's module, and the words that must stand near; None where the number is proof enough."""
    notation = Notation()
    return tuple((name, notation.compile(f"(?i){cue}") if cue else None) for name, cue in _table()["schemes"].items())


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Codes that are known by the word before them, by their kind."""
    return {kind: Notation().compile(pattern) for kind, pattern in _table()["named"].items()}


@cache
def _scheme(name: str) -> Any:
    return importlib.import_module(f"stdnum.{name}")


class Checked:
    """Numbers with check digits, and addresses of machines."""

    name = "checked"
    every_language = True
    tables: tuple[str, ...] = ()

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """All of them hold several digits."""
        if not context.has_digit and ":" not in context.text:
            return
        yield from _accounts(context)
        yield from _machines(context)
        yield from _national(context)


def _accounts(context: Context) -> Iterator[Finding]:
    text = context.text
    for m in _IBAN.finditer(text):
        if _scheme("iban").is_valid(m.group()):
            yield identifier(context, m.start(), m.end(), Attribute.FINANCE, "iban", 0.99, Message("form.iban"))
    for m in _CARD.finditer(text):
        digits = re.sub(r"\D", "", m.group())
        if digits[0] in "23456" and _scheme("luhn").is_valid(digits) and len(set(digits)) > 1:
            yield identifier(context, m.start(), m.end(), Attribute.FINANCE, "card", 0.97, Message("form.card_number"))
    for m in _patterns()["bic"].finditer(text):
        yield identifier(context, m.start(1), m.end(1), Attribute.FINANCE, "bic", 0.95, Message("form.bic"))
    for m in _CRYPTO.finditer(text):
        if sum(c.isdigit() for c in m.group()) >= 3:
            yield identifier(context, m.start(), m.end(), Attribute.FINANCE, "crypto", 0.95, Message("form.crypto"))


def _machines(context: Context) -> Iterator[Finding]:
    text = context.text
    for pattern in (_IP4, _IP6):
        for m in pattern.finditer(text):
            try:
                ipaddress.ip_address(m.group())
            except ValueError:
                continue
            if len(m.group()) > 3:
                yield identifier(
                    context, m.start(), m.end(), Attribute.DEVICE, "ip", 0.985, Message("form.internet_address")
                )
    for pattern, kind, why in (
        (_MAC, "mac", Message("form.mac")),
        (_VIN, "vin", Message("form.vehicle_number")),
    ):
        for m in pattern.finditer(text):
            if kind == "mac" or (
                any(c.isdigit() for c in m.group()) and any(c.isalpha() for c in m.group()) and _vin_checks(m.group())
            ):
                yield identifier(context, m.start(), m.end(), Attribute.DEVICE, kind, 0.97, why)
    for m in _patterns()["imei"].finditer(text):
        yield identifier(context, m.start(1), m.end(1), Attribute.DEVICE, "imei", 0.96, Message("form.imei"))
    for m in _PLATE_FORM.finditer(text):
        yield identifier(context, m.start(), m.end(), Attribute.DEVICE, "plate", 0.9, Message("form.plate"))
    for m in _patterns()["plate"].finditer(text):
        if any(c.isdigit() for c in m[1]) and any(c.isalpha() for c in m[1]):
            yield identifier(context, m.start(1), m.end(1), Attribute.DEVICE, "plate", 0.9, Message("form.plate_word"))


def _vin_checks(vin: str) -> bool:
    """ISO 3779's check digit, or a serial number of four digits at the end as European makers have it."""
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    values = {c: int(v) for c, v in zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True)}
    total = sum(w * (int(c) if c.isdigit() else values[c]) for w, c in zip(weights, vin, strict=True))
    return "0123456789X"[total % 11] == vin[8] or (vin[:3].isalpha() and vin[-4:].isdigit())


def _national(context: Context) -> Iterator[Finding]:
    text = context.text
    for m in _GROUPS.finditer(text):
        raw = m.group()
        if sum(c.isdigit() for c in raw) < 5:
            continue
        near = text[max(0, m.start() - _NEAR) : m.end() + _NEAR // 2]
        for name, cue in _schemes():
            if cue is not None and not cue.search(near):
                continue
            if _scheme(name).is_valid(raw):
                why = Message("form.scheme", {"scheme": name.replace("_", "")})
                yield identifier(context, m.start(), m.end(), Attribute.DOCUMENT, "national_id", 0.97, why)
                break
