"""Occupations: head nouns of the list with what narrows them, and unlisted ones where a sentence gives one away."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from redraft.detectors.contract import Context, Need, identifier
from redraft.detectors.stated import lexicon
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MORE_HEADS = frozenset(
    "dancer|gendarme|judge|prosecutor|landowner|conscript|prisoner|chairman|president|director|principal|executive officer".split(
        "|"
    )
)
_OFFICES = frozenset(
    "lawyer|solicitor|barrister|judge|prosecutor|president|police officer|prison officer|landowner|officer|editor|doctor|civil servant".split(
        "|"
    )
)
"""Roles that official reports name on every page; they single out only somebody who speaks of themselves."""
_NARROWER = frozenset(
    "retired|senior|junior|former|primary|secondary|high|school|university|registered|software|civil|police|army|military|ballet|medical|"
    "chief|deputy|assistant|associate|head|public|private|qualified|trained|freelance|trainee|student|executive|managing|social|truck|taxi|bus|"
    "insurance|estate|sales|project|product|data|security|construction|factory|opera|football|professional|union|court|ward|staff|night|shift|"
    "apprentice|licensed|certified|consultant|principal|acting|lead|part-time|self-employed|unemployed|ex|female|male|woman|lady|er|icu|nhs|a&e".split(
        "|"
    )
)
_DETERMINERS = frozenset("a|an|as|my|our|his|her|their|working|then|also".split("|"))
_PLAIN = frozenset(
    "good|bad|great|nice|rude|lovely|amazing|awesome|terrible|best|worst|same|other|another|different|new|old|young|little|big|own|whole|real|actual|very|"
    "certain|single|local|poor|happy|busy|tired|proud|fellow|favorite|favourite|current|first|last|second|only|next|more|many|few|some|any|no|every|each|two|"
    "three|both|friendly|kind|brilliant|fantastic|wonderful|excellent|decent|mean|random|typical|average|and|or|but|than|who|that|the|to|of|in|at|on|for|with|is|was|be".split(
        "|"
    )
)
"""What is said of anybody in a trade and narrows nothing down."""
_FRAME = re.compile(
    r"(?i)(?:(?<=, )|(?<=\bas )|(?<=i'm )|(?<=i’m )|(?<=i am )|(?<=works as )|(?<=worked as )|(?<=was )|(?<=he is )|(?<=she is )|(?<=then ))an? ((?:[a-z-]{3,14} )?[a-z][a-z-]{1,14}(?:[^aeiou\W]er|[bcdfglmnprstv]or|ist|ician|man|woman|lady|maker|smith|keeper|wright|master|monger|hand|wife|herd))"
    r"(?=(?: (?:at|in|for|from|by|with|of|who|and|since|here|on)\b|\s?[.,;:!)(]|\s*$))"
)
_NO_TRADE = re.compile(
    r"(?:number|matter|member|brother|sister|mother|father|daughter|monster|disaster|order|paper|letter|river|winter|summer|center|computer|killer|lover|believer|beginner|"
    r"newcomer|outsider|stranger|customer|user|player|gamer|reader|subscriber|buyer|seller|poster|loser|foreigner|commoner|manner|corner|offer|error|mirror|favor|color|flavor|factor|"
    r"visitor|neighbou?r|teenager|youngster|toddler|smoker|drinker|sucker|supporter|follower|reminder|beer|deer|career|volunteer|peer|fever|ever|never|however|whatever|whether|together|"
    r"either|other|another|over|under|after|later|better|bigger|smaller|longer|shorter|older|younger|higher|lower|quarter|chapter|character|newsletter|master|sinner|winner|survivor|"
    r"sufferer|cancer|owner|partner|roommate|christmas|list|artist|racist|sexist|feminist|optimist|pessimist|realist|tourist|twist|mist|fist|wrist|exist|gist|perfectionist|capitalist|communist|socialist|"
    r"human|woman|man|german|roman|norman|gentleman|salesman|superman|freshman|layman|batman|lady|beforehand|hand|firsthand|wife|housewife|minor|major|junior|senior|terror|horror|tumor|"
    r"favourite|contributor|donor|creator|ancestor|competitor|victor|mentor|sponsor|suitor|doer|thinker|fighter|dreamer|learner|listener|walker|runner|biker|hiker|eater|sleeper|riser|talker|"
    r"offender|prisoner|leader|holder|commuter|camper|shopper|spender|saver|homeowner|dropout|minister|pointer|starter|finger|tower|power|shower|flower|answer|water|dinner|cover|layer|filter|"
    r"helper|server|driver|fiver|tenner|prayer|burger|cooker|printer|cleaner|scooter|trailer|laser|charger|sweater|counter|border|folder|buster|cluster|setter|retriever|terrier|pointer|"
    r"consumer|taxpayer|bystander|passenger|settler|immigrant|bachelor|elder|rider|swimmer|skier|surfer|climber|dancer|singer|cyclist|protester|debtor|beggar|wonder|blunder|bummer|downer|no-brainer|"
    r"game-changer|deal-breaker|dealbreaker|gamechanger|cliffhanger|thriller|blockbuster|all-rounder|early riser|sticker|banner|buffer|trigger|bitter|clever|proper|tender|slender|eager|sober)$"
)


_NOT_ONE = re.compile(
    r" (?:loans?|debts?|discounts?|performance|visas?|unions?|cards?|housing|shopping|block|bod|strike|strikes|shortage)\b"
)
"""After the name of a trade: it is about the thing, not about somebody."""

_ARTICLES = frozenset({"a", "an"})


class Trades:
    """What somebody works as."""

    name = "trades"
    every_language = False

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Whose occupation it is is left to the stated facts."""
        if context.words & _last_words():
            yield from _listed(context)
        for m in _FRAME.finditer(context.text) if context.any_of(_ARTICLES) else ():
            if not _NO_TRADE.search(m[1].lower()):
                yield identifier(
                    context,
                    m.start(1),
                    m.end(1),
                    Attribute.OCCUPATION,
                    "occupation",
                    0.52,
                    Message("form.said_like_occupation"),
                )


@cache
def _heads() -> frozenset[str]:
    """Head nouns of occupations that say it without more."""
    return frozenset({head for head, alone in lexicon.occupations().items() if alone} | _MORE_HEADS)


@cache
def _last_words() -> frozenset[str]:
    """The last word of each head noun, singular and plural: without one of them there is no occupation."""
    last = {_WORD.findall(h)[-1] for h in _heads()}
    return frozenset(last | {w + "s" for w in last} | {w[:-2] + "en" for w in last if w.endswith("man")})


def _singular(word: str) -> str:
    return word[:-2] + "an" if word.endswith("men") else word.removesuffix("s")


def _listed(context: Context) -> Iterator[Finding]:
    heads, last = _heads(), _last_words()
    tokens = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(context.lower)]
    for at, (word, _, end) in enumerate(tokens):
        if word not in last:
            continue
        if _NOT_ONE.match(context.lower, end):
            continue
        joined = _joined(context.text, tokens, at)
        for size in range(min(4, joined), 0, -1):
            names = [t[0] for t in tokens[at - size + 1 : at]]
            head = next(
                (
                    h
                    for h in (" ".join((*names, w)) for w in (word, _singular(word)))
                    if h in heads or h.replace(" ", "-") in heads
                ),
                None,
            )
            if head is not None:
                first = _widened(tokens, at - size + 1, joined - size)
                score = 0.55 if context.first_person or head not in _OFFICES else 0.4
                yield identifier(
                    context,
                    tokens[first][1],
                    end,
                    Attribute.OCCUPATION,
                    "occupation",
                    score,
                    Message("form.occupation"),
                )
                break


def _joined(text: str, tokens: list[tuple[str, int, int]], at: int) -> int:
    """How many tokens up to this one stand with a single space or hyphen between them, at most seven."""
    count = 1
    while count < 7 and at - count >= 0 and text[tokens[at - count][2] : tokens[at - count + 1][1]] in {" ", "-"}:
        count += 1
    return count


def _widened(tokens: list[tuple[str, int, int]], first: int, room: int) -> int:
    """The first token when the words that narrow the occupation are taken in."""
    least = max(0, first - min(3, room))
    while first > least and tokens[first - 1][0] in _NARROWER:
        first -= 1
    if first - 1 > least and tokens[first - 2][0] in _DETERMINERS and tokens[first - 1][0] not in _PLAIN | _DETERMINERS:
        first -= 1
    return first
