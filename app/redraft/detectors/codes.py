"""Numbers that stand for one person, thing or file: documents, applications, case files, errors with an id in them."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable

from redraft.detectors.contract import Context, Need, identifier
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_FILE = re.compile(r"(?<![\w/.,:-])\d{1,6}/\d{2,4}(?![\w/-])")
_FILE_WORD = re.compile(
    r"(?i)(?:\bno\.?|\bnos\.?|\bnumbers?|\bapplications?|\bcases?|\bfile|\breference|\bref\.?|\bdocket|\band|,|;)\s{0,2}[(]?$"
)
_NUMBERED = re.compile(
    r"(?i)\b(application|case|file|claim|ticket|order|invoice|policy|account|customer|member(?:ship)?|employee|staff|student|patient|user|client|booking|"
    r"reservation|confirmation|tracking|reference|ref|registration|licen[cs]e|passport|permit|visa|certificate|docket|plot|parcel|id|national id|"
    r"document|serial|card|badge|medical record|mrn|nhs|ssn|social security|tax|vat|tin|pan|aadhaar|insurance)"
    r"((?:\s{1,2}(?:number|no\.?|num|nr\.?|id|code|card|#))?(?:\s{0,2}(?:is|was|:|=|#|-|–|no\.|of)){0,2}\s{0,2}[(\"“']?)"
    r"([A-Z0-9](?:[A-Z0-9./-]{2,38}[A-Z0-9]))(?![\w])"
)
_BOOKING = re.compile(
    r"(?i:\b(?:booking|reservation|confirmation|pnr)(?: (?:ref(?:erence)?|code|number|no\.?))?(?: is)?[ :#]{1,2})"
    r"((?=[A-Z]{0,5}\d)[A-Z0-9]{6})\b"
)
_FLIGHT = re.compile(r"(?i:\bflight(?: (?:number|no\.?|is))?[ :]{1,2})([A-Z][A-Z0-9] ?\d{1,4})\b")
_NO = re.compile(
    r"(?i)\b(?:no|nos|nr|num|number|n°|№|ref|reference)\b\.?[ :#]{1,2}[(\"“']?((?=[A-Z0-9./-]{0,20}\d)[A-Z0-9](?:[A-Z0-9./-]{2,24}[A-Z0-9]))(?![\w])|№ ?([A-Z0-9][A-Z0-9./-]{2,24})(?!\w)"
)
_PREFIXED = re.compile(r"(?<![\w-])[A-Z]{2,4}-(?:[A-Z]{1,4}-)?\d{4,14}(?![\w-])")
_LETTER_RUN = re.compile(r"(?<![\w-])(?=[A-Z]{1,3}\d)[A-Z]{1,3}\d{6,12}[A-Z]?(?![\w-])")
_HEX = re.compile(
    r"(?<!\w)(?:[A-Z]{3,12}(?: at mem(?:ory)? addr(?:ess)?)? )?(?:(?:error|code) )?0x[0-9A-Fa-f]{3,16}\b", re.I
)
_ERROR = re.compile(r"(?<!\w)#?E\d{2,5}\b|#[A-Z]{1,4}-?\d{2,6}\b")
_LAW_REPORT = re.compile(
    r"\b[A-Z]{2,5}[ \u00a0](?:19|20)\d\d\s?(?:p|s|S|no|ref)\.?[ \u00a0]?\d{1,4}\b|(?<![\w:])(?:18|19|20)\d\d:\d{1,4}(?![\w:])|(?<![\w/])\d{3,4} § \d{1,3}(?! of)\b"
)


_PLOT = re.compile(
    r"(?i)\b(?:plots?|parcels?|sheet|lots?)\s((?:no\.?\s?)?\d{1,6}(?:[/,]\s?(?:sheet|plan|/|\s|\d){1,24}\d)?)"
)


class Codes:
    """Numbers of documents, applications, files and records."""

    name = "codes"
    every_language = True

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Codes all hold digits; a text without any is left at once."""
        if not context.has_digit:
            return
        text = context.text
        for m in _NUMBERED.finditer(text):
            if sum(c.isdigit() for c in m[3]) >= max(3, len(m[3]) // 3) and not re.fullmatch(r"(?:19|20)\d\d", m[3]):
                word = m[1].lower()
                document = word in {
                    "passport",
                    "national id",
                    "licence",
                    "license",
                    "ssn",
                    "nhs",
                    "social security",
                    "visa",
                    "permit",
                    "aadhaar",
                    "pan",
                }
                attribute = Attribute.DOCUMENT if document else Attribute.ACCOUNT
                yield identifier(
                    context,
                    m.start(3),
                    m.end(3),
                    attribute,
                    "document" if document else "number",
                    0.92,
                    Message("form.word_stands_before", {"words": m[1]}),
                )
        for m in _NO.finditer(text):
            group = 1 if m[1] else 2
            if sum(c.isdigit() for c in m[group]) >= 4 and not re.fullmatch(r"(?:19|20)\d\d", m[group]):
                yield identifier(
                    context,
                    m.start(group),
                    m.end(group),
                    Attribute.ACCOUNT,
                    "number",
                    0.8,
                    Message("form.number_word"),
                )
        for m in _BOOKING.finditer(text):
            why = Message("form.booking")
            yield identifier(context, m.start(1), m.end(1), Attribute.DOCUMENT, "booking", 0.9, why)
        for m in _FLIGHT.finditer(text):
            why = Message("form.flight")
            yield identifier(context, m.start(1), m.end(1), Attribute.WHEREABOUTS, "flight", 0.85, why)
        if "/" in text:
            for m in _PLOT.finditer(text):
                yield identifier(
                    context, m.start(1), m.end(1), Attribute.DOCUMENT, "plot", 0.9, Message("form.land_register")
                )
            for m in _FILE.finditer(text):
                if _FILE_WORD.search(text, max(0, m.start() - 16), m.start()) or re.fullmatch(
                    r"\d{3,6}/\d\d", m.group()
                ):
                    yield identifier(
                        context,
                        m.start(),
                        m.end(),
                        Attribute.DOCUMENT,
                        "file",
                        0.9,
                        Message("form.file_number"),
                    )
        for pattern, score, why in (
            (_PREFIXED, 0.95, Message("form.serial")),
            (_LETTER_RUN, 0.85, Message("form.letter_digits")),
            (_HEX, 0.55, Message("form.searchable_code")),
            (_ERROR, 0.55, Message("form.searchable_code")),
            (_LAW_REPORT, 0.8, Message("form.decision")),
        ):
            for m in pattern.finditer(text):
                kind = "document" if score > 0.8 else "reference"
                yield identifier(
                    context,
                    m.start(),
                    m.end(),
                    Attribute.DOCUMENT if score > 0.8 else Attribute.QUANTITY,
                    kind,
                    score,
                    why,
                )
