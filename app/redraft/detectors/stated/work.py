"""Rules for occupation, employer and income, as the author states them."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re
from collections.abc import Callable

from redraft.detectors.stated import lexicon
from redraft.detectors.stated.frame import Frame, Guard
from redraft.detectors.stated.rule import I_AM, MY, OPEN, WE_ARE, I, Rule, Value, rule
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis
from redraft.domain.message import Message

_FIELDS = (
    "finance banking tech it retail healthcare education construction hospitality marketing advertising sales insurance "
    "logistics law accounting publishing journalism media hr nursing academia research biotech pharma agriculture "
    "aviation engineering manufacturing software cybersecurity real estate customer service customer support consulting "
    "childcare catering fashion film television theatre theater government politics mining security transportation "
    "law enforcement the military the army the navy human resources data science web design graphic design game development "
    "urban planning architecture social work tourism public relations telecom oil and gas"
)  # fmt: skip
_PHRASES = ("real estate", "customer service", "customer support", "law enforcement", "the military", "the army",
            "the navy", "human resources", "data science", "web design", "graphic design", "game development",
            "urban planning", "social work", "public relations", "oil and gas")  # fmt: skip
_FIELD = lexicon.alternation(
    sorted({*_PHRASES, *(w for w in _FIELDS.split() if w not in {"real", "estate", "customer", "the", "and", "gas"})})
)
_NOUN_PHRASE = r"(?P<np>[a-z][\w/+.&'-]*(?:[ -][a-z0-9][\w/+.&'-]*){0,4})"
_STOP = frozenset(
    [
        "and",
        "or",
        "but",
        "who",
        "that",
        "which",
        "in",
        "at",
        "for",
        "with",
        "from",
        "to",
        "by",
        "on",
        "of",
        "not",
        "so",
        "because",
        "if",
        "then",
        "here",
        "since",
        "while",
        "myself",
        "too",
        "now",
        "turned",
        "i",
        "you",
        "we",
        "they",
        "he",
        "she",
        "it",
        "my",
        "your",
        "his",
        "her",
        "their",
        "than",
        "like",
        "as",
        "is",
        "was",
        "are",
        "be",
        "been",
        "the",
        "a",
        "an",
        "when",
        "where",
    ]
)


def _trade(match: re.Match[str], *, job: bool) -> tuple[str, int] | None:
    """The occupation that the noun phrase begins with and where it ends; ``job`` allows words such as "cook"."""
    heads, skip = lexicon.occupations(), lexicon.modifiers()
    words: list[str] = []
    best: tuple[str, int] | None = None
    at = match.start("np")
    for token in re.finditer(r"[a-z0-9][\w/+&'-]*", match["np"]):
        word = token.group().removesuffix("'s")
        if word in _STOP:
            break
        words.append(word)
        for size in (3, 2, 1):
            head = " ".join(words[-size:])
            if len(words) >= size and head in heads and (job or heads[head]):
                best = (" ".join(w for w in words if w not in skip), at + token.end())
                break
    if best is not None and best[1] < match.end("np"):
        rest = match["np"][best[1] - at :].lstrip(" -")
        if rest and rest.split()[0] not in _STOP and "-" in match["np"][best[1] - at : best[1] - at + 1]:
            return None
    return best


def as_trade(*, job: bool, prior: float) -> Callable[[re.Match[str], Frame], Value]:
    """Reads the occupation at the start of group ``np``; ``job`` where the words around speak of a job."""

    def value(match: re.Match[str], frame: Frame) -> Value:
        found = _trade(match, job=job)
        if found is None:
            return None
        name, end = found
        if name.split()[0].endswith("ing") or len(name.split()) > 4:
            return None
        after = frame.folded[end : end + 24]
        if re.match(
            r"\s+(?:mom|mum|dad|friend|at\s+heart|by\s+nature|wannabe|groupie|fan|nerd|in\s+(?:my|a)\s+(?:past|previous)|son|daughter|wife|husband)\b|\s*,\s*(?:you|they|he|she|people|one)\b",
            after,
        ):
            return None
        if name in {"student", "undergrad", "undergraduate"} or name.endswith(" student"):
            return name, prior - 0.04, end
        return name, prior, end

    return value


def _workplace(match: re.Match[str], frame: Frame) -> Value:
    start, end = match.span("place")
    said = re.sub(r"^(?:an?|my)\s+", "", " ".join(frame.folded[start:end].split()))
    return None if not said or said.split()[0] in {"home", "night", "times", "least", "all", "first", "work"} else said


def _employer(match: re.Match[str], frame: Frame) -> Value:
    rest = frame.text[match.end() : match.end() + 60]
    name = re.match(r"(?:St\.? )?[A-Z][\w&'’-]*(?:[ ](?:of|and|&|the)?[ ]?[A-Z][\w&'’-]*){0,4}", rest)
    if name is None or re.match(
        r"(?:I|My|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|IT|HR|PR|STEM|NGO|The)\b$", name.group()
    ):
        return None
    said = name.group().removesuffix(" I").rstrip(".'’")
    return said, 0.88, match.end() + len(said)


_JOB_TRIGGERS = " ".join(sorted({h.split()[-1] for h in lexicon.occupations()}))
OCCUPATION = [
    rule(Attribute.OCCUPATION, "i'm im i i've", rf"(?:{I_AM})(?:an?|the|one\s+of\s+the)\s+(?:\d\d[\s-]?(?:y/?o|(?:years?|yrs?)[\s-]?old)\s+)?{_NOUN_PHRASE}", as_trade(job=False, prior=0.93), 0.93, Message("stated.what_they_are")),
    rule(Attribute.OCCUPATION, "i'm im i working work worked works", rf"(?:{I}|{I_AM}|{OPEN}|(?<=[,]\s))(?:currently\s+)?(?:work|working|employed|hired|freelance|freelancing)\s+(?:\w+\s+){{0,2}}as\s+(?:an?\s+|the\s+)?{_NOUN_PHRASE}", as_trade(job=True, prior=0.95), 0.95, Message("stated.works_as")),
    rule(Attribute.OCCUPATION, "as being", rf"(?:(?:{OPEN}|(?<=[,(]\s)|(?<=speaking\s)|(?<=even\s)|(?<=my\sjob\s)|(?<=my\sgig\s)|(?<=my\scareer\s)|(?<=my\sdays\s))as|(?<=me\s)being|(?<=of\s)being|(?<=love\s)being|(?<=like\s)being|{OPEN}being)\s+an?\s+{_NOUN_PHRASE}", as_trade(job=False, prior=0.86), 0.86, Message("stated.speaks_as")),
    rule(Attribute.OCCUPATION, "here", rf"(?:{OPEN})(?:an?\s+)?(?P<np>(?:[a-z][\w/+&'-]*\s+){{0,3}}[a-z][\w/+&'-]*)\s+here\b(?=\s*(?:[,.!?…;:)(—–\n-]|$|and\b|so\b|with\b|who\b|i\b))", lambda m, f: _whole_trade(m), 0.93, Message("stated.what_they_are")),
    rule(Attribute.OCCUPATION, "now became job", rf"(?:(?<![\w'])(?:now|i\s+(?:became|am\s+now)|since\s+becoming|when\s+i\s+became|my\s+(?:day\s+)?job\s+(?:is|as)|my\s+(?:work|career|role|position|life|day\s+job|gig)\s+as))\s+(?:an?\s+|the\s+)?{_NOUN_PHRASE}", as_trade(job=False, prior=0.87), 0.87, Message("stated.became")),
    rule(Attribute.OCCUPATION, "teach teaching", rf"(?:{I}|{I_AM}|(?<![\w'])i've\s+been\s+)(?:teach|teaching|taught)\s+(?P<s>(?:first|second|third|fourth|fifth|sixth|seventh|eighth|1st|2nd|3rd|[4-8]th)\s+grade\w*|high\s+school|middle\s+school|elementary(?:\s+school)?|kindergarten|preschool|maths?|english|physics|chemistry|biology|history|science|music|art|yoga|spanish|french|german|pe|esl|kids|college|university|students|special\s+ed\w*)\b", lambda m, f: f"{m['s']} teacher" if m["s"] not in {"kids", "students"} else "teacher", 0.9, Message("stated.teaches_what")),
    rule(Attribute.OCCUPATION, "in", rf"(?:{I}(?:work|have\s+worked)|{I_AM}working|(?<![\w'])i've\s+(?:been\s+working|worked)|{OPEN}(?:i\s+)?work(?:ing)?|{MY}(?:job|career)\s+(?:is\s+)?)\s+(?:\w+ly\s+)?in\s+(?P<f>{_FIELD})\b(?!\s+(?:class|school))", lambda m, f: m["f"].removeprefix("the "), 0.88, Message("stated.field")),
    rule(Attribute.OCCUPATION, "retired unemployed self-employed jobless freelance laid retirement", rf"(?:{I_AM}|{OPEN}|(?<![\w'])(?:since|after|when|before)\s+i\s+(?:got\s+)?)(?P<st>retired|semi-retired|unemployed|self-employed|jobless|between\s+jobs)(?!\s+(?:from\s+(?:gaming|dating)|the|my))\b(?=\s*(?:$|[.!,;:)\n…—–-]|and|so|but|now|from|here|last|in|after|at|i\b|\w+er\b|military|police|teacher))", lambda m, f: "unemployed" if m["st"] in {"jobless", "between jobs"} else m["st"], 0.88, Message("stated.so")),
    rule(Attribute.OCCUPATION, "salary pay shift wages paycheck", rf"{MY}(?P<np>[a-z][\w-]*(?: [a-z][\w-]*){{0,2}}?)'?s\s+(?:salary|pay|wages|paycheck|shift)\b", as_trade(job=True, prior=0.9), 0.9, Message("stated.paid_as")),
    rule(Attribute.OCCUPATION, "job position gig role", rf"(?:{OPEN}|{I})(?:just\s+|finally\s+|recently\s+)?(?:landed|got|started|took|accepted)\s+(?:an?\s+|my\s+(?:first\s+)?|the\s+)?(?P<np>[a-z][\w-]*(?: [a-z][\w-]*){{0,2}}?)\s+(?:job|position|gig|role)\b", lambda m, f: _whole_trade(m), 0.86, Message("stated.got_job")),
    rule(Attribute.OCCUPATION, "here", rf"{OPEN}(?:working\s+in\s+|in\s+)?(?P<f>{_FIELD})\s+(?:guy\s+|girl\s+|person\s+|worker\s+)?here(?=\s*(?:[,.!…;:)(—–-]|$))", lambda m, f: m["f"].removeprefix("the "), 0.8, Message("stated.field")),
    rule(Attribute.OCCUPATION, "retirement", rf"{MY}(?:own\s+|early\s+)?retirement\b(?!\s+(?:plan|fund|saving|account|age|home|party|goal|pot|number|portfolio))", "retired", 0.62, Message("stated.retirement"), basis=Basis.IMPLIED),
]  # fmt: skip


def _whole_trade(match: re.Match[str]) -> Value:
    """Only when the head is the last word before "here": "retired nurse here", not "no nurse comes here"."""
    found = _trade(match, job=True)
    if (
        found is None
        or found[1] != match.end("np")
        or re.match(r"(?:no|any|every|the|my|your|our|their|most|all|some)\b", match["np"])
    ):
        return None
    return re.sub(r"^(?:yeah|yep|yes|hey|hi|well|lol|ok|okay|haha|same|also|just)\s+", "", found[0])


EMPLOYER = [
    rule(Attribute.EMPLOYER, "work working shift job employed office started hired intern interning", rf"(?:{I}(?:work|worked|intern|started\s+working)|{I_AM}(?:working|employed|interning)|(?<![\w'])(?:my|our)\s+(?:\w+\s+)?(?:shift|job|office|internship|boss|manager|colleagues|coworkers))\s+(?:as\s+[\w -]{{2,40}}\s+)?(?:at|for|by)\s+(?:the\s+)?(?=\w)", _employer, 0.88, Message("stated.works_where")),
    rule(Attribute.EMPLOYER, "work working shift job", rf"(?:{I}(?:work)|{I_AM}working)\s+(?:\w+\s+)?(?:at|in|for)\s+(?P<place>(?:an?|my)\s+(?:[a-z][\w'-]*\s+){{0,2}}(?:hospital|clinic|library|school|restaurant|café|cafe|bar|bank|university|lab|laboratory|museum|store|shop|supermarket|hotel|factory|warehouse|office|startup|start-up|firm|company|agency|bakery|bookstore|bookshop|pharmacy|nursing\s+home|kindergarten|daycare|charity|nonprofit|call\s+cent(?:er|re)|studio|kitchen|garage|farm|prison|gallery))\b", _workplace, 0.9, Message("stated.kind_of_work_place"), kind="workplace"),
]  # fmt: skip

_AMOUNT = r"(?P<cur>[$£€])?\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6}(?:\.\d{1,2})?|\d(?:\.\d\d)?)\s?(?P<k>k\b|grand\b|thousand\b|euros?\b|dollars?\b|bucks\b|pounds?\b|usd\b|eur\b|gbp\b)?"
_PER = r"(?P<per>\s*(?:/|per\s|a\s|an\s)\s*(?:hour|hr|h|month|mo|year|yr|week|annum)\b|\s+(?:hourly|monthly|annually|yearly)\b|\s+p\.?a\.?\b)?"


def _income(match: re.Match[str], frame: Frame) -> Value:
    """SynthPAI's classes: low under 30,000 a year, middle to 60,000, high above; other currencies taken at par."""
    amount = float(match["n"].replace(",", ""))
    per, unit = (match["per"] or "").strip(" /"), match["k"] or ""
    if unit in {"k", "grand", "thousand"}:
        amount *= 1000
    if not (match["cur"] or unit or per) or amount < 1:
        return None
    hourly, weekly, monthly = "h" in per and "mont" not in per, "week" in per, "mo" in per
    yearly = amount * (2000 if hourly else 52 if weekly else 12 if monthly else 1)
    if not per and yearly < 10_000:
        return None
    level = "low" if yearly < 30_000 else "middle" if yearly < 60_000 else "high"
    shown = " ".join(frame.text[match.start("amount") : match.end("amount")].split())
    return f"{level} ({shown})"


INCOME = [
    rule(Attribute.INCOME, "make making earn earning salary paid pay wage income year month hour annum", rf"(?:{I}(?:make|earn|get\s+paid|take\s+home|bring\s+home|bring\s+in)|{I_AM}(?:making|earning|paid|getting\s+paid|on)|(?<![\w'])my\s+(?:\w+\s+)?(?:salary|income|pay|wage|paycheck)\s+(?:is|of|was|sits\s+at|comes\s+to)|they\s+pay\s+me)\s+(?:only\s+|about\s+|around\s+|roughly\s+|like\s+|barely\s+|just\s+|over\s+|under\s+|almost\s+|maybe\s+|approximately\s+|less\s+than\s+|more\s+than\s+)?(?P<amount>{_AMOUNT}{_PER})", _income, 0.93, Message("stated.earns")),
    rule(Attribute.INCOME, "wage", rf"(?:(?:{I}|{I_AM}|{WE_ARE}|(?<![\w'])(?:my|me)\s+)(?:\w+\s+){{0,4}}?minimum[\s-]wage|{OPEN}minimum\s+wage\s+here)\b(?!\s+(?:should|law|hike|debate|increase))", "low (minimum wage)", 0.8, Message("stated.minimum_wage")),
    rule(Attribute.INCOME, "broke paycheck poor", rf"(?:{I_AM}|{WE_ARE})(?:so\s+|totally\s+|completely\s+|always\s+|pretty\s+|dead\s+|perpetually\s+)?(?:broke|living\s+paycheck\s+to\s+paycheck|poor|struggling\s+financially)\b(?!\s+(?:up|my|the|at|in))", "low", 0.72, Message("stated.money_short"), basis=Basis.IMPLIED),
    rule(Attribute.INCOME, "i", rf"(?:{I}live|{I_AM}living)\s+paycheck\s+to\s+paycheck\b", "low", 0.8, Message("stated.money_short"), guard=Guard.CLAIM),
]  # fmt: skip

RULES: tuple[Rule, ...] = (*OCCUPATION, *EMPLOYER, *INCOME)
