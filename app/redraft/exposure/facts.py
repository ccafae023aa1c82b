"""What a value of an attribute says: the share of people it fits, from the shipped tables."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from redraft.domain.attributes import Attribute
from redraft.domain.message import NOTHING, Message
from redraft.exposure.tables import table, world
from redraft.geography import plain

FOREIGN_SIGMA = 0.6
"""Spread added when a share of the United States stands in for another country. Set by judgement."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the people of a country, the spread of its logarithm, and the assumption it needs (or none)."""

    share: float
    sigma: float
    assumption: Message = NOTHING


def age_range(value: str) -> tuple[int, int] | None:
    """Ages such as "34", "30-39", "30s" and "over 60" as the lowest and highest age."""
    numbers = [int(n) for n in re.findall(r"\d{1,3}", value)]
    if not numbers or numbers[0] > 120:
        return None
    if len(numbers) > 1:
        return min(numbers[:2]), max(numbers[:2])
    if re.search(r"\d0'?s", value):
        return numbers[0], numbers[0] + 9
    if re.search(r"over|older|\+|above", value, re.I):
        return numbers[0], 120
    if re.search(r"under|younger|below", value, re.I):
        return 0, numbers[0] - 1
    return numbers[0], numbers[0]


def sex_of(value: str) -> str | None:
    """``male`` or ``female``; other answers are in no table."""
    word = plain(value)
    if word in {"male", "man", "m", "boy"}:
        return "male"
    return "female" if word in {"female", "woman", "f", "girl"} else None


_EDUCATION = (
    (r"phd|doctor|master|graduate degree|professional degree|postgrad|\bmba\b", ("Graduate or professional degree",)),
    (r"bachelor|college degree|university degree|undergraduate degree", ("Bachelor's degree",)),
    (r"some college|in college|studying", ("Some college, no degree",)),
    (r"high school|hs diploma|secondary", ("High school graduate (includes equivalency)",)),
    (r"no high|primary|no diploma", ("Less than 9th grade", "9th to 12th grade, no diploma")),
)
_MARITAL = (
    (r"divorc", "Divorced"),
    (r"widow", "Widowed"),
    (r"\bmarried|husband|wife|spouse", "Now married"),
    (r"single|never|no relation|not married|unmarried|in relation|relationship|engaged|partner", "Never married"),
)


def categories(attribute: Attribute, value: str) -> tuple[str, tuple[str, ...]] | None:
    """The survey's group and the labels that a value stands for."""
    text = value.casefold()
    if attribute is Attribute.EDUCATION:
        labels = next((found for pattern, found in _EDUCATION if re.search(pattern, text)), None)
        return ("B15001", labels) if labels else None
    label = next((found for pattern, found in _MARITAL if re.search(pattern, text)), None)
    return ("B12002", (label,)) if label else None


_TITLES = {
    "software engineer": "software developers", "programmer": "computer programmers",
    "developer": "software developers", "nurse": "registered nurses", "doctor": "physicians",
    "waiter": "waiters waitresses", "attorney": "lawyers", "cop": "police officers",
    "professor": "postsecondary teachers", "high school teacher": "secondary school teachers",
}  # fmt: skip
"""Titles that people use -> words of the title in the table."""


RARE, RARE_SIGMA = 3e-5, 1.0
"""Share of people in a trade that no statistics count by itself, such as farriers. Set by judgement."""
_MADE = re.compile(
    r"[a-z]+(?:[^aeio]er|ier|[^aeiou]or|ist|ian|eer|man|woman|smith|wright|monger|herd|wife|master|chief|naut|ant|ent)"
)
_NO_TRADE = {"worker", "owner", "manager", "student", "carer", "freelancer", "volunteer", "unemployed", "pensioner"}
"""How the names of trades end in English, and words that end so and do not say which."""


@lru_cache(4096)
def occupation_share(value: str) -> Share | None:
    """Employees of an occupation among all people of the United States; None for what is no occupation.

    A title whose words are all named counts alone. A vague word such as "driver" counts every title that holds it,
    with a wider spread, because people who call themselves that may mean any of them. A trade that no title names is
    as many as its last word at most, and otherwise a rare one.
    """
    wanted = _words(_TITLES.get(plain(value), value))
    fits = [
        (words == wanted and "All Other" not in title, n)
        for title, n in table("occupations").items()
        if wanted and wanted <= (words := _words(title))
    ]
    exact = [n for whole, n in fits if whole]
    if fits:
        number = sum(exact) if exact else sum(n for _, n in fits)
        return Share(number / sum(table("states").values()), 0.35 if exact or len(fits) == 1 else 0.6)
    said = plain(value).split()
    if not 1 <= len(said) <= 4 or not _NO_TRADE.isdisjoint(said):
        return None
    broader = occupation_share(said[-1]) if len(said) > 1 else None
    if broader is None and _MADE.fullmatch(said[-1]) is None:
        return None
    return Share(broader.share if broader else RARE, RARE_SIGMA, Message("exposure.rare_trade"))


def _words(title: str) -> frozenset[str]:
    """The telling words of a title, in the singular."""
    return frozenset(
        {_stem(w) for w in plain(title).split()} - {"and", "of", "all", "other", "except", "the", "a", "in"}
    )


def _stem(word: str) -> str:
    """A title's word without the plural."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


_FAITHS = {
    "christian": ("christian", "protestant", "catholic", "orthodox", "evangelical", "anglican", "lutheran"),
    "catholic": ("catholic",), "protestant": ("protestant",), "muslim": ("muslim", "islam"),
    "jewish": ("jewish", "jew"), "hindu": ("hindu",), "buddhist": ("buddhist",), "sikh": ("sikh",),
    "none": ("none", "unaffiliated", "atheist", "agnostic"), "atheist": ("none", "unaffiliated", "atheist"),
}  # fmt: skip


def religion_share(value: str, country: str) -> Share | None:
    """The share of a religion in a country."""
    text = plain(value)
    words = next((w for key, w in _FAITHS.items() if key in text or any(x in text for x in w)), None)
    rows = table("countries").get(country, {}).get("religion", {})
    total = sum(share for name, share in rows.items() if words and any(w in name for w in words))
    return Share(min(total, 1.0), 0.25) if total > 0 else None


_CLASSES = {
    "6-9 / 10 000": (6e-4, 9e-4), "1-5 / 10 000": (1e-4, 5e-4), "1-9 / 100 000": (1e-5, 9e-5),
    "1-9 / 1 000 000": (1e-6, 9e-6), "<1 / 1 000 000": (1e-8, 1e-6),
}  # fmt: skip


def health_share(value: str, country: str) -> Share | None:
    """Obesity and smoking by country, rare conditions by the class of their prevalence in Europe."""
    text = plain(value)
    here = table("countries").get(country, {})
    for key, words in (("obesity", ("obes",)), ("smoking", ("smok", "tobacco"))):
        if any(w in text for w in words):
            return Share(here[key], 0.15) if key in here else None
    found = table("rare").get(value.casefold().strip())
    if not found:
        return None
    low, high = _CLASSES[found]
    spread = (high / low) ** 0.5
    return Share((low * high) ** 0.5, max(0.3, math.log(spread) / 1.645), Message("exposure.rare"))


NAMESAKES, NAMESAKES_SIGMA = 100.0, 1.5
"""People who share a first and a last name, most of the time. Set by judgement."""


def name_share(value: str) -> Share | None:
    """The share of a first name among those born in the United States from 1940 to 2015, or of a full name."""
    if len(value.split()) > 1:
        return Share(NAMESAKES / world(), NAMESAKES_SIGMA, Message("exposure.namesakes"))
    names = table("names")
    hit = names.get(plain(value))
    return Share(sum(hit) / sum(names[""]), 0.3, Message("exposure.first_names")) if hit else None
