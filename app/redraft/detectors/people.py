"""Who: names by their titles, initials, places in a text and lists of names; spaCy's are in ``entities``."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redraft.detectors.contract import Context, Need, identifier, words_of
from redraft.detectors.vocabulary import known_word
from redraft.detectors.wordlists import given_names, is_name, words
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_UP = r"[^\W\d_a-zß-öø-ÿ]"
_PART = rf"(?:{_UP}[\w’'‑]{{1,24}}(?:[-‑]{_UP}[\w’']{{1,24}}){{0,2}}|O[’']{_UP}\w{{1,24}})"
_INITIAL = rf"(?:{_UP}\w{{0,2}}\.(?:[-‑ ]?{_UP}\.){{0,3}})"
_SMALL = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|la|le|al|el|bin|ibn|zu|zum|ter)(?: |-)){0,2}"
_FULL = rf"(?:{_INITIAL} ?|{_PART} ){{0,3}}{_SMALL}(?:{_PART}|{_INITIAL})(?:(?: and | & )(?:{_INITIAL} ?){_PART})?"
_TITLE = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Messrs|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Judge|Justice|Rev(?:erend)?|Father|Sister|Captain|Capt|Colonel|Col|General|Gen|Major|Maj|"
    rf"Lieutenant|Lt|(?:Staff |Master )?Sergeant|Sgt|(?:Lance )?Corporal|Cpl|Private|Pvt|Constable|PC|Cllr|Councillor|Detective|Det|Trooper|Deputy|Sheriff|Warden|Agent|Nurse|Brother|Pastor|Vicar|Deacon|Bishop|Abbot|Ensign|Commander|Cmdr|Admiral|Brigadier|Marshal|Officer|Inspector|President|Senator|Chancellor|Herr|Frau|Monsieur|Madame|Mme|Señora?|Signora?|Don|Doña|Pan|Pani|Bay|Sheikh|Imam|Rabbi|Uncle|Aunt(?:ie|y)?|Grandma|Grandpa|Coach)"
    rf"\.?(?: and (?:Mrs|Ms|Dr)\.?)?[ \u00a0](?:Dr\.? |Prof\.? )?({_FULL})"
)
_INITIALS = re.compile(rf"(?<![\w.])(?:{_UP}\.[ -]?){{1,3}} ?{_SMALL}{_PART}(?![\w])")
_ONLY_INITIALS = re.compile(rf"(?<![\w.&]){_UP}\.[ -]?{_UP}\.(?:[ -]?{_UP}\.)?(?!\w)")
_DOTTED = re.compile(rf"{_UP}\w{{0,2}}\.")
_CHILD_INITIAL = re.compile(
    rf"(?i:\b(?:son|daughter|child|children|wife|husband|mother|father|brother|sister|partner|baby|girl|boy|niece|nephew|friend|witness|applicant|victim|minor)s?),? \(?({_UP}\.)(?=[,;)’' ]| (?:was|is|had|has|and|who|were)\b)"
)
_BY = re.compile(
    r"(?im)(?:^|[|;•·(>.]|\*)[ \t*_]{0,4}(?:posted|commented|written|reviewed|asked|answered|uploaded|shared|submitted|review|comment|article|story|photo|image|post) by @?([^\s|,;:()]{2,40}?)(?=[.,;:|()]?(?:\s|$))"
)
_LOWER = re.compile(
    r"(?i)\b(?:thanks to|thank you|thx|shout ?out to|shoutout|hi|hey|hello|dear|hey it['’]?s|its|it['’]s|this is|i['’]?m|my name['’]?s|love you|miss you|rip|congrats|happy birthday|happy bday|bless|love|xx?|xo|cheers,?|regards,?|best,?)\s(?-i:([a-zß-ÿ]{3,15}))(?=[.,!?;:\n]|\s(?:for|here|from|and|xx?)\b|\s*$)"
)
"""A name in lower case where somebody is thanked, greeted or introduced."""
_LOWER_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|dr|prof|sgt|auntie|aunty|uncle)\.? ([a-zß-ÿ]{3,20})(?!\w)")
_OPENING = re.compile(r"(?m)^[ \t\"“>*-]{0,4}@?([^\W\d_][\w.'’-]{1,38}(?: [^\W\d_a-z][\w.'’-]{1,30}){0,2}) ?: (?=\S)")
_LABEL = re.compile(
    r"(?i)(?:^|\n|[|;•]|\b(?:my|full|first|last|nick|user|screen|seller|buyer|contact) )[ \t*_-]{0,4}(?:seller(?: name)?|buyer|user\s?name|full name|name|author|posted by|contact (?:person|name)|signed|poster|from|by|reviewer|host|owner)[ \t*]{0,3}[:=][ \t*]{0,3}@?([^\n|,;:/()]{2,60}?)(?=[ \t]*(?:[\n|,;/()]|$)|[ \t](?:on|at) \d)"
)
_I_AM = re.compile(
    rf"(?i:\b(?:my name is|my name['’]s|name['’]s|call me|i am called|this is|i['’]m|i am|yours,?|sincerely,?|regards,?|cheers,?|thanks,?|thank you,?|love,?|xoxo,?|best,?|hugs,?))\s{{1,3}}[-–—~]?\s?({_PART}(?: {_PART}){{0,2}})(?=\s*(?:$|[.,!?;\n(—–-]| (?:and|from|here|by)))"
)
_ABROAD = re.compile(
    rf"(?i:\b(?:ich hei(?:ß|ss)e|mein name ist|je m['’]appelle|me llamo|mi nombre es|mi chiamo|meu nome é|chamo-me|ik heet|"
    rf"mijn naam is|jag heter|jeg heter|jeg hedder|nazywam się|mam na imię|jmenuji se))\s({_PART}(?: {_PART}){{0,2}})"
)
"""Somebody names themselves in German, French, Spanish, Italian, Portuguese, Dutch, a Nordic language, Polish, Czech."""
_CALLED = re.compile(
    r"(?i)\b(?:my name is|my name['’]s|call me|i['’]?m called|named|called) ([^\W\d_]{2,20}(?: [^\W\d_]{2,20})?)\b"
)
_KIN = re.compile(
    r"(?i)\b(?:husband|wife|partner|spouse|fianc[eé]e?|boyfriend|girlfriend|bf|gf|son|daughter|brother|sister|mom|mum|mother|dad|father|cousin|uncle|aunt|friend|bestie|buddy|boss|colleague|"
    r"coworker|roommate|flatmate|neighbou?r|teacher|mentor|kid|baby|dog|cat|puppy|parents,?|kids,?) ([^\W\d_]{2,20})(?:(?: &| and|, and) ([^\W\d_]{2,20}))?\b"
)
_PAIR = re.compile(rf"\b({_PART})(?: and | & |, )({_PART}(?: {_PART})?)")
_FIRM = re.compile(rf"\b{_PART}, {_PART},? (?:and|&) {_PART}\b")
_CAP_RUN = re.compile(rf"(?<![\w@#.]){_PART}(?: (?:{_INITIAL} )?{_SMALL}{_PART}){{0,3}}")
_ANY = re.compile(r"(?<![\w@#./])[^\W\d_]{3,20}(?![\w@]|\.\w)")
_NOT_OPENING = frozenset(
    "note|edit|update|warning|error|question|answer|price|item|description|contact|location|date|time|timestamp|re|ps|nb|fyi|tldr|https|http|example|summary|source|"
    "log|step|tip|title|subject|to|cc|rule|fact|result|reminder|breaking|spoiler|disclaimer|hint|pros|cons|total|address|phone|email|e-mail".split(
        "|"
    )
)

_TITLE_WORDS = words_of(_TITLE.pattern) | frozenset(
    "professor|reverend|auntie|aunty|uncle|sgt|mr|prof|gen|col|maj|capt|lt|rev|senora|señora|señor|signor|signora".split(
        "|"
    )
)
_CHILD_WORDS = words_of(_CHILD_INITIAL.pattern) | frozenset(
    "sons|daughters|brothers|sisters|nieces|nephews|friends|witnesses|applicants|victims|minors|wives|partners".split(
        "|"
    )
)
_CALLED_WORDS = frozenset({"name", "call", "called", "named"})
_KIN_WORDS = words_of(_KIN.pattern) | {"fiance", "fiancé", "fiancee", "fiancée", "neighbor", "neighbour"}


OWN_NAME = "own_name"
"""Kind of a name that the author goes by; the kind of anybody else's is ``name``."""


class People:
    """Names that need no model to be told."""

    name = "people"
    every_language = True

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Marked names first; then names of the lists, the surer the less they are ordinary words."""
        text = context.text
        dotted = _DOTTED.search(text) is not None
        for pattern, group, score, why, worthwhile in (
            (_TITLE, 0, 0.97, Message("form.title_before"), context.any_capitalised(_TITLE_WORDS)),
            (_INITIALS, 0, 0.93, Message("form.initials_surname"), dotted),
            (_ONLY_INITIALS, 0, 0.8, Message("form.initials"), dotted),
            (_CHILD_INITIAL, 1, 0.8, Message("form.initial"), dotted and context.any_of(_CHILD_WORDS)),
            (_FIRM, 0, 0.9, Message("form.surnames"), ", " in text),
        ):
            for m in pattern.finditer(text) if worthwhile else ():
                if _plausible(m.group(group)):
                    yield _name(context, m.start(group), m.end(group), score, why)
        yield from _announced(context)
        yield from _listed(context)


def _plausible(name: str) -> bool:
    if name.split(maxsplit=1)[0] in {"General", "Private", "Father"} and not is_name(name.split()[1]):
        return False
    last = name.rsplit(maxsplit=1)[-1].strip(".,").lower()
    return last not in {
        "no",
        "the",
        "court",
        "government",
        "constitution",
        "act",
        "law",
        "code",
        "i",
        "location",
        "directorate",
        "assembly",
        "staff",
        "administrative",
    }


def _name(context: Context, start: int, end: int, score: float, why: Message, *, own: bool = False) -> Finding:
    while end > start and context.text[end - 1] in "’'-‑ \u00a0":
        end -= 1
    quote = context.text[start:end]
    if quote.endswith(("’s", "'s")):
        end -= 2
    return identifier(context, start, end, Attribute.NAME, OWN_NAME if own else "name", score, why)


def _announced(context: Context) -> Iterator[Finding]:
    text = context.text
    if ":" in text or "=" in text:
        for m in _LABEL.finditer(text):
            yield _name(context, m.start(1), m.end(1), 0.95, Message("form.name_label"), own=True)
        for m in _OPENING.finditer(text):
            first = m[1].split()[0].lower()
            words_ = m[1].split()
            if first not in _NOT_OPENING and (
                (len(words_) == 1 and (is_name(first) or re.search(r"[\d_.]", first)))
                or (len(words_) > 1 and is_name(first))
            ):
                yield _name(context, m.start(1), m.end(1), 0.95, Message("form.speaker"), own=True)
    for m in _BY.finditer(text) if "by" in context.words else ():
        if is_name(m[1]) or re.search(r"[\d_.]|[a-z][A-Z]", m[1]):
            yield _name(context, m.start(1), m.end(1), 0.9, Message("form.posted_by"), own=True)
    given = context.any_of(words("given"))
    for m in _LOWER.finditer(text) if given else ():
        if m[1] in given_names(context.language):
            yield _name(context, m.start(1), m.end(1), 0.6, Message("form.given_lower_greeted"))
    for m in _LOWER_TITLE.finditer(text) if context.any_of(_TITLE_WORDS) else ():
        if is_name(m[1]) or not known_word(m[1], context.language):
            yield _name(context, m.start(), m.end(), 0.8, Message("form.title_before"))
    ordinary = context.language.words("ordinary")
    for m in _I_AM.finditer(text) if given or context.any_capitalised(words("surnames")) else ():
        if m[1].split()[0].lower() not in ordinary and is_name(m[1].split()[0]):
            yield _name(context, m.start(1), m.end(1), 0.9, Message("form.names_self"), own=True)
    for m in _ABROAD.finditer(text):
        yield _name(context, m.start(1), m.end(1), 0.93, Message("form.names_self"), own=True)
    for pattern, gate in ((_CALLED, _CALLED_WORDS), (_KIN, _KIN_WORDS)):
        for m in pattern.finditer(text) if context.any_of(gate) else ():
            for group in range(1, (m.lastindex or 0) + 1):
                word = m[group].split()[0].lower()
                if word in given_names(context.language) or (
                    m[group][0].isupper() and (is_name(word) or word not in ordinary) and len(word) > 2
                ):
                    yield _name(
                        context,
                        m.start(group),
                        m.start(group) + len(m[group].split()[0]),
                        0.85,
                        Message("form.relative_named"),
                    )


def _listed(context: Context) -> Iterator[Finding]:
    given, sure, surnames = words("given"), given_names(context.language), words("surnames")
    text = context.text
    for m in _CAP_RUN.finditer(text) if context.any_capitalised(given) else ():
        parts = [p.strip(".’'").lower() for p in re.split(r"[ ]", m.group())]
        start, kept = m.start(), m.group()
        while parts and parts[0] not in given and len(parts) > 1:
            cut = kept.index(" ") + 1
            start, kept, parts = start + cut, kept[cut:], parts[1:]
        stem = parts[0].removesuffix("’s").removesuffix("'s") if parts else ""
        if stem in sure or (stem in given and len(parts) > 1 and parts[-1] in surnames):
            alone = len(parts) == 1
            yield _name(
                context,
                start,
                start + len(kept),
                0.7 if alone else 0.92,
                Message("form.given_name") if alone else Message("form.full_name"),
            )
    if not context.any_of(sure) or re.match(r"\W*[A-Z]", text) or re.search(r"[.!?]\s+[A-Z]", text):
        return
    for m in _ANY.finditer(text):
        if m.group() in sure and m.group() not in words("cities"):
            sure_here = 0.3 if known_word(m.group(), context.language) or m.group() in words("places") else 0.52
            yield _name(context, m.start(), m.end(), sure_here, Message("form.given_lower"))
