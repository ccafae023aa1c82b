"""What kind of person: nationality, religion, marriage, children, work, degrees, disability."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from redraft import assets
from redraft.detectors.contract import Context, Need, identifier
from redraft.detectors.wordlists import words
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding

_SMALL = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twins?)"
_ADJECTIVE = r"(?:(?:amazing|lovely|awesome|beautiful|wonderful|little|young|small|adorable|grown|adult|crazy|great|energetic|fantastic|sweet|precious|teenage|minor|own|school-age) )"
_CHILD = r"(?:kids?|kiddos?|children|child|sons?|daughters?|boys|girls|babies|little ones?|toddlers?|teens?|teenagers?|legends|munchkins|grandkids|grandchildren)"
_PARENT = r"(?:mom|mum|mother|dad|father|parent|mama|papa|mummy|daddy|grandma|grandpa|grandmother|grandfather)"
_FAMILY = re.compile(
    rf"(?i)\b(?:(?:single|working|proud|busy) ?){{0,2}}{_PARENT}[ -]?(?:of|to)[ -]?{_SMALL}(?: {_ADJECTIVE}{{0,2}}{_CHILD})?\b"
    rf"|\b{_SMALL} {_ADJECTIVE}{{0,2}}{_CHILD}\b|\b(?:the|my|our) (?:{_ADJECTIVE})?(?:kids|kiddos|children|little one)\b|\b(?:single|stay[- ]at[- ]home) ?{_PARENT}\b|\bas an? {_PARENT}\b"
)
_FAMILY_WORDS = frozenset(
    "kid|kids|kiddo|kiddos|children|child|son|sons|daughter|daughters|boys|girls|babies|one|ones|toddler|toddlers|teen|teens|teenager|teenagers|legends|munchkins|grandkids|"
    "grandchildren|mom|mum|mother|dad|father|parent|mama|papa|mummy|daddy|grandma|grandpa|grandmother|grandfather|mom-of|dad-of".split(
        "|"
    )
)
_MARITAL = re.compile(
    r"(?i)\b(?:married(?! to each)|un-?married|divorced(?: life)?|divorcee?|widow(?:ed|er)?|engaged to|single (?:mom|mum|dad|mother|father|parent|man|woman|guy|girl)|parenting|"
    r"fianc[eé]e?|newly-?weds?|cohabit\w+|civil partnership|orphan(?:ed)?|pregnant)\b"
)
_TAG = re.compile(
    r"#(?:(?i:single|proud|working|busy|boy|girl|new|soon)(?:To)?)?(?:Be)?((?:Mom|Mum|Dad|Mother|Father|Parent|Teacher|Nurse|Engineer|Doctor|Student|Married|Single|Divorced|Widow|Office)[A-Za-z]*?)(?=Life|Diary|Diaries|Problems|Goals|Of\d|\b)"
)
_DEGREE = re.compile(
    r"\b(?:Ph\.? ?D\.?|M\.?B\.?A|B\.?Sc|M\.?Sc|LL\.?[BM]|MD|RN|LPN|CPA|EMT|BA|BEng|MEng|Esq)(?![\w])|(?i:\b(?:bachelor|master)['’]s(?: degree)?\b|\b(?:postdoc|postgraduate|undergraduate|doctoral)(?: student)?\b|\b(?:university|college|school|law|medical|doctorate|primary|high[- ]school) (?:student|graduate|degree|dropout)\b)"
)
_HEALTH = re.compile(
    r"(?i)\b(?:(?:paranoid |chronic |severe |mild |acute |partial |permanent |mental )?(?:schizophreni\w+|depression|diabet\w+|cancer|epilep\w+|autis\w+|HIV|AIDS|hepatitis|asthma|my disability|disabled|blind|deaf|paraly[sz]ed|dementia|bipolar|PTSD|alcoholi\w+|wheelchair|tuberculosis|transsexual|transgender|homosexual|lesbian|gay|bisexual))\b"
)
_OFFICE = re.compile(
    r"(?i)\b(?:lawyers?|solicitors?|barristers?|judges?|prosecutors?|presidents?|(?:police|prison) officers?|landowners?|officers?|editors?|doctors|civil servants)$"
)
"""Roles that official reports name on every page; they single out only somebody who speaks of themselves."""
_WORKPLACE = re.compile(
    r"(?i)\b(?:clinic|office job|law firm|freelance|self-employed|unemployed|retired|conscientious objector|asylum[- ]seeker|refugee|immigrant|stateless|illiterate|(?:non[-‑ ])?commissioned officer|civil servant)\b"
)
_ENDING = re.compile(
    r"\b(?:North(?:ern)? |South(?:ern)? |East(?:ern)? |West(?:ern)? |Greek[- ]|Turkish[- ]|African[- ]|Asian[- ])?([A-Z][a-z]{2,14})\b(?: (?:nationals?|citizens?|origin|descent|nationality|passport|extraction|community|minority|people|tribe|orthodox|Jews?|Muslims?|Christians?))?"
)


@cache
def _heads() -> frozenset[str]:
    """Head nouns of occupations, singular and plural."""
    lines = assets.resource("lexicons", "occupations.txt").read_text(encoding="utf-8").splitlines()
    heads = {w.split("|")[0].strip() for w in lines if w and not w.startswith("#") and "|" not in w}
    heads |= set(
        "dancer|gendarme|judge|prosecutor|landowner|conscript|prisoner|chairman|president|director|principal|mayor|executive officer".split(
            "|"
        )
    )
    return frozenset(heads)


@cache
def _last_words() -> frozenset[str]:
    """The last word of each head noun, singular and plural: without one of them there is no occupation."""
    last = {re.findall(r"[^\W\d_]+", h)[-1] for h in _heads()}
    return frozenset(last | {w + "s" for w in last})


@cache
def _occupations() -> re.Pattern[str]:
    """Head nouns of occupations, with up to two words that make them narrower in front."""
    inner = "|".join(sorted({re.escape(h) for h in _heads()}, key=len, reverse=True))
    return re.compile(
        r"(?i)\b(?:(?:retired|senior|junior|former|primary|secondary|high|school|university|registered|software|civil|police|army|military|ballet|medical|"
        r"chief|deputy|assistant|associate|head|public|private|qualified|trained|freelance|trainee|student|executive|managing|social|truck|taxi|bus|"
        rf"insurance|estate|sales|project|product|data|security|construction|factory|opera|football|professional)[ -]){{0,3}}(?:{inner})s?\b"
    )


class Demographics:
    """Attributes that many share and that, put together, few do."""

    name = "demographics"
    every_language = False

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Words of each family; no attempt to tell whose they are, which is the stated facts' work."""
        text = context.text
        known = context.words
        for m in _FAMILY.finditer(text) if known & _FAMILY_WORDS or "#" in text else ():
            yield identifier(
                context, m.start(), m.end(), Attribute.FAMILY, "family", 0.6, "how many children, or being a parent"
            )
        for m in _MARITAL.finditer(text):
            yield identifier(
                context, m.start(), m.end(), Attribute.RELATIONSHIP, "marital", 0.7, "marriage, separation or its end"
            )
        if "#" in text:
            for m in _TAG.finditer(text):
                yield identifier(
                    context, m.start(1), m.end(1), Attribute.FAMILY, "hashtag", 0.6, "a hashtag that says what one is"
                )
        for m in _occupations().finditer(text) if known & _last_words() else ():
            score = 0.55 if context.first_person or not _OFFICE.search(m.group()) else 0.4
            yield identifier(context, m.start(), m.end(), Attribute.OCCUPATION, "occupation", score, "an occupation")
        for m in _DEGREE.finditer(text):
            yield identifier(
                context, m.start(), m.end(), Attribute.EDUCATION, "degree", 0.6, "a degree or qualification"
            )
        for m in _HEALTH.finditer(text):
            yield identifier(
                context, m.start(), m.end(), Attribute.HEALTH, "health", 0.55, "a condition or an orientation"
            )
        for m in _WORKPLACE.finditer(text):
            yield identifier(
                context, m.start(), m.end(), Attribute.OCCUPATION, "status", 0.55, "a standing in work or law"
            )
        demonyms = words("demonyms")
        for m in _ENDING.finditer(text) if known & demonyms else ():
            if m[1].lower() in demonyms:
                yield identifier(
                    context, m.start(), m.end(), Attribute.ETHNICITY, "nationality", 0.6, "a nation, people or religion"
                )
