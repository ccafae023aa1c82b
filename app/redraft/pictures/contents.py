"""What the content of a code is: a card, a network, a ticket, a licence; and what it says of whom.

Each form is read as those who made it write it: vCard (RFC 6350), MECARD, WIFI and otpauth as telephones read them,
EPC069-12 and the Swiss QR-bill for payments, AAMVA DL/ID for licences.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

from redraft.domain.message import Message
from redraft.pictures import boarding
from redraft.pictures.boarding import Parts

Reader = Callable[[str], Parts | None]

_CARD_FIELD = re.compile(r"^(?:item\d+\.)?(FN|N|TEL|EMAIL|ADR|ORG|TITLE|URL|BDAY|NOTE)(?:;[^:\n]*)?:(.*)$", re.M | re.I)
_CARD_NAMES = {
    "fn": "name", "n": "name", "tel": "telephone", "email": "mail", "adr": "address", "org": "organisation",
    "title": "occupation", "url": "link", "bday": "birth", "note": "text",
}  # fmt: skip
_FIELD = re.compile(r"([A-Z]+):((?:\\.|[^;\\])*);?", re.S)
_LICENCE_FIELDS = {
    "DCS": "name", "DAA": "name", "DAC": "name", "DCT": "name", "DAD": "name", "DAQ": "number", "DBB": "birth",
    "DAG": "address", "DAI": "address", "DAJ": "address", "DAK": "address", "DBA": "expires",
}  # fmt: skip
_COIN = re.compile(r"(bitcoin|ethereum|litecoin|monero|lightning|solana):([^?]+)", re.I)


def about(text: str, raw: bytes, kind: str) -> tuple[Message, Parts]:
    """What a code's content is, and the parts that it says."""
    for message, read in _FORMS:
        parts = read(text)
        if parts is not None:
            return message, _shortened(parts)
    if raw[:3] in {b"#UT", b"OTI"}:  # UIC 918.3, and what others make of it
        return Message("code.railway"), ()
    if re.match(r"(?i)(ean|upc|isbn)", kind):
        return Message("code.product"), ()
    return Message("code.text"), ()


def _shortened(parts: Parts) -> Parts:
    return tuple((name, value.strip()[:300]) for name, value in parts if value.strip())[:20]


def _card(text: str) -> Parts | None:
    if not re.match(r"\s*BEGIN:VCARD", text, re.I):
        return None
    found: dict[tuple[str, str], None] = {}
    for field, value in _CARD_FIELD.findall(text):
        plain = " ".join(part for part in re.split(r"(?<!\\)[;,]", value) if part.strip()).replace("\\", "")
        if field.upper() != "N" or not re.search(r"(?im)^FN[:;]", text):
            found.setdefault((_CARD_NAMES[field.lower()], plain))
    return tuple(found)


def _mecard(text: str) -> Parts | None:
    if not text.upper().startswith("MECARD:"):
        return None
    named = {"N": "name", "TEL": "telephone", "EMAIL": "mail", "ADR": "address", "BDAY": "birth", "NOTE": "text"}
    return tuple((named[k], _plain(v)) for k, v in _FIELD.findall(text[7:]) if k in named)


def _network(text: str) -> Parts | None:
    if not text.upper().startswith("WIFI:"):
        return None
    fields = {key: _plain(value) for key, value in _FIELD.findall(text[5:])}
    return (("network", fields.get("S", "")), ("password", fields.get("P", "")))


def _second_factor(text: str) -> Parts | None:
    if not text.lower().startswith("otpauth"):
        return None
    address = urlsplit(text)
    given = parse_qs(address.query)
    issuer, secret = (" ".join(given.get(name, ())) for name in ("issuer", "secret"))
    return (("account", unquote(address.path.strip("/"))), ("organisation", issuer), ("password", secret))


def _licence(text: str) -> Parts | None:
    if "ANSI " not in text[:30] and "AAMVA" not in text[:30]:
        return None
    lines = re.sub(r"(?<=\d)(?=(?:DL|ID)D[A-Z]{2})", "\n", text.replace("\r", "\n"), count=1)
    fields = re.findall(r"(?m)^(?:DL|ID)?(D[A-Z]{2})(.+)$", lines)
    given = [(key, value.strip()) for key, value in fields if key in _LICENCE_FIELDS and value.strip() != "NONE"]
    joined: dict[str, str] = {}
    for key, value in given:
        name = _LICENCE_FIELDS[key]
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return tuple(joined.items()) or None


def _payment(text: str) -> Parts | None:
    lines = [line.strip() for line in text.split("\n")]
    if lines[:1] == ["BCD"] and len(lines) >= 7:
        lines += [""] * 12
        names = (("name", 5), ("account", 6), ("amount", 7), ("text", 10))
        return tuple((name, lines[at]) for name, at in names)
    if lines[:1] == ["SPC"] and len(lines) >= 28:
        payer = " ".join(lines[21:27]).strip()
        return (
            ("account", lines[3]),
            ("name", lines[5]),
            ("amount", f"{lines[18]} {lines[19]}".strip()),
            ("payer", payer),
        )
    return None


def _event(text: str) -> Parts | None:
    if "BEGIN:VEVENT" not in text.upper():
        return None
    fields = dict(re.findall(r"(?im)^(SUMMARY|LOCATION|DTSTART)(?:;[^:\n]*)?:(.*)$", text))
    named = {"SUMMARY": "text", "DTSTART": "time", "LOCATION": "address"}
    return tuple((named[key.upper()], value.strip()) for key, value in fields.items())


def _address(text: str) -> Parts | None:
    found = re.match(r"(?i)(mailto|tel|smsto|sms|geo):([^?]*)", text)
    if found is None:
        return None
    names = {"mailto": "mail", "tel": "telephone", "sms": "telephone", "smsto": "telephone", "geo": "place"}
    return ((names[found[1].lower()], unquote(found[2])),)


def _wallet(text: str) -> Parts | None:
    found = _COIN.match(text)
    return None if found is None else (("account", found[2]),)


def _key(text: str) -> Parts | None:
    """What lets somebody in: a device that is linked, a SIM, a key."""
    return () if re.match(r"(sgnl://linkdevice|LPA:1\$|tg://login|FIDO:/|2@[\w+/=]{20})", text) else None


def _health(text: str) -> Parts | None:
    return () if re.match(r"(HC1:|shc:/|HC2:)", text) else None


def _link(text: str) -> Parts | None:
    return (("link", text),) if re.match(r"(?i)(https?://|www\.)\S+$", text.strip()) else None


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip('"')


_FORMS: tuple[tuple[Message, Reader], ...] = (
    (Message("code.boarding"), boarding.read),
    (Message("code.licence"), _licence),
    (Message("code.card"), _card),
    (Message("code.card"), _mecard),
    (Message("code.network"), _network),
    (Message("code.second_factor"), _second_factor),
    (Message("code.key"), _key),
    (Message("code.health"), _health),
    (Message("code.payment"), _payment),
    (Message("code.event"), _event),
    (Message("code.address"), _address),
    (Message("code.wallet"), _wallet),
    (Message("code.link"), _link),
)
