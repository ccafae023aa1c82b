"""How much: sums of money and counts that single somebody out."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable

from redraft.detectors.contract import Context, Need, identifier, words_of
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_CODE = r"(?:USD|EUR|GBP|CHF|JPY|INR|PHP|AUD|NZD|CAD|SEK|NOK|DKK|PLN|TRL|TRY|DEM|ATS|CZK|HUF|RUB|RUR|UAH|BRL|MXN|ZAR|NGN|KES|CNY|HKD|SGD|FRF|ITL|ESP|NLG|FIM|BGN|RON|ROL|HRK|SKK|SIT|LVL|LTL|EEK|CYP|MTL|GRD|AZN|GEL|AMD|MDL|PTE|BEF|LUF|IEP|DDR|YUM|CSK|SUR|THB|VND|IDR|MYR|KRW|TWD|AED|SAR|QAR|KWD|BHD|OMR|JOD|ILS|EGP|MAD|TND|DZD|GHS|UGX|TZS|RWF|ETB|ZMW|BWP|NAD|MUR|LKR|BDT|NPR|MMK|KZT|UZS|KGS|TJS|RSD|BAM|MKD|ALL|ISK|ARS|CLP|COP|PEN|UYU|PYG|BOB|VES|CRC|GTQ|HNL|NIO|PAB|DOP|JMD|TTD|BBD|XOF|XAF|XCD|FJD|PGK)"
_WORD = (
    r"(?:(?:[A-Z][a-z]{2,12} |new )?(?:dollars?|bucks?|euros?|pounds?(?: sterling)?|quid|rupees?|pesos?|kron(?:or|er|a|e)|zlotys?|liras?|marks?|francs?|schillings?|"
    r"yen|yuan|roubles?|rubles?|hryvnias?|forints?|leva|levs?|lei|dinars?|dirhams?|naira|shillings?|rand|reais|guilders?|drachmas?|lire|pesetas?)\b|Deutsch(?:e)? Marks?)"
)
_FIGURE = r"\d{1,3}(?:[.,   ]\d{2,4}){0,6}(?:\d{0,9})(?:\.\d{1,4})?"
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion)"
_SCALE = r"(?: ?(?:k|m|bn|thousand|million|billion|lakhs?|crores?)\b)?"
_TAIL = rf"(?: ?[\[(](?:approx(?:\.|imately)? ?)?(?:{_CODE}|{_WORD})[^)\]\n]{{0,50}}[\])])?"
_MONEY = re.compile(
    rf"(?i)(?:(?:approximately|about|around|some|over|nearly) )?(?:[$€£¥₹₽₺₩₦₱] ?{_FIGURE}{_SCALE}|\b{_CODE} ?{_FIGURE}{_SCALE}(?: left)?{_TAIL}(?: ?\([a-z ]{{3,15}}\))?"
    rf"|(?<!\w)(?-i:Rs\.?|R|RM|kr\.?|Kr\.?|Ksh\.?|KSh|Php|PhP|S\$|A\$|C\$|NZ\$|HK\$|US\$|R\$|Tk\.?|Fr\.?|Lt|Ls|Kč|zł) ?{_FIGURE}{_SCALE}(?![\w%])"
    rf"|(?<![\w.,]){_FIGURE}{_SCALE} ?(?:(?-i:Kč|zł|kr|Ft|lv|Lt|Rs|Tk|₴|₸)(?!\w)|{_CODE}\b|{_WORD}|[€£$₹](?!\w)){_TAIL}|\b{_SMALL}(?:[ -]{_SMALL}){{0,3}} {_WORD})"
)
_COUNTED = (
    r"(?:tablets?|hearings?|decisions?|landowners?|employees?|shares?|square met(?:er|re)s?|sq\.? ?m|m²|m2|hectares?|acres?|kilomet(?:er|re)s?|km|miles?|kilograms?|kilos?|kg|grams?|"
    r"lit(?:er|re)s?|lbs?|pounds?|stone|cm|met(?:er|re)s?|feet|bedrooms?|pages?|plots?|apartments?|flats?|followers|subscribers|patients|students|pupils|residents|inhabitants|"
    r"inmates?|detainees?|cells?|cows?|sheep|goats?|cattle|horses?|acres|bottles?|packages?|copies|votes?)"
)
_COUNT = re.compile(
    rf"(?i)(?<![\w.,-])(?:{_FIGURE} (?:[a-z]{{4,12}} )?(?={_COUNTED})|\b{_SMALL}(?:[ -]{_SMALL}){{0,3}} ){_COUNTED}\b"
)

_MONEY_WORDS = words_of(_WORD) - {"new", "sterling"} | {"leu", "lev", "krona", "krone", "krono", "kronor", "kroner"}
_COUNTED_WORDS = words_of(_COUNTED) | {
    "meters",
    "metres",
    "kilometers",
    "kilometres",
    "liters",
    "litres",
    "meter",
    "metre",
    "liter",
    "litre",
    "m",
}


class Quantities:
    """Money and counts."""

    name = "quantities"
    every_language = True

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Sums of money score higher than counts: they are rarely round and seldom shared."""
        text = context.text
        priced = context.has_digit or context.any_of(_MONEY_WORDS)
        for m in _MONEY.finditer(text) if priced else ():
            yield identifier(context, m.start(), m.end(), Attribute.QUANTITY, "money", 0.85, Message("form.money"))
        for m in _COUNT.finditer(text) if context.any_of(_COUNTED_WORDS) else ():
            yield identifier(context, m.start(), m.end(), Attribute.QUANTITY, "count", 0.55, Message("form.measure"))
