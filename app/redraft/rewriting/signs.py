"""Signs that tell who or where somebody is: emoji of a man or a woman, flags, and what money is called there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redraft.domain.attributes import Attribute
from redraft.domain.text import Span

_SEX_MARK = re.compile("(.[\U0001f3fb-\U0001f3ff]?)\ufe0f?\u200d[\u2640\u2642]\ufe0f?")
_CURRENCY = re.compile(
    r"[£€¥₹₽₩₺₫₴₦฿]\s?(?=\d)|\b(?:CHF|GBP|EUR|AUD|NZD|CAD|SEK|NOK|DKK|PLN|INR|JPY|ZAR|BRL|MXN|Rs\.?|R\$|A\$|C\$)\s?(?=\d)"
    r"|(?<=\d)\s?(?:[£€¥₹₽₩₺₫₴₦฿]|(?:CHF|GBP|EUR|AUD|NZD|CAD|SEK|NOK|DKK|PLN|INR|JPY|ZAR|BRL|MXN|kr|zł|quid)\b)"
)
_PERSON = re.compile("[\U0001f468\U0001f469](?=[\U0001f3fb-\U0001f3ff]?\u200d)")
_GENDERED = re.compile("\\s?[\U0001f483\U0001f57a\U0001f478\U0001f934\U0001f470\U0001f930\U0001f485\U0001f484\U0001f457"
                       "\U0001f460\U0001f461\U0001f45c\U0001f459\U0001f9d4\U0001f468\U0001f469\U0001f467\U0001f466]"
                       "[\U0001f3fb-\U0001f3ff]?(?!\u200d)\ufe0f?")  # fmt: skip
_FLAG = re.compile("\\s?(?:[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0061-\U000e007a]+\U000e007f)")
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
ANYBODY = "\U0001f9d1"


def find(text: str, attribute: Attribute) -> Iterator[tuple[Span, str]]:
    """Places of such signs and what stands there instead, mostly nothing."""
    if attribute is Attribute.SEX:
        for match in _SEX_MARK.finditer(text):
            yield Span(match.start(), match.end()), match.group(1)
        for match in _PERSON.finditer(text):
            yield Span(match.start(), match.end()), ANYBODY
        for match in _GENDERED.finditer(text):
            yield Span(match.start(), match.end()), ""
    if attribute in (Attribute.LOCATION, Attribute.BIRTHPLACE, Attribute.ETHNICITY):
        for pattern in (_FLAG, _CURRENCY):
            for match in pattern.finditer(text):
                yield Span(match.start(), match.end()), ""
    if attribute is Attribute.ETHNICITY:
        for match in _SKIN.finditer(text):
            yield Span(match.start(), match.end()), ""
