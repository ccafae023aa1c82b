"""Numbers that prove themselves by check digits or form: accounts, cards, national ids, devices, vehicles, networks."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import importlib
import ipaddress
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from redraft.detectors.contract import Context, Need, identifier
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_GROUPS = re.compile(
    r"(?<![\w.,-])(?:[A-Z]{1,2}[ -]?)?\d(?:[ ./+-]?\d|[ -]?[A-Z](?![A-Za-z]{2})){6,20}(?!\w)|(?<!\w)[A-Z]{4,6}[A-Z\d]{5,14}(?!\w)"
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?!\w)")
_CARD = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){12,18}(?![\w-])")
_BIC = re.compile(r"(?i:\b(?:bic|swift)\b)[^\w\n]{0,3}(?:code |is |: ?){0,2}([A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?)\b")
_IP4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_IP6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
_MAC = re.compile(r"(?<![\w:-])[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}(?![\w:-])")
_VIN = re.compile(r"(?<!\w)[A-HJ-NPR-Z\d]{17}(?!\w)")
_CRYPTO = re.compile(
    r"(?<!\w)(?:bc1[ac-hj-np-z02-9]{11,71}|[13][a-km-zA-HJ-NP-Z1-9]{25,34}|0x[0-9a-fA-F]{40}|[LM][a-km-zA-HJ-NP-Z1-9]{26,33}|4[0-9AB][1-9A-HJ-NP-Za-km-z]{93})(?!\w)"
)
_PLATE = re.compile(
    r"(?i)\b(?:licen[cs]e plate|number plate|plate|reg(?:istration)?|car reg)(?: number| no\.?)?\s?(?:is|:|was)?\s?[(\"“']?((?-i:[A-Z\d]{1,4}(?:[ -]?[A-Z\d]{1,4}){1,4}))\b"
)
_PLATE_FORM = re.compile(
    r"(?<![\w-])(?:\d{2,3}-[A-Z]{1,2}-\d{1,6}|[A-Z]{2}[0-7]\d [A-Z]{3}|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}|[A-Z]{2}-\d{3}-[A-Z]{2}|[A-Z]{2} ?\d{2} ?[A-Z]{1,2} ?\d{4})(?![\w-])"
)
"""Irish, British, German, French and Indian plates, which other codes do not look like."""
_IMEI = re.compile(r"(?i)\b(?:imei|serial)\b\D{0,12}(\d{2}[- ]?\d{6}[- ]?\d{6}[- ]?\d)(?!\d)")

_SCHEMES: tuple[tuple[str, str], ...] = (
    ("us.ssn", r"ssn|social security"),
    ("us.itin", r"itin|tax"),
    ("gb.nhs", r"nhs"),
    ("gb.utr", r"utr|tax"),
    ("ca.sin", r"\bsin\b|social insurance"),
    ("ie.pps", r"pps"),
    ("de.idnr", r"steuer|tax|\bidnr"),
    ("fr.nir", r"nir|insee|s[eé]curit[eé] sociale|social security"),
    ("es.dni", r"\bdni\b"),
    ("es.nie", r"\bnie\b"),
    ("it.codicefiscale", r""),
    ("pt.cc", r"cart[aã]o"),
    ("nl.bsn", r"bsn|burgerservice|sofi"),
    ("be.nn", r"national|rijksregister|nrn|\bnn\b"),
    ("ch.ssn", r""),
    ("at.vnr", r"svnr|versicherung|sozial|insurance"),
    ("pl.pesel", r"pesel"),
    ("cz.rc", r"rodn|birth number|\brc\b"),
    ("se.personnummer", r"personnummer|personal number|national id"),
    ("no.fodselsnummer", r"f[oø]dsel|personnummer|national id"),
    ("dk.cpr", r"\bcpr\b"),
    ("fi.hetu", r""),
    ("ee.ik", r"isikukood|personal code|national id"),
    ("lt.asmens", r"asmens|personal code|national id"),
    ("ro.cnp", r"\bcnp\b|personal code"),
    ("bg.egn", r"\begn\b"),
    ("hr.oib", r"\boib\b"),
    ("tr.tckimlik", r"kimlik|\btc\b|t\.c\."),
    ("gr.amka", r"amka"),
    ("il.idnr", r"teudat|israel|\bid\b"),
    ("in_.aadhaar", r"aadha+r"),
    ("in_.pan", r"\bpan\b"),
    ("au.tfn", r"\btfn\b|tax file"),
    ("nz.ird", r"\bird\b"),
    ("za.idnr", r"\bid\b|identity"),
    ("br.cpf", r"\bcpf\b"),
    ("mx.curp", r""),
    ("ar.dni", r"\bdni\b"),
    ("cl.rut", r"\brut\b|\brun\b"),
    ("cn.ric", r""),
    ("kr.rrn", r"rrn|resident"),
    ("my.nric", r"nric|mykad"),
    ("th.pin", r"\bid\b|thai"),
)
"""python-stdnum's module and the words that must stand near; none where letters or two check digits are proof enough."""
_NEAR = 60


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
    for m in _BIC.finditer(text):
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
    for m in _IMEI.finditer(text):
        yield identifier(context, m.start(1), m.end(1), Attribute.DEVICE, "imei", 0.96, Message("form.imei"))
    for m in _PLATE_FORM.finditer(text):
        yield identifier(context, m.start(), m.end(), Attribute.DEVICE, "plate", 0.9, Message("form.plate"))
    for m in _PLATE.finditer(text):
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
        for name, cue in _SCHEMES:
            if cue and not re.search(cue, near, re.IGNORECASE):
                continue
            if _scheme(name).is_valid(raw):
                why = Message("form.scheme", {"scheme": name.replace("_", "")})
                yield identifier(context, m.start(), m.end(), Attribute.DOCUMENT, "national_id", 0.97, why)
                break
