"""Rules for what the author tells in passing: "not bad for 43", "on a nurse's wage", "Moved from Porto to Zurich"."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import datetime
import re

from redraft.detectors.stated.frame import Frame, Guard
from redraft.detectors.stated.personal import born
from redraft.detectors.stated.rule import I_AM, MY, OPEN, WE_ARE, I, Rule, Value, rule
from redraft.detectors.stated.where import known_place
from redraft.detectors.stated.work import as_trade
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis
from redraft.domain.message import Message

_OTHERS = re.compile(
    r"(?<![\w'])(?:he|she|his|her|they|their|you|your|him|dad|mum|mom|son|daughter|kid|dog|cat|car|game|phone)(?![\w])"
)
_WELCOME = r"(?:who|who's|anyone|anybody|any|where|where's|what|what's|is|can|does|do|how|need|looking|help)\b"


def _of_others(match: re.Match[str], frame: Frame) -> bool:
    """True when the sentence speaks of somebody else, or of a thing, before the match."""
    return _OTHERS.search(frame.folded, frame.sentence(match.start()).start, match.start()) is not None


def _own_age(match: re.Match[str], frame: Frame) -> Value:
    """The number, unless the sentence speaks of somebody else, or of something that has an age."""
    return match["age"] if 16 <= int(match["age"]) <= 99 and not _of_others(match, frame) else None


def _for_their_age(match: re.Match[str], frame: Frame) -> Value:
    """As above, and no thing or other person "is not bad for" its age."""
    before = frame.folded[max(0, match.start() - 16) : match.start()]
    return (
        None
        if re.search(r"(?<!\bi )\b(?:is|are|was|were|looks?|it's|that's|runs)\s+$", before)
        else _own_age(match, frame)
    )


def _birthday(match: re.Match[str], frame: Frame) -> Value:
    """The number, where the words around it speak of a birthday or of oneself."""
    around = frame.folded[max(0, match.start() - 60) : match.end() + 60]
    if not re.search(r"birthday|bday|\bfeel(?:s|ing)?\b|\bold\b|turned|happy\b.{0,12}\bme\b", around):
        return None
    return _own_age(match, frame)


def _named_age(match: re.Match[str], frame: Frame) -> Value:
    """A name with age and sex that opens the text and greets, or says "here"."""
    return match["age"] if frame.text[match.start("name")].isupper() else None


def _named_sex(match: re.Match[str], frame: Frame) -> Value:
    return {"f": "female", "m": "male"}[match["sex"]] if frame.text[match.start("name")].isupper() else None


def _graduated(match: re.Match[str], frame: Frame) -> Value:
    """18 years old at the end of school; between that and 22 where it is not said what ended."""
    since = datetime.date.today().year - int(match["year"])
    said = match.groupdict().get("from") or ""
    low, high = (
        (18, 19) if "high school" in said else (21, 25) if re.search(r"\buni|college|degree", said) else (18, 23)
    )
    return f"{since + low}-{since + high}" if -4 <= since <= 70 else None


_LETTERED = rf"{OPEN}(?P<name>[^\W\d_]{{2,15}})\s*[(\[,]\s*(?P<age>[1-9]\d)\s*/?\s*(?P<sex>[mf])\s*[)\],]?\s*(?:here\b|from\b|checking\s+in\b|,?\s*first\s+(?:time|post)|looking\s+for\b)"
PERSON = [
    rule(Attribute.AGE, "for", r"(?<![\w'])(?:not\s+(?:too\s+|half\s+)?bad|pretty\s+good|good\s+going|impressive|respectable|decent)\s+for\s+(?:an?\s+|a\s+woman\s+of\s+|a\s+man\s+of\s+)?(?P<age>[1-9]\d)(?:[\s-]?(?:year|yr)s?[\s-]old|[\s-]?y/?o)?(?=\s*(?:$|[.!?,;:)\n…—–]|\w*\s*(?:lol|haha|right)))", _for_their_age, 0.84, Message("stated.well_for_age")),
    rule(Attribute.AGE, "today", rf"{OPEN}(?P<age>[1-9]\d)\s+today\s*(?=$|[,.!?;:…\n)])", _birthday, 0.86, Message("stated.birthday")),
    rule(Attribute.AGE, "here from checking first looking", _LETTERED, _named_age, 0.92, Message("stated.age_stands_by_name"), group="age"),
    rule(Attribute.SEX, "here from checking first looking", _LETTERED, _named_sex, 0.92, Message("stated.age_letter_sex"), group="age"),
    rule(Attribute.SEX, "only", rf"{I_AM}(?:often\s+|usually\s+)?the\s+(?:only|lone|first|token)\s+(?P<w>woman|girl|female|man|guy|male|dude)\b(?!\s+(?:for|in\s+(?:your|his|her)\s+life))", lambda m, f: "female" if m["w"] in {"woman", "girl", "female"} else "male", 0.9, Message("stated.as_one")),
    rule(Attribute.AGE, "born", rf"{OPEN}born\s+in\s+(?:\w+\s+(?:of\s+)?)?(?P<year>(?:19|20)\d\d|'?[4-9]\d)\b(?=[^.!?\n]{{0,40}}\bi\b|\s*[,.!;\n]|\s*$|\s+(?:here|so|and)\b)", born, 0.86, Message("stated.birth_year")),
    rule(Attribute.AGE, "retired", rf"(?:{OPEN}|{I})retired\s+(?:last\s+(?:year|month)|this\s+year|recently)\s+at\s+(?P<age>[4-8]\d)\b", _own_age, 0.86, Message("stated.retired_at")),
    rule(Attribute.AGE, "graduated", rf"(?:{I}|(?<![\w'])we\s+|{OPEN})graduated\s+(?P<from>[^.!?\n]{{0,40}}?)\s*in\s+(?P<year>(?:19|20)\d\d)\b", _graduated, 0.72, Message("stated.graduated_year"), basis=Basis.IMPLIED),
    rule(Attribute.AGE, "class", r"(?:anyone|anybody|who)\s+(?:else\s+)?(?:here\s+)?(?:from|of)\s+(?:the\s+)?class\s+of\s+(?P<year>(?:19|20)\d\d)\b", _graduated, 0.72, Message("stated.graduated_with"), basis=Basis.IMPLIED),
]  # fmt: skip


def _before_wage(match: re.Match[str], frame: Frame) -> Value:
    """The occupation whose wage it is; only where the author speaks of themselves, or leaves the subject out."""
    found = as_trade(job=True, prior=0.84)(match, frame)
    return (found[0], found[1]) if isinstance(found, tuple) and not _of_others(match, frame) else None


_COMPANY = re.compile(r"(?:St\.? )?[A-Z][\w&'’-]*(?:[ ](?:(?:of|and|&)[ ])?[A-Z][\w&'’-]*){0,3}")
_NO_COMPANY = re.compile(
    r"(?:I|My|The|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August|\w+ber|God|Level|Chapter|Season|Uni|University|College|School|High|Page|Day)(?:day|s)?\b"
)
_ENDS = r"\s*(?:$|[.!?,;:)\n…—–(]|-\s|so\b|and\b|but\b|as\b|in\b|on\b|last\b|this\b|today\b|yesterday\b|after\b|because\b|where\b|which\b|for\b|since\b|when\b|with\b|back\b|a\s+(?:week|month|year|few))"


def _company(match: re.Match[str], frame: Frame) -> Value:
    """The name with a capital that stands right after the match, where the clause ends or goes on behind it."""
    name = _COMPANY.match(frame.text, match.end())
    if name is None or len(name.group()) < 2 or _NO_COMPANY.match(name.group()):
        return None
    end = name.end() - (2 if name.group().endswith(("'s", "’s")) else 0)
    said = frame.text[name.start() : end].rstrip("'’-")
    return (
        (said, 0.84, name.start() + len(said)) if re.match(_ENDS, frame.folded[name.end() : name.end() + 14]) else None
    )


_SITE = r"(?:warehouse|depot|plant|factory|store|branch|office|fulfil?lment\s+cent(?:er|re)|kitchen|hospital|campus|call\s+cent(?:er|re))"


def _site(match: re.Match[str], frame: Frame) -> Value:
    """The firm before "warehouse" or the like, written with a capital."""
    start, end = match.span("firm")
    said = frame.text[start:end]
    return said if said[:1].isupper() and not _NO_COMPANY.match(said) else None


def _years_as(match: re.Match[str], frame: Frame) -> Value:
    return None if _of_others(match, frame) else as_trade(job=True, prior=0.86)(match, frame)


_NP = r"(?P<np>[a-z][\w/+&'-]*(?: [a-z][\w/+&'-]*){0,3})"
_LONG = r"(?:\d{1,2}\+?|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|many)\s+(?:long\s+|good\s+)?(?:years|yrs|months)"
WORK = [
    rule(Attribute.OCCUPATION, "wage salary pay pension money", r"(?<![\w'])on\s+(?:an?\s+|my\s+)?(?P<np>[a-z][\w-]*(?: [a-z][\w-]*){0,2}?)'s?\s+(?:wages?|salary|pay|money|pension)\b", _before_wage, 0.84, Message("stated.on_whose_pay")),
    rule(Attribute.OCCUPATION, "as", rf"(?:{OPEN}|(?<=after\s)|(?<=with\s)|(?<![\w'])i\s+(?:have|spent|did|put\s+in)\s+|i've\s+(?:spent|done|got)\s+)(?:over\s+|almost\s+|nearly\s+|about\s+|more\s+than\s+)?{_LONG}\s+(?:\w+\s+)?as\s+an?\s+{_NP}", _years_as, 0.86, Message("stated.been_for_years")),
    rule(Attribute.OCCUPATION, "years", rf"{OPEN}(?:retired\s+|ex-|former\s+)?(?P<np>[a-z][\w-]*(?: [a-z][\w-]*){{0,2}}),\s+{_LONG}\s+(?:in\s+(?:the\s+)?(?:trade|job|business|industry|field|profession|classroom|service|kitchen)|on\s+the\s+job|experience|of\s+experience|qualified)\b", as_trade(job=False, prior=0.88), 0.88, Message("stated.for_how_long")),
    rule(Attribute.OCCUPATION, "student", rf"(?:{OPEN}|{I_AM}(?:an?\s+)?|(?<=,\s))(?:(?:first|second|third|fourth|fifth|final|1st|2nd|3rd|[4-6]th)[\s-]year|undergrad(?:uate)?|postgrad(?:uate)?|graduate|phd)\s+(?P<np>(?:[a-z][\w-]*\s+){{0,2}}?student)\b", lambda m, f: m["np"], 0.86, Message("stated.studies_as")),
    rule(Attribute.OCCUPATION, "started work working", rf"(?:{OPEN}|{I}|{I_AM})(?:just\s+|recently\s+|finally\s+)?(?:started|starting|work|working)\s+(?:at|for|with)\s+(?:[\w&'.-]+\s+){{1,4}}?as\s+an?\s+{_NP}", as_trade(job=True, prior=0.9), 0.9, Message("stated.works_as")),
    rule(Attribute.OCCUPATION, "role job position", rf"(?:{OPEN}|{I}|{I_AM})(?:just\s+|recently\s+|finally\s+)?(?:started|starting|got|landed|accepted)\s+(?:an?\s+|my\s+)(?:new\s+)?(?:role|job|position)\s+as\s+an?\s+{_NP}", as_trade(job=True, prior=0.9), 0.9, Message("stated.works_as")),
    rule(Attribute.OCCUPATION, "teaching teach", rf"(?:{OPEN}|{I}|{I_AM})(?:teaching|teach)\s+(?:year|grade)\s+(?:\d{{1,2}}|one|two|three|four|five|six)\b", "teacher", 0.88, Message("stated.teaches_whom")),
    rule(Attribute.EMPLOYER, "drive driving", rf"(?:{I}|{I_AM}|(?<=\bnow\s)|{OPEN})(?:drive|driving)\s+for\s+(?=\w)", _company, 0.84, Message("stated.drives_for")),
    rule(Attribute.EMPLOYER, "as", rf"(?:role|job|position|work|working|worked|{_LONG})\s+as\s+an?\s+{_NP}\s+(?:at|for|with)\s+(?=\w)", _company, 0.84, Message("stated.works_where")),
    rule(Attribute.INCOME, "benefits welfare stamps snap credit dole unemployment", rf"(?:{I_AM}|{WE_ARE}|{OPEN})(?:living\s+)?on\s+(?:benefits|welfare|food\s+stamps|snap|universal\s+credit|the\s+dole|unemployment(?:\s+benefits?)?|disability(?:\s+benefits?)?)\b(?=\s*(?:[,.!;)\n—–-]|$|since|and|so|but|right|at|for|now|because|again|while))", "low", 0.82, Message("stated.lives_on")),
    rule(Attribute.EMPLOYER, "started starting", rf"(?:{OPEN}|{I}|{I_AM})(?:just\s+|recently\s+|finally\s+)?(?:started|starting)\s+(?:(?:work|working|a\s+(?:new\s+)?job|my\s+(?:new\s+)?job|a\s+(?:new\s+)?role)\s+)?(?:at|with)\s+(?=\w)", _company, 0.84, Message("stated.works_where")),
    rule(Attribute.EMPLOYER, "laid fired let sacked redundant", rf"(?:{OPEN}|{I}|(?<![\w'])i\s+(?:was|got|have\s+been)\s+|i've\s+been\s+)(?:just\s+|recently\s+)?(?:(?:got|was|been)\s+)?(?:laid\s+off|fired|let\s+go|sacked|made\s+redundant)\s+(?:by|from|at)\s+(?=\w)", _company, 0.82, Message("stated.worked_where")),
    rule(Attribute.EMPLOYER, "job offer role position internship interview", rf"(?:{OPEN}|{I}|{I_AM})(?:just\s+|finally\s+|recently\s+)?(?:got|landed|accepted|took|starting|have)\s+(?:an?\s+|the\s+|my\s+(?:new\s+)?)(?:\w+\s+){{0,2}}?(?:job|offer|role|position|internship)\s+(?:at|with|from)\s+(?=\w)", _company, 0.82, Message("stated.works_where")),
    rule(Attribute.EMPLOYER, "work working works nights shifts days", rf"(?:{OPEN}|{I}|{I_AM}|(?<![\w'])my\s+)(?:work(?:ing)?\s+)?(?:nights?\s+|days\s+|late\s+|weekends\s+|shifts?\s+){{0,2}}(?:at|in)\s+(?:the|an?|our)\s+(?P<firm>[a-z][\w&'-]*(?: [a-z][\w&'-]*)?)\s+{_SITE}\b", _site, 0.84, Message("stated.works_where"), group="firm"),
]  # fmt: skip


def _people_of(match: re.Match[str], frame: Frame) -> Value:
    """The place, where nothing but its name stands before "folks"."""
    found = known_place(match, frame)
    if (
        not isinstance(found, tuple)
        or len(found) != 3
        or found[2] - match.end() < 4
        or not re.match(rf"\s+{_FOLKS}\b", frame.folded[found[2] :])
    ):
        return None
    return found[0], 0.74, found[2]


_FOLKS = "(?:folks|people|peeps|friends|locals|redditors|gang|crew|tweeps)"
PLACE = [
    rule(Attribute.LOCATION, "moved relocated", rf"(?:{OPEN}|{I}|(?<![\w'])(?:i've|we|we've)\s+)(?:just\s+|recently\s+|finally\s+)?(?:moved|relocated|emigrated)\s+(?:over\s+|back\s+|all\s+the\s+way\s+)?from\s+[\w .,'-]{{2,40}}?\s+to\s+(?:the\s+)?(?=\w)", known_place, 0.84, Message("stated.moved")),
    rule(Attribute.LOCATION, "now", rf"(?:{OPEN}|(?<=[,;]\s)|(?<=\band\s)|(?<=\bbut\s))(?:i'm\s+|i\s+am\s+|we're\s+|we\s+)?now\s+(?:(?:happily|stuck|mostly|back)\s+)?(?:(?:living|based|working|freezing|sweating|settled|studying|surviving|residing|live)\s+)?in\s+(?=\w)", known_place, 0.8, Message("stated.where_now")),
    rule(Attribute.LOCATION, "folks people peeps friends locals redditors gang crew tweeps", rf"{OPEN}(?:hey\s+|hi\s+|calling\s+|dear\s+|any\s+|my\s+)?(?=[\w '.-]{{2,30}}\s+{_FOLKS}\s*[,:!—–-]?\s*{_WELCOME})", _people_of, 0.72, Message("stated.asks_people_of")),
    rule(Attribute.LOCATION, "flatmate roommate housemate flat room apartment house place", rf"(?:(?:{I_AM}|{OPEN}|{WE_ARE}|(?<=[,;]\s))(?:still\s+)?(?:looking|searching|hunting)\s+for\s+|{I}need\s+)(?:an?\s+|my\s+|our\s+)?(?:\w+\s+){{0,2}}?(?:flatmate|roommate|housemate|flat|room|apartment|house|place)\s+(?:to\s+rent\s+)?(?:in|near|around)\s+(?=\w)", known_place, 0.8, Message("stated.looks_for_home")),
    rule(Attribute.LOCATION, "warehouse hospital office factory depot plant store branch school restaurant", rf"(?:{OPEN}|{I}|{I_AM}|(?<=,\s))(?:work|working)\s+[^.!?\n]{{0,40}}?\b(?:warehouse|hospital|office|factory|depot|plant|store|branch|school|restaurant)\s+in\s+(?=\w)", known_place, 0.82, Message("stated.works_where")),
    rule(Attribute.BIRTHPLACE, "grew raised born", rf"(?:{I}|{OPEN}|(?<=[,;]\s)|(?<![\w'])i\s+was\s+)(?:grew\s+up|raised|born)\s+(?:in\s+an?|on\s+an?)\s+(?:[\w-]+\s+){{0,3}}?(?:village|town|suburb|farm|hamlet|city|place|neighbou?rhood)\s+(?:just\s+)?(?:near|outside|close\s+to|north\s+of|south\s+of|east\s+of|west\s+of|of|in)\s+(?=\w)", known_place, 0.84, Message("stated.grew_up")),
    rule(Attribute.LOCATION, "room kitchen garage backyard garden bedroom basement cabin balcony porch studio salon shop rent", rf"(?:{MY}(?:\w+\s+)?(?:kitchen|garage|backyard|garden|bedroom|(?:living|spare)\s+room|basement|cabin|balcony|porch|studio|salon|shop)|(?:{I}|{I_AM}|(?<=\bbut\s)|(?<=\band\s))(?:still\s+)?pay(?:ing)?\s+rent)\s+(?:here\s+)?(?:in|near)\s+(?=\w)", known_place, 0.82, Message("stated.home_is"), guard=Guard.OWNED),
    rule(Attribute.RELATIONSHIP, "divorce", rf"{OPEN}(?:my\s+)?divorce\s+(?:(?:is|was|got|has\s+been|finally)\s+){{0,2}}(?:finali[sz]ed|final|done|through|official|papers\s+(?:signed|came|are\s+in))\b", "divorced", 0.86, Message("stated.divorce_through")),
    rule(Attribute.FAMILY, "weeks", rf"(?:{OPEN}|{I_AM})(?:currently\s+|now\s+|only\s+|almost\s+)?(?:[5-9]|[123]\d|4[0-2])\s+weeks(?:\s+(?:today|along|now))?(?=[^.!?\n]{{0,60}}\b(?:baby|bump|pregnan\w+|midwife|trimester|heartburn|kick\w*|nursery|due|(?:first|second|third)\s+(?:boy|girl|baby))\b)", "expecting a child", 0.86, Message("stated.how_far_along"), kind="pregnancy", severity=Severity.HIGH),
    rule(Attribute.POLITICS, "voted", rf"{OPEN}voted\s+(?:for\s+)?(?P<w>republican|democrat|labour|tory|conservative|green|greens|trump|biden|harris|reform|snp|lib\s?dem|afd|spd|cdu)\b(?!\s+(?:of|as|party\s+of))", lambda m, f: f"voted {m['w']}", 0.9, Message("stated.votes")),
    rule(Attribute.FAMILY, "wife's wife girlfriend's girlfriend partner's partner", rf"{MY}(?:wife|girlfriend|partner|fianc[eé]e?)(?:'s|\s+is)\s+due\s+(?:in|on|any\s+(?:day|minute)|next|this)\b", "expecting a child", 0.9, Message("stated.child_on_way"), kind="pregnancy", guard=Guard.OWNED, severity=Severity.HIGH),
]  # fmt: skip

RULES: tuple[Rule, ...] = (*PERSON, *WORK, *PLACE)
