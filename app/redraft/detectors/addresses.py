"""Where exactly: streets, postcodes, boxes, coordinates, grid codes."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections.abc import Iterable

from redraft.detectors.contract import Context, Need, identifier, words_of
from redraft.detectors.wordlists import is_city
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_CAP = r"[A-ZÀ-ÞĀ-Ž][\w’'.-]{0,24}"
_STREET_WORD = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Pl|Square|Sq|Terrace|Close|Crescent|Alley|Gardens?|Grove|Hill|Row|Mews|"
    r"Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Walk|Quay|Plaza|Loop|Path|Green|Rise|View|Park|Manors?|Mall|Estates?|Heights|Junction|Ridge|Point|Crossing|Village|Cove|Nagar|Marg|Path|Ganj|Chowk)"
)
_STREET = re.compile(
    rf"\b(?:(?:Flat|Apt\.?|Unit|Suite|House(?: No\.?)?|No\.?|H\. ?No\.?) ?\d{{1,5}}[A-Za-z]?,? )?\d{{1,5}}(?:[/-]\d{{1,4}})?[A-Za-z]?,? (?:{_CAP} ){{1,4}}{_STREET_WORD}\b\.?(?:, {_CAP}(?: {_CAP})?(?=[,.;\n]|$))?"
    rf"|\b(?:The )?{_CAP} (?:Forge|Cottage|House|Farm|Barn|Mill|Lodge|Rectory|Vicarage|Manor|Stables|Croft|Bungalow|Villa|Hall), {_CAP}(?: {_CAP}){{0,2}}(?:, {_CAP}(?: {_CAP})?)?"
    rf"|\b\d{{1,3}}(?:st|nd|rd|th) {_STREET_WORD}\b|\b(?:{_CAP} ){{1,3}}(?:Street|Road|Avenue|Lane|Boulevard|Alley|Crescent|Blvd|Rd|Ave)\b\.?"
    rf"|\b{_CAP}(?:straße|strasse)\b(?! \d)|\b{_CAP}(?:straße|strasse|str\.|gasse|platz|weg|allee|damm|ufer) \d{{1,4}}[a-z]?\b|\b(?:rue|avenue|boulevard|place|via|viale|piazza|calle|avenida|rua|plaza|ulica|ul\.|os\.) (?:d[eiu]s?l?a? |della )?{_CAP}(?: {_CAP})?,? \d{{1,4}}\b"
    rf"|\b\d{{1,4}},? (?:bis |ter )?(?:rue|avenue|boulevard|place|chemin|allée|impasse) (?:d[eu]s? |de la |de l['’])?{_CAP}(?: {_CAP}){{0,2}}",
)
_POSTCODE = re.compile(
    r"\b(?:[A-PR-UWYZ][A-HK-Y]?\d[A-HJKMNP-Y\d]? ?\d[ABD-HJLNP-UW-Z]{2}|[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d|[1-9]\d{3} [A-Z]{2}|\d{2}-\d{3}(?= [A-ZŁŚŻ])|\d{5}-\d{4}|"
    r"(?:AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC) \d{5}|"
    r"(?:D|A|CH|F|B|L|PL|SE|DK)-\d{4,5}|(?i:zip|postcode|postal code|plz|pin ?code)[ :]{1,3}(?:[A-Z\d]{3,8}))\b"
)
_TOWN = re.compile(rf"(?<![\d.,-])\b\d{{4,5}}(?= {_CAP}\b)")
_BOX = re.compile(r"(?i)\b(?:p\.? ?o\.? ?box|postfach|apartado|casilla|boîte postale|bp) ?\d{1,6}\b")
_COORDINATES = re.compile(
    r"(?<![\d.])[-+]?\d{1,2}\.\d{3,10}°? ?[NS]?, ?[-+]?\d{1,3}\.\d{3,10}°?(?: ?[EWO])?(?![\d.])"
    r"|\d{1,2}° ?\d{1,2}['’′] ?(?:\d{1,2}(?:\.\d{1,4})?[\"”″] ?)?[NS],? ?\d{1,3}° ?\d{1,2}['’′] ?(?:\d{1,2}(?:\.\d{1,4})?[\"”″] ?)?[EWO]|\bgeo:-?\d{1,2}\.\d{1,10},-?\d{1,3}\.\d{1,10}"
)
_AREA = re.compile(
    rf"\b(?:municipality|county|village|town|city|district|province|region|commune|canton|parish|borough|suburb|state|island) of (?:{_CAP})(?: {_CAP}){{0,2}}"
    rf"|\b(?:{_CAP} ){{1,3}}(?:village|district|region|province|county|neighbou?rhood|municipality|canton|island)\b|\b(?:northern|southern|eastern|western|central) {_CAP}\b"
)
_WORDS3 = re.compile(r"(?:///|w3w\.co/|what3words\.com/)[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}\b")
_PLUS = re.compile(r"(?<!\w)(?:[23456789CFGHJMPQRVWX]{4}){1,2}\+[23456789CFGHJMPQRVWX]{2,3}\b")
_ABROAD = re.compile(
    rf"(?i:\b(?:(?:ich|wir) (?:wohnen?|leben?|lebe|komme) (?:jetzt |seit \w+ |gerade )?(?:in|aus|bei)|j['’]habite (?:à|en|au)|"
    rf"(?:je vis|nous vivons|on vit) (?:à|en|au)|je viens de|(?:vivo|vivimos|resido) en|soy de|(?:abito|vivo|viviamo) (?:a|in)|"
    rf"(?:moro|vivo) em|sou d[eoa]|ik woon in|jag bor i|jeg bor i|mieszkam (?:w|we)|bydlím v))\s({_CAP}(?:[ -]{_CAP})?)"
)
"""Where somebody lives or comes from, in the languages of ``people``."""
_ABROAD_IN = re.compile(
    rf"\b(?:in|nach|aus|bei|à|en|em|di|da|a|i|w|we|z|ze|do|till|från|fra|til|naar|uit|van|vers|depuis|desde|hacia|de)"
    rf"\s({_CAP}(?:[ -]{_CAP})?)(?!\w)"
)
_LEAST_PEOPLE = 50_000
"""Smaller towns share their names with too many words of other languages."""
_LABEL = re.compile(
    r"(?im)^(?:.{0,80}\|)?[ \t]{0,3}(?:(?:general |pickup |current |home )?(?:location|address|city|town|based in|from|area|region|hometown)(?: for pickup)?)[ \t]{0,2}:[ \t]{0,3}([^\n|(:–-]{2,60}?)(?=[ \t]*(?:[\n|(–-]|[Pp]ickup|$))"
)

_STREET_WORDS = words_of(_STREET_WORD) | frozenset(
    "forge|cottage|house|farm|barn|mill|lodge|rectory|vicarage|manor|stables|croft|bungalow|villa|hall".split("|")
)
_AREA_WORDS = words_of(_AREA.pattern) | {"neighborhood", "neighbourhood"}


class Addresses:
    """Parts of addresses and places on the map."""

    name = "addresses"
    every_language = True

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Most parts need a digit or a street's word."""
        text = context.text
        plans = []
        german = "straße" in text or "strasse" in text
        if context.has_digit or german or context.any_capitalised(_STREET_WORDS):
            plans.append((_STREET, 0.9, "street", Message("form.street")))
        if context.any_of(_AREA_WORDS):
            plans.append((_AREA, 0.72, "area", Message("form.district")))
        if ":" in text:
            for m in _LABEL.finditer(text):
                yield identifier(
                    context, m.start(1), m.end(1), Attribute.PLACE, "place", 0.9, Message("form.location_word")
                )
        if not context.readable:
            yield from _abroad(context)
        if "///" in text or "w3w" in text or "what3words" in text:
            plans.append((_WORDS3, 0.98, "what3words", Message("form.three_words")))
        if context.has_digit:
            plans += [
                (_POSTCODE, 0.9, "postcode", Message("form.postcode")),
                (_TOWN, 0.45, "postcode", Message("form.house_number")),
                (_BOX, 0.95, "po_box", Message("form.post_box")),
                (_COORDINATES, 0.98, "coordinates", Message("form.coordinates")),
            ]
            if "+" in text:
                plans.append((_PLUS, 0.95, "plus_code", Message("form.plus_code")))
        for pattern, score, kind, why in plans:
            for m in pattern.finditer(text):
                numbered = kind == "street" and m.group()[0].isdigit()
                yield identifier(context, m.start(), m.end(), Attribute.PLACE, kind, 0.96 if numbered else score, why)


def _abroad(context: Context) -> Iterable[Finding]:
    """Where somebody lives, and large cities after a preposition, in other languages than English."""
    for m in _ABROAD.finditer(context.text):
        why = Message("form.lives_or_from")
        yield identifier(context, m.start(1), m.end(1), Attribute.PLACE, "home", 0.9, why)
    for m in _ABROAD_IN.finditer(context.text):
        whole = m[1].rstrip(".’'-")
        name = next((n for n in (whole, whole.split()[0]) if is_city(n, _LEAST_PEOPLE)), None)
        if name is not None:
            end = m.start(1) + len(name)
            yield identifier(context, m.start(1), end, Attribute.PLACE, "place", 0.75, Message("form.city_after_in"))
