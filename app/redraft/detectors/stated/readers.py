"""How the groups of a match become a value: ages, years, places, names, occupations, sums of money, and plain words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from redraft.detectors.stated import gazetteer, lexicon
from redraft.detectors.stated.frame import Frame
from redraft.detectors.stated.pattern import Pattern
from redraft.languages import Language

Match = re.Match[str]
_OLDEST = 105
_YOUNGEST = 10
_PROPER = re.compile(r"(?:St\. )?[A-Z][\w'’-]+(?:[ ][A-Z][\w'’-]+){0,3}")
_NAME = re.compile(r"(?:St\.? )?[A-Z][\w&'’-]*(?:[ ](?:(?:of|and|&|at)[ ])?[A-Z][\w&'’-]*){0,4}")
_LOW, _HIGH = 30_000, 60_000
"""Yearly income below which it is low, and from which it is high; currencies are taken at par."""
_YEARLY = {"hour": 2000, "week": 52, "month": 12, "year": 1}


class Said(NamedTuple):
    """A value, how sure it is, and where the words that say it end; ``kind`` where it is not the pattern's."""

    value: str
    confidence: float
    end: int
    kind: str = ""


def said(match: Match, frame: Frame, pattern: Pattern) -> Said | None:
    """What a match says, where every condition of its pattern holds; None when it says nothing."""
    if not _fits(match, frame, pattern):
        return None
    found = _READERS[pattern.read](match, frame, pattern) if pattern.read else _written(match, pattern)
    if found is None:
        return None
    result = found if isinstance(found, Said) else Said(found, pattern.confidence, match.end())
    after, not_after = pattern.condition("after"), pattern.condition("not_after")
    if after is not None and not after.match(frame.folded, result.end):
        return None
    return None if not_after is not None and not_after.match(frame.folded, result.end) else result


def _fits(match: Match, frame: Frame, pattern: Pattern) -> bool:
    start, end = match.span()
    before = pattern.condition("not_before")
    if before is not None and before.search(frame.before(start)):
        return False
    near, not_near = pattern.condition("near"), pattern.condition("not_near")
    if near is not None and not near.search(frame.folded, max(0, start - 60), end + 60):
        return False
    if not_near is not None and not_near.search(frame.folded, max(0, start - 30), end + 30):
        return False
    capital = pattern.options.get("capital")
    if capital and not frame.text[match.start(capital)].isupper():
        return False
    if pattern.options.get("own") and _others(pattern).search(frame.folded, frame.sentence(start).start, start):
        return False
    wanted = pattern.options.get("occupation")
    if not wanted or lexicon.is_occupation(match["np"], frame.language):
        return True
    return wanted == "made" and lexicon.looks_like_a_trade(match["np"].split()[-1], frame.language)


@cache
def _others(pattern: Pattern) -> re.Pattern[str]:
    return re.compile(r"(?<![\w'])" + pattern.notation.expand("{others}") + r"(?![\w])")


def _written(match: Match, pattern: Pattern) -> str | None:
    """The value of the table, with groups filled in."""
    words = {name: " ".join((text or "").split()) for name, text in match.groupdict().items()}
    for choice, value in pattern.choices:
        if choice.fullmatch(words["w"]):
            return value.format_map(words)
    return pattern.value.format_map(words) if pattern.value else None


def _number(text: str, language: Language) -> int | None:
    """Digits, or the words of a number: "thirty-four"."""
    if text.isdigit():
        return int(text)
    known = language.table("statements/parts")["numbers"]
    parts = [known.get(word) for word in re.split(r"[\s-]", text)]
    return None if None in parts else sum(parts)


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _age(match: Match, frame: Frame, pattern: Pattern) -> str | None:
    """The number of group ``age``; ``plus`` are years that may lie between it and the age of today."""
    age = _number(match["age"], frame.language)
    low, high = pattern.options.get("plus", (0, 0))
    if age is None or not _YOUNGEST <= age <= _OLDEST:
        return None
    return _span(age + low, age + high)


def _any_age(match: Match, frame: Frame, pattern: Pattern) -> str | None:
    """The number of group ``age`` as that of anybody, children among them."""
    return match["age"] if int(match["age"]) <= _OLDEST else None


def _decade(match: Match, frame: Frame, pattern: Pattern) -> str | None:
    """The years of "my twenties", narrowed by group ``part``."""
    tens = _number(re.sub(r"\D", "", match["age"]) or match["age"], frame.language)
    low, high = pattern.options["spans"].get(match["part"], (0, 9))
    return f"{tens + low}-{tens + high}" if tens is not None else None


def _since(match: Match, frame: Frame, pattern: Pattern) -> str | None:
    """How old somebody is who was ``plus`` years old in the year of group ``year``, which has four digits or two."""
    written, today = match["year"].lstrip("'"), datetime.date.today().year
    low, high = pattern.options.get("plus", (0, 0))
    century = 2000 if int(written[-2:]) <= today % 100 + (6 if low else 0) else 1900
    year = int(written) if len(written) == 4 else century + int(written)
    age = today - year
    return _span(age + low, age + high) if age + low >= _YOUNGEST and age + high <= _OLDEST else None


def _known_place(match: Match, frame: Frame, pattern: Pattern) -> Said | None:
    """The place right after the match, only when it is known: "a believer in Python" names none."""
    known = gazetteer.find(frame.text[match.end() : match.end() + 90], frame.language)
    return Said(known[0], pattern.confidence, match.end() + known[1]) if known else None


def _place(match: Match, frame: Frame, pattern: Pattern) -> Said | None:
    """The place right after the match, in full when it is known, else as it is written with a capital."""
    rest = frame.text[match.end() : match.end() + 90]
    known = gazetteer.find(rest, frame.language)
    if known is not None:
        return Said(known[0], round(max(0.55, min(0.96, 0.6 + 0.36 * known[2])), 3), match.end() + known[1])
    proper = _PROPER.match(rest)
    if proper is None or gazetteer.no_place(frame.language).match(rest):
        return None
    name = proper.group().rstrip("'’-")
    return Said(name, 0.72, match.end() + len(name)) if len(name) > 2 else None


def _townsfolk(match: Match, frame: Frame, pattern: Pattern) -> str:
    return str(frame.language.table("places")["townsfolk"][" ".join(match["w"].split())])


def _name(match: Match, frame: Frame, pattern: Pattern) -> Said | None:
    """The name with a capital right after the match, of at least ``at_least`` words; the table may say its form."""
    found = (pattern.condition("name") or _NAME).match(frame.text, match.end())
    if found is None or len(found.group()) < 2 or pattern.stops.match(found.group()):
        return None
    name = re.sub(r"(?:[ ]I|['’.-])+$", "", found.group())
    few = len(name.split()) < pattern.options.get("at_least", 1)
    return None if few else Said(name, pattern.confidence, found.start() + len(name))


def _claim(match: Match, frame: Frame, pattern: Pattern) -> Said | None:
    """What group ``w`` says that the author alone is, up to the end of the name that begins at group ``place``.

    Group ``np`` says what: somebody of a trade, or else a man or a woman of some kind, who did what group ``deed``
    says, or who belongs to something smaller than a place.
    """
    head = match["np"].split()[-1]
    known = lexicon.is_occupation(match["np"], frame.language) or head in pattern.options["offices"]
    work = known or lexicon.looks_like_a_trade(head, frame.language)
    place = _NAME.match(frame.text, match.start("place"))
    if place is None or not (work or (head in pattern.options["people"] and _belongs(match))):
        return None
    name = re.sub(r"(?:[ ]I|['’.-])+$", "", place.group())
    end = place.start() + len(name)
    return Said(frame.text[match.start("w") : end], pattern.confidence, end)


def _belongs(match: Match) -> bool:
    between = match.string[match.end("np") : match.start("place")]
    return bool(match["deed"]) or " " in match["np"] or between.endswith(" the ")


def _trade(match: Match, frame: Frame, pattern: Pattern) -> Said | None:
    """The occupation that group ``np`` begins with; ``job`` where the words around speak of one, ``whole`` where
    nothing may follow it.
    """
    found = lexicon.leading_occupation(match["np"], frame.language, job=pattern.options.get("job", False))
    if found is None or (pattern.options.get("whole") and found[1] != len(match["np"])):
        return None
    name, end = found
    if name.split()[0].endswith("ing") or len(name.split()) > 4:
        return None
    return Said(name, pattern.confidence, match.start("np") + end)


def _belief(match: Match, frame: Frame, pattern: Pattern) -> str | None:
    return dict(lexicon.beliefs(frame.language).get(" ".join(match["b"].split()), ())).get(pattern.attribute.value)


def _children(match: Match, frame: Frame, pattern: Pattern) -> str | None:
    count = _number(match["count"], frame.language)
    return None if count is None else "has a child" if count == 1 else f"has {count} children"


def _degree(match: Match, frame: Frame, pattern: Pattern) -> str | None:
    """The level, by ``values``, and the subject."""
    level = next((value for choice, value in pattern.choices if choice.fullmatch(match["level"])), None)
    subject = match.groupdict().get("subject")
    return f"{level} in {subject}" if level and subject else level


def _money(match: Match, frame: Frame, pattern: Pattern) -> str | None:
    """The income in classes, with the words; small sums without a currency, a thousand or a time are none."""
    groups = match.groupdict()
    amount = float(groups["n"].replace(",", "")) * (1000 if groups["k"] else 1)
    per = next((time for time in _YEARLY if groups[time]), "")
    if not (groups["cur"] or groups["unit"] or groups["k"] or per) or amount < 1:
        return None
    yearly = amount * _YEARLY.get(per, 1)
    if not per and yearly < 10_000:
        return None
    level = "low" if yearly < _LOW else "middle" if yearly < _HIGH else "high"
    return f"{level} ({' '.join(frame.text[match.start('amount') : match.end('amount')].split())})"


def _diagnosis(match: Match, frame: Frame, pattern: Pattern) -> Said | None:
    """What was diagnosed, in the author's words; names of the list are the health detector's."""
    start, until = match.start("c"), pattern.condition("until")
    words = (until.sub("", match["c"]) if until is not None else match["c"]).split()
    known = lexicon.conditions(frame.language)
    if any(" ".join(words[i:j]) in known for i in range(len(words)) for j in range(i + 1, len(words) + 1)):
        return None
    end = start + len(" ".join(words))
    return Said(frame.text[start:end], pattern.confidence, end)


def _medicine(match: Match, frame: Frame, pattern: Pattern) -> Said:
    name = " ".join(match["m"].split())
    return Said(f"takes {name}", pattern.confidence, match.end(), lexicon.medicines(frame.language)[name])


def _whole(match: Match, frame: Frame, pattern: Pattern) -> str:
    """The words themselves, on one line, at most 80 code points."""
    return " ".join(frame.text[match.start() : match.end()].split()).rstrip(" -,;:!.")[:80]


def _quoted(match: Match, frame: Frame, pattern: Pattern) -> str:
    group = "w" if "w" in match.groupdict() else pattern.quote
    return " ".join(frame.text[match.start(group) : match.end(group)].split())


_READERS: dict[str, Callable[[Match, Frame, Pattern], Said | str | None]] = {
    "age": _age, "any_age": _any_age, "decade": _decade, "since": _since, "known_place": _known_place, "place": _place,
    "townsfolk": _townsfolk, "name": _name, "claim": _claim, "trade": _trade, "belief": _belief,
    "children": _children, "degree": _degree, "money": _money, "diagnosis": _diagnosis, "medicine": _medicine,
    "all": _whole, "said": _quoted,
}  # fmt: skip
