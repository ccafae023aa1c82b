"""When: dates, years, times of day, spans of time, ages."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections.abc import Iterable

from redraft.detectors.contract import Context, Need, identifier, words_of
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|half)"
_NUM = rf"(?:\d{{1,4}}(?:[.,]\d{{1,3}})?|{_SMALL}(?:[- ]{_SMALL})?)"
_UNIT = r"(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|decades?)(?:['’]s?)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TIME = r"\d{1,2}(?::\d\d(?::\d\d)?\s?(?:[ap]\.?m\b\.?)?|(?:\.\d\d)?\s?[ap]\.?m\b\.?)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_WHOLE = re.compile(
    r"(?i)(?:(?<=\W)|^)(?:(?:beginning|start|end|middle|first half|second half) of |(?:early|mid|late)[ -]|between )$"
)
_DATE = re.compile(
    rf"\b{_DAY}(?:(?:\s?(?:,|and|or|to|-|–)\s?(?:the )?{_DAY}){{1,4}})?(?: of)? {_MONTH}(?:,? {_YEAR})?"
    rf"(?:(?:,| and| to| or| until|,? and) {_DAY} {_MONTH}(?:,? {_YEAR})?){{0,4}}"
    rf"|\b{_MONTH},?(?: of)? {_YEAR}(?: (?:and|to|until|-|–) {_MONTH},?(?: of)? {_YEAR})\b"
    rf"|\b{_MONTH} {_DAY}\b(?:\s?[-–]\s?{_DAY})?(?:,? {_YEAR})?"
    rf"|\b{_MONTH},?(?: of)? {_YEAR}\b"
    rf"|\b{_YEAR}[-/.]\d\d?[-/.]\d\d?\b(?:(?:[ T]| at ){_TIME})?"
    rf"|\b\d\d?[-/.]\d\d?[-/.](?:{_YEAR}|\d\d)\b(?:(?:[ T]| at ){_TIME})?",
    re.IGNORECASE,
)
_SEASON = re.compile(
    rf"(?i)\b(?:the )?(?:(?:early|mid|late|beginning of|end of|middle of)[- ])?(?:(?:spring|summer|autumn|fall|winter)(?: and (?:spring|summer|autumn|winter))?(?: of)?|(?:early|mid|late)-?) {_YEAR}\b"
)
_MONTH_DAY = re.compile(
    r"(?i)\b(?:on|until|till|by|from|before|after|since) (the \d{1,2}(?:st|nd|rd|th))\b(?! (?:century|floor|grade|place|time|birthday|anniversary|edition|of|hole|minute|hour|step|one|and|century))"
)
_MONTH_ALONE = re.compile(
    r"\b(?:in|since|until|till|by|of|from|during|last|this|next|and|between|late|early|mid) ((?:January|February|March|April|May|June|July|August|September|October|November|December)(?: and (?:January|February|March|April|May|June|July|August|September|October|November|December))?)\b"
)
_YEARS = re.compile(
    rf"(?<![\w.,/:§#-]){_YEAR}(?:[-–/](?:{_YEAR}|\d\d)|(?:, {_YEAR}){{0,4}}(?: (?:and|to|or|until) {_YEAR}))?(?:s|['’]s)?(?![\w/:]|[.,]\d|-\d)"
)
_CLOCK = re.compile(rf"(?i)(?<![\w:.]){_TIME}(?!\w|:\d)")
_SPAN = re.compile(
    rf"(?i)\b(?:(?:about|around|over|nearly|almost|more than|less than|some) )?(?:{_NUM} )(?:and a half )?{_UNIT}(?:,? (?:and )?(?:{_NUM} ){_UNIT}){{0,2}}\b|\b{_NUM}-(?:year|month|week|day|hour)(?:-old)?\b|\bhalf an hour\b"
)
_AGO = re.compile(
    r"(?i)\b(?:#?TBT|(?:last|next|this) (?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|summer|winter|spring|autumn)|yesterday|tomorrow|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?(?: (?:morning|afternoon|evening|night))?)\b"
)
_FEAST = re.compile(
    r"\b(?:Christmas(?: Eve| Day)?|Boxing Day|New Year['’]?s?(?: Eve| Day)?|Hogmanay|Good Friday|Easter(?: Sunday| Monday)?|Ash Wednesday|Palm Sunday|Whitsun|Pentecost|Thanksgiving|Halloween|Hallowe['’]en|"
    r"Labor Day|Memorial Day|Independence Day|Fourth of July|4th of July|July 4th|Veterans Day|Columbus Day|Martin Luther King Day|Presidents['’]? Day|Canada Day|Australia Day|Anzac Day|ANZAC Day|Waitangi Day|Bonfire Night|"
    r"St\.? Patrick['’]?s Day|St\.? Andrew['’]?s Day|Mother['’]?s Day|Mothering Sunday|Father['’]?s Day|Valentine['’]?s(?: Day)?|Bastille Day|May Day|Armistice Day|Remembrance (?:Day|Sunday)|Republic Day|Diwali|Deepavali|Holi|Onam|Pongal|"
    r"Eid(?: al-(?:Fitr|Adha))?|Ramadan|Hanukkah|Chanukah|Passover|Rosh Hashanah|Yom Kippur|Purim|Nowruz|Songkran|Vesak|Lunar New Year|Chinese New Year|Juneteenth|Cinco de Mayo|D[ií]a de los Muertos|Midsummer(?: Eve)?|(?i:(?:paper|tin|silver|pearl|coral|ruby|sapphire|golden?|emerald|diamond|platinum) (?:wedding(?: anniversary)?|anniversary|jubilee)|(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fifth|tenth|twentieth|thirtieth|fortieth|fiftieth) (?:wedding )?anniversary)|St\.? Lucia|King['’]s Day)(?:,? \d{4})?\b"
)
_BORN = re.compile(
    r"(?i)\b(?:born|d\.?o\.?b\.?|date of birth|birthday|birthdate|b-?day)\b[\s:]{0,3}(?:(?:is|on|in|the) ){0,2}$"
)
_AGE = re.compile(
    rf"(?i)\b(?:turn(?:ed|ing)?|i['’]?m|i am) ({_NUM})(?! ?[%$€£]|[\w.,:/]*\d| (?:minutes|hours|days|weeks|months|km|miles|percent|times|of|people|feet|in))\b"
    rf"|\b({_NUM}(?: years?(?: of age|[- ]old| young)|[- ]years?[- ]old| ?y/?o\b|yo\b))|\b(aged {_NUM})(?![\w.,:/]*\d| ?%)\b|\bage ({_NUM})(?![\w.,:/]*\d| ?%| (?:groups?|limit|range))\b|\bage of ({_NUM})\b|\b(?:life|living|loving life) at (\d\d)\b|\b(\d\d ?/ ?[MF]|[MF] ?/? ?\d\d)\b"
)

_OLD = r"(?:\d\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:thir|four|fif|six|seven|eigh|nine)teen|eleven|twelve)"
_PERSON = r"(?:man|woman|boy|girl|lady|guy|widow|widower|bachelor|grandmother|grandfather|grandma|grandpa|mother|father|mum|mom|dad|nan|teenager|lad|lass|pensioner|applicant|wife|husband|son|daughter|brother|sister)"
_OF_AGE = re.compile(
    rf"(?i)\b{_PERSON} of ({_OLD})(?! ?(?:[%$€£:]|years? (?!of age)|{_UNIT}|kids|children|boys|girls|daughters|sons|the|them|us|these|those|little|small|young|beautiful|amazing|cats|dogs|and a half)|[\w.,:/]*\d)"
    rf"|\b(?:divorced|married|widowed|engaged|pregnant|retired|orphaned|(?:a|single) (?:mum|mom|dad|mother|father|parent|grandmother|grandfather|grandma|widow|widower)) at ({_OLD})(?![\w.,:/]*\d| ?%| (?:{_UNIT}|o['’]clock|the))"
    rf"|\b(?:he|she|i|applicant|victim|deceased) (?:is|was|were|am) (?:only |just |then |already |barely |nearly |almost |about )?({_OLD})(?=(?: at the (?:time|material time)| when\b| then\b| now\b| today\b| and (?!a half)|[.;!)]|,(?! ?\d)|\s*$))"
)
_NAME_AGE = re.compile(
    r"(?m)(?:^|(?<=[\s(]))(?!(?:In|On|At|By|May|March|April|June|July|August|Page|Chapter|Room|Level|Grade|Day|Week|Section|Article|Season|Episode|Version|Windows|Office|Part|Unit|Rule|Note|Table) )[^\W\d_a-z][\w’'-]{1,20}(?: [^\W\d_a-z][\w’'-]{1,20})?,? \(?(\d\d)(?=\)|, (?:\d+|and|from|of|was|is|who|an?|has|had|said|gay|single|married|divorced|student|new|living|based)\b)"
)
_AGE_WORDS = re.compile(
    r"(?i)\b(?:in (?:my|his|her|their) )((?:early |mid |late |mid-)?(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|teens|[2-9]0['’]?s))\b"
)
_INTRODUCED = re.compile(
    r"(?i)\b(?:i['’]?m|i am|my name is) [^\W\d_]{2,20}(?: [^\W\d_]{2,20})?, (\d\d)(?=[,.!;)\n]|$| (?:and|from)\b)"
)
_DECADE = re.compile(r"(?i)\b(?:the )?(?:early|mid|late)[- ](?:18|19|20)\d0['’]?s\b")
_BIRTHDAY = re.compile(
    r"(?i)\b(\d{1,2}(?:st|nd|rd|th)|(?:twenty-|thirty-|forty-|fifty-|sixty-|seventy-|eighty-|ninety-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|sixteenth|eighteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth)(?= (?:birthday|bday|b-day))|\b(?:my|his|her|their|your|abuela['’]s|grandma['’]s|mom['’]s|mum['’]s|dad['’]s) (\d0th|\d1st|\d\dth)(?=[.,!;)]|$| (?:party|tomorrow|today|next|this|last|on|in)\b)"
)

_FEAST_WORDS = frozenset(
    "christmas|boxing|year|years|hogmanay|friday|easter|wednesday|sunday|whitsun|pentecost|thanksgiving|halloween|hallowe|day|july|night|eve|diwali|deepavali|holi|onam|pongal|eid|ramadan|hanukkah|chanukah|passover|"
    "hashanah|kippur|purim|nowruz|songkran|vesak|juneteenth|mayo|muertos|midsummer|lucia|valentine|wedding|anniversary|jubilee".split(
        "|"
    )
)
_MONTHS = frozenset("january|february|march|april|may|june|july|august|september|october|november|december".split("|"))
_NUMBER_WORDS = words_of(_SMALL) - {"a"}
_TENS = frozenset(
    "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety".split(
        "|"
    )
)
_CELEBRATED = frozenset({"birthday", "bday", "day"})
_DECADES = frozenset("twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|teens".split("|"))
_UNITS = frozenset(
    f"{unit}{s}"
    for unit in ("year", "yr", "month", "week", "day", "hour", "hr", "minute", "min", "decade")
    for s in ("", "s", "old")
)


class Dates:
    """Dates, years, times, spans of time, ages, days of birth."""

    name = "dates"
    every_language = True

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """The numeric forms only where there are digits."""
        text = context.text
        if context.has_digit:
            for m in _DATE.finditer(text):
                born = _BORN.search(text, max(0, m.start() - 24), m.start())
                kind, why = (
                    ("birth_date", Message("form.born_word")) if born else ("date", Message("form.day_or_month"))
                )
                lead = _WHOLE.search(text, max(0, m.start() - 18), m.start())
                yield identifier(
                    context,
                    lead.start() if lead else m.start(),
                    m.end(),
                    Attribute.AGE if born else Attribute.DATE,
                    kind,
                    0.97,
                    why,
                )
            for m in _MONTH_DAY.finditer(text):
                yield identifier(
                    context, m.start(1), m.end(1), Attribute.DATE, "date", 0.6, Message("form.day_of_month")
                )
            for m in _SEASON.finditer(text):
                yield identifier(context, m.start(), m.end(), Attribute.DATE, "date", 0.9, Message("form.season"))
            for m in _DECADE.finditer(text):
                yield identifier(context, m.start(), m.end(), Attribute.DATE, "date", 0.88, Message("form.decade_part"))
            for m in _YEARS.finditer(text):
                yield identifier(context, m.start(), m.end(), Attribute.DATE, "year", 0.85, Message("form.year"))
            for m in _CLOCK.finditer(text):
                yield identifier(context, m.start(), m.end(), Attribute.DATE, "time", 0.7, Message("form.time"))
        for m in _MONTH_ALONE.finditer(text) if context.any_of(_MONTHS) else ():
            yield identifier(context, m.start(1), m.end(1), Attribute.DATE, "month", 0.7, Message("form.month"))
        numbered = context.has_digit or context.any_of(_NUMBER_WORDS)
        for m in _SPAN.finditer(text) if numbered and context.any_of(_UNITS) else ():
            yield identifier(
                context, m.start(), m.end(), Attribute.QUANTITY, "duration", 0.6, Message("form.time_span")
            )
        for m in _FEAST.finditer(text) if context.any_of(_FEAST_WORDS) else ():
            yield identifier(context, m.start(), m.end(), Attribute.DATE, "feast", 0.55, Message("form.named_day"))
        for m in _AGO.finditer(text):
            sure = 0.55 if "tbt" in m.group().lower() else 0.4
            yield identifier(
                context, m.start(), m.end(), Attribute.DATE, "relative", sure, Message("form.day_from_today")
            )
        aged = context.has_digit or context.any_of(_TENS)
        for pattern, score, worthwhile in (
            (_AGE, 0.9, numbered),
            (_OF_AGE, 0.75, aged),
            (_NAME_AGE, 0.7, context.has_digit),
            (_INTRODUCED, 0.85, context.has_digit),
            (_AGE_WORDS, 0.8, context.has_digit or context.any_of(_DECADES)),
            (_BIRTHDAY, 0.8, context.has_digit or context.any_of(_CELEBRATED)),
        ):
            for m in pattern.finditer(text) if worthwhile else ():
                group = next(i for i in range(1, 1 + pattern.groups) if m[i])
                yield identifier(
                    context, m.start(group), m.end(group), Attribute.AGE, "age", score, Message("form.age")
                )
