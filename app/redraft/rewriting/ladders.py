"""Generalisation ladders: what stands one, two or three steps above a word. They never invent, they only widen."""

from __future__ import annotations

import re
from collections.abc import Callable

from redraft.domain.attributes import CODES, Attribute
from redraft.domain.edit import Degree, Wording
from redraft.domain.text import Span
from redraft.rewriting import places
from redraft.rewriting.fit import voiced
from redraft.rewriting.words import list_of

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_SEASONS = ("winter", "winter", "spring", "spring", "spring", "summer", "summer", "summer", "autumn", "autumn",
            "autumn", "winter")  # fmt: skip
_DECADES = {1: "teens", 2: "twenties", 3: "thirties", 4: "forties", 5: "fifties", 6: "sixties", 7: "seventies",
            8: "eighties", 9: "nineties"}  # fmt: skip
_KIN = {
    word: kind
    for kind, words in {
        "parent": "mother father mom mum dad mummy mommy daddy parent",
        "sibling": "sister brother",
        "child": "son daughter kid",
        "grandparent": "grandmother grandfather grandma grandpa nan granny",
        "relative": "aunt uncle cousin niece nephew grandson granddaughter",
    }.items()
    for word in words.split()
}
_DAY = re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_NUMBER = re.compile(r"\d+")
_MONEY = re.compile(r"(?P<before>[$€£¥₹]|\b(?:USD|EUR|GBP|CHF)\s?)?(?P<number>\d[\d.,]*)\s?(?P<thousand>k\b)?", re.I)

_FOR_AGE = re.compile(r"\bfor\s+(?:an?\s+)?$", re.I)
_BORN_IN = re.compile(r"\b(?:born|class|graduated)\b.*\b(?:in|of)\s+'?\d", re.I)
_ROUGHLY = re.compile(r"(?:about|around|roughly|approximately|nearly|almost|over|under|like|~)\s*$", re.I)
_DURATION = re.compile(r"\b[\w-]+ (?:years?|months?|weeks?|days?|hours?|minutes?)\b", re.I)

_TITLE_LEAD = re.compile(
    r"\b(?:a|an|the|my)\s+((?:(?!(?:as|an?|the|of|in|is|and|with)\b|\w*\d)[\w-]+\s+){1,3})$", re.IGNORECASE
)

_LOCATED = re.compile(r"\b(?:in|from|at|across|throughout)\s+$", re.I)

LONGEST_NAME = 5
"""Words; a longer quote is a sentence, not the name of somebody or something."""
_REMOVED = {Attribute.CONTACT: "[contact removed]", Attribute.ACCOUNT: "[account removed]"}


def wordings(quote: str, attribute: Attribute, value: str = "", *, located: bool = False) -> tuple[Wording, ...]:
    """Wordings for ``quote``, mildest first; empty when no ladder fits and language has to bend.

    ``value`` is the finding's normal form, which says what place or age a quote means when the quote itself does not.
    ``located``: something is in or from the place, or belongs to it, so that it is so of what lies around it, too.
    """
    if attribute is Attribute.FINANCE and not _NUMBER.search(quote):
        return ()
    if attribute in CODES:
        return (Wording(Degree.OUT, _REMOVED.get(attribute, "[number removed]")),)
    if attribute.ladder == "place":
        return place(quote, located=located)
    if attribute.ladder == "condition":
        return health(quote, value)
    if (climb := _PHRASES.get(attribute.ladder)) is not None:
        return climb(quote)
    if (climb := _NAMES.get(attribute.ladder)) is None or len(quote.split()) > LONGEST_NAME:
        return ()
    return climb(quote)


def place(quote: str, *, located: bool = False) -> tuple[Wording, ...]:
    """City → its country → its continent → somewhere; country → continent → somewhere.

    Where the place is not ``located`` in a sentence, it is a city in that country, a city on that continent.
    """
    lead, name = _split_preposition(quote)
    located = located or bool(_LOCATED.search(lead))
    somewhere = _somewhere(lead)
    if places.is_us_state(name):
        if located:
            return _steps(f"{lead}the United States", f"{lead}North America", quote=quote, out=somewhere)
        return _steps(f"{lead}a state in the United States", f"{lead}a country", quote=quote, out=somewhere)
    known = places.look_up(name)
    if known is None:
        return ()
    if known.city and located:
        near, far = f"{lead}{known.in_country}", f"{lead}{known.continent}"
    elif known.city:
        near, far = f"{lead}a city in {known.in_country}", f"{lead}a city in {known.continent}"
    elif located:
        near, far = f"{lead}{known.continent}", somewhere or "abroad"
    else:
        near, far = f"{lead}a country in {known.continent}", f"{lead}a country"
    last = "the city" if known.city else "the country"
    return _steps(near, far, quote=quote, out=somewhere or ("" if located else last))


def _somewhere(lead: str) -> str:
    """What is left of "in Leeds" and "from Leeds" when nothing of the place may stay; empty without a preposition."""
    words = lead.casefold().split()
    if not words:
        return ""
    here = "here" if "here" in words else "somewhere"
    return f"{words[-1]} {here}" if words[-1] in ("from", "near", "around", "outside") else here


def health(quote: str, value: str) -> tuple[Wording, ...]:
    """A medicine → medication; a specialist → a doctor → somebody. Empty for an illness: its name has to go."""
    medicine = value.removeprefix("takes ")
    if medicine != value:
        named = re.compile(re.escape(medicine).replace(r"\ ", r"\s+"), re.I)
        return _steps(named.sub("medication", quote), named.sub("something", quote), quote=quote)
    if value.startswith("sees a"):
        return _steps("my doctor", "someone", quote=quote)
    return ()


def age(quote: str) -> tuple[Wording, ...]:
    """34 → in my thirties → an adult; a child; not bad for 52 → for my age; born in 1988 → in the 1980s."""
    found = _NUMBER.search(quote)
    if found is None:
        return ()
    if _FOR_AGE.search(quote[: found.start()]):
        return _steps(_put(quote, found, "my age"), _put(quote, found, "my age"), quote=quote)
    if _BORN_IN.search(quote):
        head, tail = quote[: found.start()].rstrip("'’"), quote[found.end() :]
        decade = f"the {found.group()[:-1]}0s"
        return _steps(f"{head}{decade}{tail}", f"{head}another time{tail}", quote=quote)
    years = int(found.group())
    if not 1 <= years <= 99:
        return ()
    if years < 13:
        return _steps(_put(quote, found, "a child"), _put(quote, found, "young"), quote=quote)
    stage = "a teenager" if years < 20 else "an adult" if years < 65 else "an older adult"
    decade = _DECADES[years // 10]
    if years < 20:
        return _steps(_put(quote, found, "in my teens"), _put(quote, found, "young"), quote=quote)
    whose = "their" if re.search(r"\b(he|she|his|her|they)\b", quote, re.I) else "my"
    return _steps(_put(quote, found, f"in {whose} {decade}"), _put(quote, found, stage), quote=quote)


def whole_title(text: str, span: Span) -> Span:
    """The span with the words between it and its article: "manager" in "a customer relations manager"."""
    lead = _TITLE_LEAD.search(text[max(0, span.start - 60) : span.start])
    return span if lead is None else Span(span.start - len(lead.group(1)), span.end)


def _put(quote: str, found: re.Match[str], instead: str) -> str:
    """The quote with its number, and the words that only a number bears, replaced."""
    rest = re.sub(r"^[\s-]*(years?[\s-]old|y/?o|yrs?|years|[fm])\b", "", quote[found.end() :], flags=re.I)
    return f"{quote[: found.start()]}{instead}{rest}"


def date(quote: str) -> tuple[Wording, ...]:
    """A day → its month → its season → a while ago; a day without a month → some day; the year goes with the second."""
    low = quote.casefold()
    month = next((i for i, name in enumerate(_MONTHS) if re.search(rf"\b{name[:3]}(?:{name[3:]})?\b", low)), None)
    year = _YEAR.search(quote)
    preposition = re.match(r"(on|in|by|until|since|at)\s+", low)
    lead = "in " if preposition and preposition.group(1) == "on" else preposition.group() if preposition else ""
    if month is None and year is None and _DAY.search(low):
        return (Wording(Degree.VAGUER, "at some point" if lead == "in " else f"{lead}some day"),)
    if month is None:
        return _steps(f"{lead}the {year.group()[:3]}0s", "a while ago", quote=quote) if year else ()
    if re.search(r"\b\d{1,2}(st|nd|rd|th)?\b", low):
        return _steps(f"{lead}{_MONTHS[month].capitalize()}", f"{lead}{_SEASONS[month]}", quote=quote)
    return _steps(f"{lead}{_SEASONS[month]}", "some time", quote=quote)


def money(quote: str) -> tuple[Wording, ...]:
    """An amount → its band of powers of ten → some money. Numbers that are no money keep their unit."""
    found = _MONEY.search(quote)
    if found is None or not (found["before"] or found["thousand"]):
        return ()
    digits = re.sub(r"[.,]\d{1,2}$", "", found["number"])
    amount = int(re.sub(r"\D", "", digits) or "0") * (1000 if found["thousand"] else 1)
    bands = ((1000, "less than a thousand"), (10_000, "a few thousand"), (100_000, "tens of thousands"),
             (1_000_000, "hundreds of thousands"))  # fmt: skip
    band = next((words for limit, words in bands if amount < limit), "a lot")
    head, tail = _ROUGHLY.sub("", quote[: found.start()]), quote[found.end() :]
    return _steps(f"{head}{band}{tail}", f"{head}some money{tail}", quote=quote)


def duration(quote: str) -> tuple[Wording, ...]:
    """Two years → some time: it stands wherever the length of time stood."""
    if not _DURATION.search(quote):
        return ()
    return (Wording(Degree.VAGUER, _DURATION.sub("some time", quote)),)


def relation(quote: str) -> tuple[Wording, ...]:
    """My wife → my partner → a loved one; my sister → my sibling → a relative; a single mom → a parent."""
    words = quote.split()
    kin, mark, _ = words[-1].casefold().strip(".,!?").replace("’", "'").partition("'") if words else ("", "", "")
    owns = "'s" if mark else ""
    if kin in list_of("partners") and len(words) > 2:
        return _steps(f"{' '.join(words[:-1])} partner{owns}", f"{' '.join(words[:-1])} loved one{owns}", quote=quote)
    if kin in list_of("partners"):
        return _steps(f"my partner{owns}", f"a loved one{owns}", quote=quote)
    if words and words[0].casefold() == "single" and kin in _KIN:
        return _steps("a parent", "a parent", quote=quote)
    if kin in _KIN and len(words) > 1:
        return _steps(f"{words[0]} {_KIN[kin]}{owns}", f"a relative{owns}", quote=quote)
    return ()


def organisation(quote: str) -> str:
    """The kind that a name itself tells, else a company."""
    return kind_of(quote) or "a company"


def kind_of(quote: str) -> str | None:
    """The kind of organisation that a name itself tells."""
    kinds = (
        (r"universit|college|institut|\beth\b|\bmit\b", "a university"),
        (r"school|academy|kindergarten", "a school"),
        (r"hospital|clinic|\bnhs\b|infirmary", "a hospital"),
        (r"bank|insurance|capital", "a financial firm"),
        (r"church|mosque|temple|synagogue|parish", "a place of worship"),
        (r"court|ministry|council|department|commission|agency", "a public authority"),
    )
    return next((words for pattern, words in kinds if re.search(pattern, quote, re.I)), None)


def landform(quote: str) -> str | None:
    """The kind of thing on a map that a name itself tells: Otley Road is a road, Pentland Hills are hills."""
    words = re.findall(r"[^\W\d_]+", quote.casefold())
    return next((w for w in (words[-1], words[0]) if w in list_of("landforms")), None) if len(words) > 1 else None


_PHRASES: dict[str, Callable[[str], tuple[Wording, ...]]] = {
    "years": age,
    "day": date,
    "amount": lambda quote: money(quote) or duration(quote),
    "relative": relation,
}
"""How words climb, by the first step of an attribute's table."""
_NAMES: dict[str, Callable[[str], tuple[Wording, ...]]] = {
    "name": lambda quote: _steps("someone", "someone", quote=quote),
    "organisation": lambda quote: _steps(organisation(quote), "an organisation", quote=quote),
    "school": lambda quote: _steps(organisation(quote), "a place of learning", quote=quote),
    "event": lambda quote: _steps("an event", "something", quote=quote),
}
"""The same for names of somebody and something."""


def _split_preposition(quote: str) -> tuple[str, str]:
    found = re.match(r"((?:here\s+)?(?:in|near|from|to|at|around|outside)\s+)", quote, re.I)
    return (found.group(1), quote[found.end() :]) if found else ("", quote)


def _steps(vaguer: str, much_vaguer: str, *, quote: str, out: str = "") -> tuple[Wording, ...]:
    """The two steps, and a last one where nothing may stay but the words cannot go; none that changes nothing."""
    offered = [Wording(Degree.VAGUER, voiced(vaguer, quote)), Wording(Degree.MUCH_VAGUER, voiced(much_vaguer, quote))]
    if out:
        offered.append(Wording(Degree.OUT, voiced(out, quote)))
    kept: list[Wording] = []
    for wording in offered:
        if wording.text.casefold() != quote.casefold() and wording.text not in (k.text for k in kept):
            kept.append(wording)
    return tuple(kept)
