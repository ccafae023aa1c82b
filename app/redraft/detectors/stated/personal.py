"""Rules for age and sex, as the author states them."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import datetime
import re

from redraft.detectors.stated.frame import Frame, Guard
from redraft.detectors.stated.rule import I_AM, MY, OPEN, WE_ARE, Rule, Value, rule
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis
from redraft.domain.message import Message

_TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80}
_TEEN = {"teenager": "13-19", "teen": "13-19"}
_AGE_END = (
    r"(?=\s*(?:$|[.!?,;:)\n…—–]|-\s|\s-|years?[\s-]+old|yrs?\s+old|year\s+old|y/?o\b|now\b|and\b|but\b|so\b|today\b|soon\b|"
    r"this\s+(?:year|month|week|summer|winter|fall|spring|autumn)|next\s+\w+|on\s+\w+day\b|in\s+(?:a|two|three|\w+ber|\w+ary)\s*\w*|"
    r"with\s+(?:a|no|two|three|my)\b|[mf]\b|(?:male|female)\b|lol\b|haha\b|&|tomorrow\b|yesterday\b|last\s+\w+|already\b))"
)


def _age(match: re.Match[str], frame: Frame) -> Value:
    age = int(match["age"])
    unreal = re.search(
        r"\b(?:when|once|until|till|before|if|by\s+the\s+time)\s+$",
        frame.folded[max(0, match.start() - 16) : match.start()],
    )
    return str(age) if 10 <= age <= 105 and not unreal else None


def _decade(match: re.Match[str], frame: Frame) -> Value:
    word = match["decade"]
    tens = _TENS.get(word) or int(re.sub(r"\D", "", word))
    if not 20 <= tens <= 90:
        return None
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(match["part"] or "", (0, 9))
    return f"{tens + low}-{tens + high}"


def born(match: re.Match[str], frame: Frame) -> Value:
    """How old somebody is whose year of birth is group ``year``, of four digits or two."""
    year, today = match["year"].lstrip("'"), datetime.date.today().year
    full = int(year) if len(year) == 4 else 1900 + int(year) + (100 if int(year) <= today % 100 else 0)
    age = today - full
    return str(age) if 10 <= age <= 105 else None


def _class_of(match: re.Match[str], frame: Frame) -> Value:
    """Somebody of "the class of" a year finished school or college then: 18 or 22 years old."""
    year, today = match["year"].lstrip("'"), datetime.date.today().year
    full = int(year) if len(year) == 4 else 1900 + int(year) + (100 if int(year) <= today % 100 + 6 else 0)
    age = today - full + 18
    return f"{age}-{age + 4}" if 14 <= age <= 100 else None


_MALE = r"man|guy|dude|bloke|male|lad|dad|father|grandpa|grandfather"
_FEMALE = r"woman|female|lady|gal|chick|girl|mom|mum|mother|mama|grandma|grandmother|housewife"
KIND_OF = (
    r"(?:(?:single|young|younger|grown|grown-up|straight|gay|trans|black|white|asian|latino|latina|brown|old|older|adult|married|"
    r"divorced|working|busy|new|first-time|proud|stay-at-home|career|middle-aged|middle aged|lesbian|bi|queer|muslim|jewish|"
    r"christian|disabled|autistic|tall|short|pregnant|widowed|retired|\d\d(?:[\s-]?(?:yo|y/o|years?[\s-]old))?),?\s+){0,3}"
)
_AFTER_SEX = r"(?![\w'-])(?!\s+(?:of\s+(?:my|his|her|the)|on\s+a|with\s+a\s+plan|child|friend|cave|hood|power|bun|group|crush|boss|math)|\s*,\s*(?:you|they|he|she|people|one)\b)"


def _sex_rules(value: str, nouns: str, triggers: str) -> list[Rule]:
    why = Message("stated.so_of_self_value", {"value": value})
    noun = rf"(?:{nouns}){_AFTER_SEX}"
    return [
        rule(Attribute.SEX, triggers, rf"{I_AM}(?:an?|the)\s+{KIND_OF}{noun}", value, 0.96, why),
        rule(
            Attribute.SEX,
            triggers,
            rf"(?<![\w'])(?<!such\s)(?<!seen\s)(?<!dressed\s)(?<!treated\s)(?<!known\s)(?<!him\s)(?<!her\s)(?<!them\s)(?<!you\s)(?<!posing\s)as\s+an?\s+{KIND_OF}{noun}(?=\s*(?:[,.!?…;:)(—–\n-]|$|of\s|in\s|who\s|"
            rf"here|myself|i\b|i'|with\s|from\s|and\s|working|living|on\s|over\s|my\b))",
            value,
            0.92,
            why,
        ),
        rule(Attribute.SEX, triggers, rf"{OPEN}{KIND_OF}{noun}\s+here(?=\s*(?:[,.!?…;:)(—–\n-]|$))", value, 0.95, why),
        rule(
            Attribute.SEX,
            triggers,
            rf"(?<![\w'])(?:(?:it's|its)\s+(?:\w+\s+)?being|i\s+(?:\w+\s+){{1,3}}being|me\s+being|my\s+being|you\s+get\s+being)\s+an?\s+{KIND_OF}{noun}",
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
        "like us",
        r"(?<![\w'])(?P<w>girls|women|gals|ladies|guys|men|dudes)\s+like\s+(?:me|us)\b",
        lambda m, f: "female" if m["w"] in {"girls", "women", "gals", "ladies"} else "male",
        0.9,
        Message("stated.among_them"),
        guard=Guard.OWNED,
    ),
    rule(
        Attribute.SEX,
        "i my me",
        r"(?<![\w'])(?:i|i'm|im|me)\s*[(\[]\s*(?:\d\d\s*/?\s*(?P<a>[mf])|(?P<b>[mf])\s*/?\s*\d\d)\s*[)\]]",
        lambda m, f: {"m": "male", "f": "female"}[m["a"] or m["b"]],
        0.97,
        Message("stated.age_letter_sex"),
    ),
    rule(
        Attribute.SEX,
        "i'm im i 1",
        rf"{I_AM}(?:an?\s+)?\d\d\s?(?:/\s?)?(?P<a>[mf])(?![\w'%])(?!\s*[./]\s*\w)",
        lambda m, f: {"m": "male", "f": "female"}[m["a"]],
        0.93,
        Message("stated.age_letter_sex"),
    ),
    rule(
        Attribute.SEX,
        "here from in living looking",
        rf"{OPEN}\d\d\s?/?\s?(?P<a>[mf])(?=,?\s+(?:here|from|in|living|looking)\b)",
        lambda m, f: {"m": "male", "f": "female"}[m["a"]],
        0.9,
        Message("stated.age_letter_sex"),
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
        Message("stated.age"),
    ),
    rule(
        Attribute.AGE,
        "here from in living looking",
        rf"{OPEN}(?P<age>[1-9]\d)\s?/?\s?[mf](?=,?\s+(?:here|from|in|living|looking)\b)",
        _age,
        0.9,
        Message("stated.age"),
    ),
    rule(
        Attribute.AGE,
        "turning turn turned",
        rf"(?:{I_AM}(?:about\s+to\s+|going\s+to\s+)?|{WE_ARE}both\s+|{OPEN}(?:(?:just|recently|about\s+to)\s+)?|(?<![\w'])i(?:'ll|\s+will|\s+just|\s+recently)?\s+)"
        rf"(?:turning|turned|turn)\s+(?P<age>[1-9]\d)(?![\d%:/°$]|\.\d|'?s)(?=\s*(?:$|[.!,;)\n…]|this\b|next\b|last\b|in\s|soon|tomorrow|today|yesterday|"
        rf"and\s+i\b|made\s+me|was\b))",
        _age,
        0.86,
        Message("stated.birthday"),
    ),
    rule(
        Attribute.AGE,
        "birthday bday",
        rf"{MY}(?:own\s+|upcoming\s+|recent\s+)?(?P<age>[1-9]\d)(?:st|nd|rd|th)\s+(?:birthday|bday|b-day)(?!\s+(?:when|i\s+was))",
        _age,
        0.72,
        Message("stated.birthday_own"),
    ),
    rule(
        Attribute.AGE,
        "20s 30s 40s 50s 60s 70s 80s twenties thirties forties fifties sixties seventies eighties",
        rf"(?:{I_AM}(?:well\s+|deep\s+|already\s+)?in|being\s+in|now\s+in|{OPEN}in|(?<=me\s)in)\s+my\s+(?:(?P<part>early|mid|late)[\s-]*(?:to\s+late\s+)?)?"
        rf"(?P<decade>'?[2-9]0'?s|{'|'.join(_TENS)})\b",
        _decade,
        0.9,
        Message("stated.age_decade"),
    ),
    rule(
        Attribute.AGE,
        "teenager teen",
        rf"{I_AM}an?\s+(?:\w+\s+)?(?P<w>teenager|teen)\b(?!\s+at\s+heart)",
        lambda m, f: _TEEN[m["w"]],
        0.9,
        Message("stated.teenager"),
    ),
    rule(
        Attribute.AGE,
        "born",
        r"(?<![\w'])(?:i\s+was|i'm|was|im)\s+born\s+(?:and\s+raised\s+)?(?:\w+\s+){0,4}?in\s+(?:\w+\s+(?:of\s+)?)?(?P<year>(?:19|20)\d\d|'\d\d)\b",
        lambda m, f: born(m, f) if m.group().startswith("i") else None,
        0.95,
        Message("stated.birth_year"),
    ),
    rule(
        Attribute.AGE,
        "class",
        rf"(?:{MY}(?:\w+\s+){{0,2}}|(?<![\w'])i\s+(?:graduated|was|am|finished)\s+(?:\w+\s+){{0,4}}|{OPEN}|{I_AM})class\s+of\s+(?P<year>(?:19|20)\d\d|'?\d\d)\b",
        _class_of,
        0.8,
        Message("stated.finished_school_year"),
        basis=Basis.IMPLIED,
    ),
]

RULES = (*AGE, *SEX)
