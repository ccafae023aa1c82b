"""Rules for age, sex, relationship, children and family, as the author states them."""

from __future__ import annotations

import datetime
import re

from redraft.detectors.stated.frame import Frame, Guard
from redraft.detectors.stated.rule import I_AM, MY, OPEN, WE_ARE, Rule, Value, rule
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis

_TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80}
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "twins": 2, "triplets": 3}
_TEEN = {"teenager": "13-19", "teen": "13-19"}
_AGE_END = (
    r"(?=\s*(?:$|[.!?,;:)\n…—–]|-\s|\s-|years?[\s-]+old|yrs?\s+old|year\s+old|y/?o\b|now\b|and\b|but\b|so\b|today\b|soon\b|"
    r"this\s+(?:year|month|week|summer|winter|fall|spring|autumn)|next\s+\w+|in\s+(?:a|two|three|\w+ber|\w+ary)\s*\w*|"
    r"with\s+(?:a|no|two|three|my)\b|[mf]\b|(?:male|female)\b|lol\b|haha\b|&|tomorrow\b|yesterday\b|last\s+\w+|already\b))"
)


def _age(match: re.Match[str], frame: Frame) -> Value:
    age = int(match["age"])
    return str(age) if 10 <= age <= 105 else None


def _decade(match: re.Match[str], frame: Frame) -> Value:
    word = match["decade"]
    tens = _TENS.get(word) or int(re.sub(r"\D", "", word))
    if not 20 <= tens <= 90:
        return None
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(match["part"] or "", (0, 9))
    return f"{tens + low}-{tens + high}"


def _born(match: re.Match[str], frame: Frame) -> Value:
    year, today = match["year"].lstrip("'"), datetime.date.today().year  # noqa: DTZ011 - only the year counts
    full = int(year) if len(year) == 4 else 1900 + int(year) + (100 if int(year) <= today % 100 else 0)
    age = today - full
    return str(age) if 10 <= age <= 105 else None


def _class_of(match: re.Match[str], frame: Frame) -> Value:
    """Somebody of "the class of" a year finished school or college then: 18 or 22 years old."""
    year, today = match["year"].lstrip("'"), datetime.date.today().year  # noqa: DTZ011
    full = int(year) if len(year) == 4 else 1900 + int(year) + (100 if int(year) <= today % 100 + 6 else 0)
    age = today - full + 18
    return f"{age}-{age + 4}" if 14 <= age <= 100 else None


def _children(match: re.Match[str], frame: Frame) -> Value:
    said = match["count"]
    count = _NUMBERS.get(said) or (int(said) if said.isdigit() else 0)
    return f"has {count} children" if 1 < count < 13 else "has a child" if count == 1 else None


def _own_child(match: re.Match[str], frame: Frame) -> Value:
    return {"son": "has a son", "daughter": "has a daughter"}.get(match["child"].rstrip("s"), "has children")


_MALE = r"man|guy|dude|bloke|male|lad|dad|father|grandpa|grandfather"
_FEMALE = r"woman|female|lady|gal|chick|girl|mom|mum|mother|mama|grandma|grandmother|housewife"
_KIND_OF = (
    r"(?:(?:single|young|younger|grown|grown-up|straight|gay|trans|black|white|asian|latino|latina|brown|old|older|adult|married|"
    r"divorced|working|busy|new|first-time|proud|stay-at-home|career|middle-aged|middle aged|lesbian|bi|queer|muslim|jewish|"
    r"christian|disabled|autistic|tall|short|pregnant|widowed|retired|\d\d(?:[\s-]?(?:yo|y/o|years?[\s-]old))?),?\s+){0,3}"
)
_AFTER_SEX = r"(?![\w'-])(?!\s+(?:of\s+(?:my|his|her|the)|on\s+a|with\s+a\s+plan|child|friend|cave|hood|power|bun|group|crush|boss|math)|\s*,\s*(?:you|they|he|she|people|one)\b)"


def _sex_rules(value: str, nouns: str, triggers: str) -> list[Rule]:
    why = f"The author says so of themselves: {value}."
    noun = rf"(?:{nouns}){_AFTER_SEX}"
    return [
        rule(Attribute.SEX, triggers, rf"{I_AM}(?:an?|the)\s+{_KIND_OF}{noun}", value, 0.96, why),
        rule(
            Attribute.SEX,
            triggers,
            rf"(?<![\w'])(?<!such\s)(?<!seen\s)(?<!dressed\s)(?<!treated\s)(?<!known\s)(?<!him\s)(?<!her\s)(?<!them\s)(?<!you\s)(?<!posing\s)as\s+an?\s+{_KIND_OF}{noun}(?=\s*(?:[,.!?…;:)(—–\n-]|$|of\s|in\s|who\s|"
            rf"here|myself|i\b|i'|with\s|from\s|and\s|working|living|on\s|over\s|my\b))",
            value,
            0.92,
            why,
        ),
        rule(Attribute.SEX, triggers, rf"{OPEN}{_KIND_OF}{noun}\s+here(?=\s*(?:[,.!?…;:)(—–\n-]|$))", value, 0.95, why),
        rule(
            Attribute.SEX,
            triggers,
            rf"(?<![\w'])(?:(?:it's|its)\s+(?:\w+\s+)?being|i\s+(?:\w+\s+){{1,3}}being|me\s+being|my\s+being|you\s+get\s+being)\s+an?\s+{_KIND_OF}{noun}",
            value,
            0.88,
            why,
        ),
    ]  # fmt: skip


SEX = [
    *_sex_rules("male", _MALE, "man guy dude bloke male lad dad father grandpa grandfather"),
    *_sex_rules(
        "female", _FEMALE, "woman female lady gal chick girl mom mum mother mama grandma grandmother housewife"
    ),
    rule(
        Attribute.SEX,
        "i my me",
        rf"(?<![\w'])(?:i|i'm|im|me)\s*[(\[]\s*(?:\d\d\s*/?\s*(?P<a>[mf])|(?P<b>[mf])\s*/?\s*\d\d)\s*[)\]]",
        lambda m, f: {"m": "male", "f": "female"}[m["a"] or m["b"]],
        0.97,
        "A letter beside the author's age gives their sex.",
    ),
]

AGE = [
    rule(
        Attribute.AGE,
        "i'm im i i've",
        rf"(?:{I_AM}|(?<![\w'])i(?:'ve)?\s+(?:just\s+)?(?:turned|hit|reached)\s+)(?:only\s+|nearly\s+|about\s+)?(?:an?\s+)?(?P<age>[1-9]\d)"
        rf"(?![\d%:./°$£€'\"]\d?)(?:[\s-]?(?:year|yr)s?[\s-]?old|[\s-]?y/?o\b|{_AGE_END})",
        _age,
        0.96,
        "The author says their age.",
    ),
    rule(
        Attribute.AGE,
        "turning turn turned",
        rf"(?:{I_AM}(?:about\s+to\s+|going\s+to\s+)?|{OPEN}(?:(?:just|recently|about\s+to)\s+)?|(?<![\w'])i(?:'ll|\s+will|\s+just|\s+recently)?\s+)"
        rf"(?:turning|turned|turn)\s+(?P<age>[1-9]\d)(?![\d%:/°$]|\.\d|'?s)(?=\s*(?:$|[.!,;)\n…]|this\b|next\b|last\b|in\s|soon|tomorrow|today|yesterday|"
        rf"and\s+i\b|made\s+me|was\b))",
        _age,
        0.86,
        "The author says which birthday it is.",
    ),
    rule(
        Attribute.AGE,
        "birthday bday",
        rf"{MY}(?:own\s+|upcoming\s+|recent\s+)?(?P<age>[1-9]\d)(?:st|nd|rd|th)\s+(?:birthday|bday|b-day)(?!\s+(?:when|i\s+was))",
        _age,
        0.72,
        "The author speaks of this birthday as theirs.",
    ),
    rule(
        Attribute.AGE,
        "20s 30s 40s 50s 60s 70s 80s twenties thirties forties fifties sixties seventies eighties",
        rf"(?:{I_AM}(?:well\s+|deep\s+|already\s+)?in|being\s+in|now\s+in|{OPEN}in|(?<=me\s)in)\s+my\s+(?:(?P<part>early|mid|late)[\s-]*(?:to\s+late\s+)?)?"
        rf"(?P<decade>'?[2-9]0'?s|{'|'.join(_TENS)})\b",
        _decade,
        0.9,
        "The author says the decade of their age.",
    ),
    rule(
        Attribute.AGE,
        "teenager teen",
        rf"{I_AM}an?\s+(?:\w+\s+)?(?P<w>teenager|teen)\b(?!\s+at\s+heart)",
        lambda m, f: _TEEN[m["w"]],
        0.9,
        "The author says they are a teenager.",
    ),
    rule(
        Attribute.AGE,
        "born",
        r"(?<![\w'])(?:i\s+was|i'm|was|im)\s+born\s+(?:and\s+raised\s+)?(?:\w+\s+){0,4}?in\s+(?:\w+\s+(?:of\s+)?)?(?P<year>(?:19|20)\d\d|'\d\d)\b",
        lambda m, f: _born(m, f) if m.group().startswith("i") else None,
        0.95,
        "The author says the year of their birth.",
    ),
    rule(
        Attribute.AGE,
        "class",
        rf"(?:{MY}(?:\w+\s+){{0,2}}|(?<![\w'])i\s+(?:graduated|was|am|finished)\s+(?:\w+\s+){{0,4}}|{OPEN}|{I_AM})class\s+of\s+(?P<year>(?:19|20)\d\d|'?\d\d)\b",
        _class_of,
        0.8,
        "Somebody who finished school or college in that year is about this old now.",
        basis=Basis.IMPLIED,
    ),
]

_NOT_A_PAIR = r"(?!\s+(?:in\s+crime|at\s+(?:work|the\s+firm)|company|companies|organi[sz]ation|school|firm|teacher))"

RELATIONSHIP = [
    rule(
        Attribute.RELATIONSHIP,
        "wife husband hubby spouse wifey",
        rf"{MY}(?:(?:dear|lovely|beautiful|amazing|new|wonderful|poor|own)\s+)?(?:wife|husband|hubby|spouse|wifey)(?:'s)?(?!\s+material)\b",
        lambda m, f: None if _ended(m, f) else "married",
        0.95,
        "The author speaks of the person they are married to.",
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "ex ex-wife ex-husband wife husband exwife exhusband",
        rf"{MY}(?:(?:ex|former)[\s-]+|ex)(?:wife|husband|spouse|hubby)\b",
        "divorced",
        0.82,
        "The author speaks of the person they were married to.",
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "lost losing death passing",
        rf"(?:(?<![\w'])(?:i\s+lost|after\s+losing|losing|since\s+losing)\s+|\b(?:death|passing|loss)\s+of\s+)(?:my|our)\s+(?:wife|husband|spouse)\b",
        "widowed",
        0.9,
        "The author speaks of the husband or wife they lost.",
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "late",
        rf"{MY}late\s+(?:wife|husband|spouse)\b",
        "widowed",
        0.93,
        "The author speaks of the husband or wife they lost.",
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "girlfriend boyfriend gf bf partner so fiance fiancee fiancé fiancée fianc",
        rf"{MY}(?:(?:dear|lovely|new|own|current|longtime|long-term|long-distance)\s+)?(?P<who>girlfriend|boyfriend|gf|bf|partner|fianc[eé]e?)(?:'s)?{_NOT_A_PAIR}(?![\w-])",
        lambda m, f: _partner(m, f),
        0.9,
        "The author speaks of their partner.",
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "married engaged divorced widowed single widow widower separated divorcee bachelor unattached dating",
        rf"(?:{I_AM}|{WE_ARE})(?:an?\s+)?(?:(?:happily|recently|freshly|forever|perpetually|pretty|very|happy\s+being|happy\s+and|being|long-time|blissfully|eternally)\s+){{0,2}}"
        rf"(?P<st>married|engaged|divorced|widowed|widower|widow|single|separated|divorcee|divorcée|unattached)(?![\w-])"
        rf"(?!\s+(?:to\s+(?:my|the)\s+(?:job|work|idea|career|game|laptop|sea|code)|out\b|mindedly|handed|in\s+(?:a|the|my)\s+(?:work|project|conversation|debate|activit)|with\s+(?:my|the)\s+(?:work|community|job|student|material|topic)|from\s+(?:my|the)\s+(?:family|reality)|file|player|issue|minded))",
        lambda m, f: _status(m["st"]),
        0.94,
        "The author says so.",
    ),
    rule(
        Attribute.RELATIONSHIP,
        "married engaged divorced divorce separated",
        r"(?<![\w'])(?:i|we)(?:'ve)?\s+(?:just\s+|finally\s+|recently\s+|also\s+)?(?:got|get|have\s+been|been|went\s+through)\s+(?:an?\s+|my\s+|our\s+)?(?:happily\s+)?(?P<st>married|engaged|divorced|divorce|separated)\b"
        r"(?!\s+(?:to\s+my\s+(?:job|work)|in|with|early\s+only))",
        lambda m, f: _status(m["st"]),
        0.86,
        "The author says what happened between them and their partner.",
    ),
    rule(
        Attribute.RELATIONSHIP,
        "divorce",
        rf"{MY}(?:own\s+|recent\s+)?divorce\b|(?<![\w'])post-divorce\s+(?:\w+\s+)?(?:me|my)\b|(?<![\w'])(?:i|me)\s+(?:\w+\s+){{0,4}}(?:after|since|during|post)[\s-](?:the\s+|a\s+)?divorce\b",
        "divorced",
        0.88,
        "The author speaks of their divorce.",
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.RELATIONSHIP,
        "single divorced married widowed widow widower divorcee",
        rf"(?:{OPEN}|(?<=,\s))(?:as\s+an?\s+|(?:recently|newly|happily|currently|still|being|also)\s+)?(?P<st>single|divorced|married|widowed|widow|widower|divorcee)"
        rf"(?:\s+(?:guy|man|woman|dude|mom|mum|dad|father|mother|parent|person))?\s*(?:here\b|myself\b|since\s+(?:19|20)\d\d)",
        lambda m, f: _status(m["st"]),
        0.88,
        "The author says so of themselves.",
    ),
    rule(
        Attribute.RELATIONSHIP,
        "single divorced married widowed",
        rf"(?:{OPEN})(?:(?:recently|newly|happily|currently|still)\s+)?(?P<st>single|divorced|married|widowed)(?=\s*(?:$|[-—–]\s|,\s+(?:but|and|no)\b|\s(?:but|and)\s))(?!-\w)",
        lambda m, f: _status(m["st"]),
        0.78,
        "The author says so, leaving out the subject.",
    ),
    rule(
        Attribute.RELATIONSHIP,
        "single divorced",
        rf"(?:{OPEN}|(?<=,\s))as\s+an?\s+(?P<st>single|divorced|widowed)\s+(?:guy|man|woman|dude|mom|mum|dad|father|mother|parent)\b(?=\s*(?:[,.!…;:)(—–\n-]|of\s|with\s|in\s|who\s|i\b))",
        lambda m, f: _status(m["st"]),
        0.9,
        "The author says so of themselves.",
    ),
]


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


FAMILY = [
    rule(
        Attribute.FAMILY,
        "kids children sons daughters boys girls kiddos",
        rf"(?:{MY}|(?<![\w'])(?:i|we)(?:'ve)?\s+(?:have|got|had)\s+)(?P<count>two|three|four|five|six|[2-9])\s+(?:(?:young|little|small|grown|adult|beautiful|wonderful|teenage|school-age)\s+){{0,2}}(?:kids|children|kiddos|sons|daughters|boys|girls)\b",
        _children,
        0.94,
        "The author says how many children they have.",
        kind="children",
    ),
    rule(
        Attribute.FAMILY,
        "mom mum mother dad father parent mama",
        rf"(?:{I_AM}an?\s+|\bas\s+an?\s+|{OPEN}){_KIND_OF}(?:mom|mum|mother|dad|father|parent|mama)\s+(?:of|to)\s+(?P<count>one|two|three|four|five|six|twins|triplets|[1-9])\b",
        _children,
        0.95,
        "The author says how many children they have.",
        kind="children",
    ),
    rule(
        Attribute.FAMILY,
        "kid kids son daughter children toddler newborn sons daughters stepson stepdaughter",
        rf"{MY}(?:(?:own|little|young|youngest|oldest|eldest|older|younger|adult|teenage|new|first|\d+[\s-](?:year|yr|month)s?[\s-]old|\d+\s?yo)\s+){{0,2}}(?P<child>kids?|sons?|daughters?|children|toddler|newborn|stepson|stepdaughter)(?!\s+(?:table|menu|meal|team))\b(?!-)",
        _own_child,
        0.86,
        "The author speaks of their children.",
        kind="children",
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.FAMILY,
        "kid kids son daughter children",
        r"(?<![\w'])(?:i|we)(?:'ve)?\s+(?:have|got)\s+(?:an?\s+|\d+\s+)?(?:(?:young|little|small|grown|teenage|baby|\d+[\s-]?(?:year|yr|month)s?[\s-]old)\s+){0,2}(?P<child>kids?|son|daughter|children)\b(?!\s+(?:in\s+my\s+class|at\s+work))",
        _own_child,
        0.88,
        "The author says they have children.",
        kind="children",
    ),
    rule(
        Attribute.FAMILY,
        "pregnant expecting",
        rf"(?:{I_AM}|{WE_ARE})(?:(?:\w+\s+)?(?:\d+\s+)?(?:weeks?|months?)\s+)?(?:pregnant|expecting\s+(?:a\s+(?:baby|girl|boy|child)|our|my|twins|in\s+\w+))\b",
        "expecting a child",
        0.95,
        "The author says that a child is on the way.",
        kind="pregnancy",
        severity=Severity.HIGH,
    ),
]

RULES = (*AGE, *SEX, *RELATIONSHIP, *FAMILY)
