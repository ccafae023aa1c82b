"""How to reach somebody: e-mail addresses, links, handles, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import phonenumbers

from redraft.detectors.contract import Context, identifier
from redraft.detectors.forms import Forms
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import NOTHING, Message
from redraft.languages import Language
from redraft.languages.notation import Notation

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[\[(](?:at|@)[\])]\s?)[\w-]{1,63}(?:(?:\.|\s?[\[(]dot[\])]\s?)[\w-]{1,63}){1,5}"
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'”’)\]]{3,2000}|\b(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|me|co|uk|de|fr|in)/[^\s<>\"'”’)\]]{1,300}",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w@./])@([A-Za-z0-9_](?:[\w.-]{0,58}\w)?)(?!@)|(?<![\w/])(/?u/[\w-]{3,30})")
_DIGITS = re.compile(
    r"(?<![\w.,/#-])(?:\+|00|\()?\(?\d(?:[\s()./\u2010-\u2015-]{0,3}\d){6,17}(?:\s?(?:x|ext\.?)\s?\d{1,6}){0,3}(?![\w]|[.,/-]\d)"
)
_REGIONS = ("US", "GB", "IN", "AU", "DE", "FR", "NZ", "IE", "PH", "ZA", "NG", "ES", "IT", "BR", "PK", "KE", "NL", "SG")
_DATE_LIKE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$")
_DNS_WORDS = frozenset({"everyone", "here", "channel", "all"})


class Contacts(Forms):
    """E-mail, links, handles, telephone numbers."""

    def __init__(self) -> None:
        super().__init__("contacts", every_language=True)

    def detect(self, context: Context) -> Iterable[Finding]:
        """Each kind only where its marks are."""
        text = context.text
        if "@" in text or ("at" in text and ("(at" in context.lower or "[at" in context.lower)):
            yield from _emails(context)
        if "/" in text or "www." in context.lower:
            yield from _links(context)
        if "@" in text or "u/" in text:
            yield from _handles(context)
        yield from super().detect(context)
        if context.has_digit:
            yield from _phones(context)


def _emails(context: Context) -> Iterator[Finding]:
    for m in _EMAIL.finditer(context.text):
        yield identifier(context, m.start(), m.end(), Attribute.CONTACT, "email", 0.99, Message("form.email"))


def _links(context: Context) -> Iterator[Finding]:
    for m in _URL.finditer(context.text):
        end = m.start() + len(m.group().rstrip(".,;:!?"))
        personal = re.search(
            r"/(?:u|user|users|in|profile|people|~|@)[\w/.-]|/@|github\.com/|instagram\.com/|facebook\.com/|(?:twitter|x)\.com/|t\.me/|linkedin",
            m.group()[:300],
            re.I,
        )
        why = Message("form.profile_link") if personal else Message("form.link_to_poster")
        kind = _kind(context, "url", m.start(), end)
        yield identifier(context, m.start(), end, Attribute.ACCOUNT, kind, 0.95 if personal else 0.6, why)


def _kind(context: Context, kind: str, start: int, end: int) -> str:
    """``own_handle`` or ``own_url`` for the author's own, ``handle`` or ``url`` otherwise."""
    speaks = start <= 2 and re.match(r" ?: ", context.text[end : end + 3]) is not None
    mark = start - 1 if context.text[start - 1 : start] == "@" else start
    mine = _around(context.language, "own_before").search(context.text, max(0, mark - 48), mark) is not None
    return f"own_{kind}" if speaks or mine else kind


def _handles(context: Context) -> Iterator[Finding]:
    for m in _HANDLE.finditer(context.text):
        group = 1 if m[1] else 2
        if m[group].lower() not in _DNS_WORDS:
            yield identifier(
                context,
                m.start(group),
                m.end(group),
                Attribute.ACCOUNT,
                _kind(context, "handle", m.start(group), m.end(group)),
                0.95,
                Message("form.account"),
            )


def _phones(context: Context) -> Iterator[Finding]:
    text, spoken = context.text, _around(context.language, "phone_before")
    for m in _DIGITS.finditer(text):
        raw = m.group()
        digits = sum(c.isdigit() for c in raw)
        if digits < 7 or _DATE_LIKE.match(raw):
            continue
        score, why = _phone_score(raw, said=spoken.search(text, max(0, m.start() - 40), m.start()) is not None)
        if score:
            yield identifier(context, m.start(), m.end(), Attribute.CONTACT, "phone", score, why)


def _phone_score(raw: str, *, said: bool) -> tuple[float, Message]:
    number = re.sub(r"(?:x|ext).*", "", raw, flags=re.I)
    if raw.startswith(("+", "00", "(+")):
        try:
            valid = phonenumbers.is_possible_number(
                phonenumbers.parse(number.replace("00", "+", 1) if number.startswith("00") else number)
            )
        except phonenumbers.NumberParseException:
            valid = False
        if valid or said:
            return 0.97, Message("form.international_phone")
    if said:
        return 0.93, Message("form.telephone_word")
    shaped = re.fullmatch(
        r"\(?0?\d{2,5}\)?[\s.-]\d{3,4}[\s.-]?\d{3,4}|1[-.\s]\d{3}[-.\s]\d{3}[-.\s]\d{4}|0\d{2,4}[\s-]\d{5,8}",
        number.strip(),
    )
    if not shaped:
        return 0.0, NOTHING
    for region in _REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(number, region)):
                return 0.9, Message("form.valid_phone", {"region": region})
        except phonenumbers.NumberParseException:
            continue
    return 0.75, Message("form.phone_grouped")


@cache
def _around(language: Language, name: str) -> re.Pattern[str]:
    """What stands before a telephone number, or before something of the author's own."""
    return Notation.of(language.table("identifiers/contacts")).part(name)
