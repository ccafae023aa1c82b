"""Rules for relationship, children and family, as the author states them."""

from __future__ import annotations

import re

from redraft.detectors.stated.frame import Frame, Guard
from redraft.detectors.stated.personal import KIND_OF
from redraft.detectors.stated.rule import I_AM, MY, OPEN, WE_ARE, Value, rule
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.message import Message

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "twins": 2, "triplets": 3}


def _children(match: re.Match[str], frame: Frame) -> Value:
    said = match["count"]
    count = _NUMBERS.get(said) or (int(said) if said.isdigit() else 0)
    return f"has {count} children" if 1 < count < 13 else "has a child" if count == 1 else None


def _own_child(match: re.Match[str], frame: Frame) -> Value:
    return {"son": "has a son", "daughter": "has a daughter"}.get(match["child"].rstrip("s"), "has children")


_OVER = re.compile(
    r"\b(?:dumped|broke\s+up|breakup|left\s+me|leaving\s+me|cheated|losing|lost|find|finding|meet\s+my|death\s+of|passed\s+away|died)\b"
)


def _ended(match: re.Match[str], frame: Frame) -> bool:
    """True when the words around say that it is over, or not yet begun."""
    around = frame.folded[max(0, match.start() - 30) : match.end() + 30]
    return _OVER.search(around) is not None


def _partner(match: re.Match[str], frame: Frame) -> Value:
    if _ended(match, frame):
        return None
    if match["who"].startswith("fia"):
        return "engaged", 0.95
    return "in relationship", 0.82 if match["who"] == "partner" else 0.93


def _status(word: str) -> str:
    """The words of SynthPAI's classes."""
    plain = {"divorce": "divorced", "divorcee": "divorced", "divorcée": "divorced", "separated": "divorced"}
    more = {"widow": "widowed", "widower": "widowed", "unattached": "single"}
    return {**plain, **more}.get(word, word)


_NOT_A_PAIR = r"(?!\s+(?:in\s+crime|at\s+(?:work|the\s+firm)|company|companies|organi[sz]ation|school|firm|teacher))"

RELATIONSHIP = [
    rule(
        Attribute.RELATIONSHIP,
        "wife husband hubby spouse wifey",
        rf"{MY}(?:(?:dear|lovely|beautiful|amazing|new|wonderful|poor|own)\s+)?(?:wife|husband|hubby|spouse|wifey)(?:'s)?(?!\s+material)\b",
        lambda m, f: None if _ended(m, f) else "married",
        0.95,
        Message("stated.spouse"),
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "ex ex-wife ex-husband wife husband exwife exhusband",
        rf"{MY}(?:(?:ex|former)[\s-]+|ex)(?:wife|husband|spouse|hubby)\b",
        "divorced",
        0.82,
        Message("stated.former_spouse"),
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "lost losing death passing",
        r"(?:(?<![\w'])(?:i\s+lost|after\s+losing|losing|since\s+losing)\s+|\b(?:death|passing|loss)\s+of\s+)(?:my|our)\s+(?:wife|husband|spouse)\b",
        "widowed",
        0.9,
        Message("stated.widowed"),
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "late",
        rf"{MY}late\s+(?:wife|husband|spouse)\b",
        "widowed",
        0.93,
        Message("stated.widowed"),
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "girlfriend boyfriend gf bf partner so fiance fiancee fiancé fiancée fianc",
        rf"{MY}(?:(?:dear|lovely|new|own|current|longtime|long-term|long-distance)\s+)?(?P<who>girlfriend|boyfriend|gf|bf|partner|fianc[eé]e?)(?:'s)?{_NOT_A_PAIR}(?![\w-])",
        _partner,
        0.9,
        Message("stated.partner"),
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "married engaged divorced widowed single widow widower separated divorcee bachelor unattached dating",
        rf"(?:{I_AM}|{WE_ARE})(?:an?\s+)?(?:(?:happily|recently|freshly|forever|perpetually|pretty|very|happy\s+being|happy\s+and|being|long-time|blissfully|eternally)\s+){{0,2}}"
        rf"(?P<st>married|engaged|divorced|widowed|widower|widow|single|separated|divorcee|divorcée|unattached)(?![\w-])"
        rf"(?!\s+(?:to\s+(?:my|the)\s+(?:job|work|idea|career|game|laptop|sea|code)|in\s+an?\s+\w+|out\b|mindedly|handed|in\s+(?:a|the|my)\s+(?:work|project|conversation|debate|activit)|with\s+(?:my|the)\s+(?:work|community|job|student|material|topic)|from\s+(?:my|the)\s+(?:family|reality)|file|player|issue|minded))",
        lambda m, f: _status(m["st"]),
        0.94,
        Message("stated.so"),
    ),
    rule(
        Attribute.RELATIONSHIP,
        "married engaged divorced divorce separated",
        r"(?<![\w'])(?:i|we)(?:'ve)?\s+(?:just\s+|finally\s+|recently\s+|also\s+)?(?:got|get|have\s+been|been|went\s+through)\s+(?:an?\s+|my\s+|our\s+)?(?:happily\s+)?(?P<st>married|engaged|divorced|divorce|separated)\b"
        r"(?!\s+(?:to\s+my\s+(?:job|work)|in\s+(?:a|an|the|this|minecraft|stardew|skyrim|roblox|vr)\b|with|early\s+only))",
        lambda m, f: _status(m["st"]),
        0.86,
        Message("stated.partner_happened"),
    ),
    rule(
        Attribute.RELATIONSHIP,
        "divorce",
        rf"{MY}(?:own\s+|recent\s+)?divorce\b|(?<![\w'])post-divorce\s+(?:\w+\s+)?(?:me|my)\b|(?<![\w'])(?:i|me)\s+(?:\w+\s+){{0,4}}(?:after|since|during|post)[\s-](?:the\s+|a\s+)?divorce\b",
        "divorced",
        0.88,
        Message("stated.divorce"),
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "single divorced married widowed widow widower divorcee",
        rf"(?:{OPEN}|(?<=,\s))(?:as\s+an?\s+|(?:recently|newly|happily|currently|still|being|also)\s+)?(?P<st>single|divorced|married|widowed|widow|widower|divorcee)"
        rf"(?:\s+(?:guy|man|woman|dude|mom|mum|dad|father|mother|parent|person))?\s*(?:here\b|myself\b|since\s+(?:19|20)\d\d)",
        lambda m, f: _status(m["st"]),
        0.88,
        Message("stated.so_of_self"),
    ),
    rule(
        Attribute.RELATIONSHIP,
        "single divorced married widowed",
        rf"(?:{OPEN})(?:(?:recently|newly|happily|currently|still)\s+)?(?P<st>single|divorced|married|widowed)(?=\s*(?:$|[-—–]\s|,\s+(?:but|and|no)\b|\s(?:but|and)\s))(?!-\w)",
        lambda m, f: _status(m["st"]),
        0.78,
        Message("stated.so_without_subject"),
    ),
    rule(
        Attribute.RELATIONSHIP,
        "single divorced",
        r"(?<![\w'])(?<!such\s)(?<!seen\s)(?<!treated\s)(?<!known\s)(?<!him\s)(?<!her\s)(?<!them\s)(?<!you\s)as\s+an?\s+(?P<st>single|divorced|widowed)\s+(?:guy|man|woman|dude|mom|mum|dad|father|mother|parent)\b(?=\s*(?:[,.!…;:)(—–\n-]|of\s|with\s|in\s|who\s|i\b|to\s))",
        lambda m, f: _status(m["st"]),
        0.9,
        Message("stated.so_of_self"),
    ),
]


FAMILY = [
    rule(
        Attribute.FAMILY,
        "kids children sons daughters boys girls kiddos",
        rf"(?:{MY}|(?<![\w'])(?:i|we)(?:'ve)?\s+(?:have|got|had)\s+)(?P<count>two|three|four|five|six|[2-9])\s+(?:(?:young|little|small|grown|adult|beautiful|wonderful|teenage|school-age)\s+){{0,2}}(?:kids|children|kiddos|sons|daughters|boys|girls)\b",
        _children,
        0.94,
        Message("stated.how_many_children"),
        kind="children",
    ),
    rule(
        Attribute.FAMILY,
        "mom mum mother dad father parent mama",
        rf"(?:{I_AM}an?\s+|\bas\s+an?\s+|{OPEN}){KIND_OF}(?:mom|mum|mother|dad|father|parent|mama)\s+(?:of|to)\s+(?P<count>one|two|three|four|five|six|twins|triplets|[1-9])\b",
        _children,
        0.95,
        Message("stated.how_many_children"),
        kind="children",
    ),
    rule(
        Attribute.FAMILY,
        "kid kids son daughter children toddler newborn sons daughters stepson stepdaughter",
        rf"{MY}(?:(?:own|little|young|youngest|oldest|eldest|older|younger|adult|teenage|new|first|\d+[\s-](?:year|yr|month)s?[\s-]old|\d+\s?yo)\s+){{0,2}}(?P<child>kids?|sons?|daughters?|children|toddler|newborn|stepson|stepdaughter)(?!\s+(?:table|menu|meal|team))\b(?!-)",
        _own_child,
        0.86,
        Message("stated.children"),
        kind="children",
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.FAMILY,
        "kid kids son daughter children",
        r"(?<![\w'])(?:i|we)(?:'ve)?\s+(?:have|got)\s+(?:an?\s+|\d+\s+)?(?:(?:young|little|small|grown|teenage|baby|\d+[\s-]?(?:year|yr|month)s?[\s-]old)\s+){0,2}(?P<child>kids?|son|daughter|children)\b(?!\s+(?:in\s+my\s+class|at\s+work))",
        _own_child,
        0.88,
        Message("stated.has_children"),
        kind="children",
    ),
    rule(
        Attribute.FAMILY,
        "pregnant expecting",
        rf"(?:{I_AM}|{WE_ARE})(?:(?:\w+\s+)?(?:\d+\s+)?(?:weeks?|months?)\s+)?(?:pregnant|expecting\s+(?:a\s+(?:baby|girl|boy|child)|our|my|twins|in\s+\w+))\b",
        "expecting a child",
        0.95,
        Message("stated.child_on_way"),
        kind="pregnancy",
        severity=Severity.HIGH,
    ),
]

RULES = (*RELATIONSHIP, *FAMILY)
