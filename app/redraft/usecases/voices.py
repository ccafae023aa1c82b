"""What was said of one attribute by everybody who looked, how likely it is told, and which answers it has."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redraft.domain.attributes import Answers, Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.relations import same
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence
from redraft.domain.told import Told
from redraft.usecases.known import Known
from redraft.usecases.weights import Heard, Weights, logit, probability

MOST_GUESSES = 3
NO_ANSWERS = frozenset({"", "not mentioned"})
"""What the model says where it has nothing to say."""
UNKNOWN, OTHERS = "\0", 3
"""An answer that nobody gave, and how many such there may be: without them an only guess would be a sure one."""
COUNTRY_ALONE = 0.3
"""Share from which a country may be all that can be said."""
LEAST = 0.01
"""Share below which all answers count as equally unlikely, and beside the likeliest as none."""
MENTIONED_AS = {
    Attribute.LOCATION: (Attribute.PLACE, Attribute.LOCATION),
    Attribute.BIRTHPLACE: (Attribute.PLACE, Attribute.BIRTHPLACE),
}
"""Under which attributes the fast tier mentions what may be an answer; elsewhere under its own."""
JUDGED = frozenset({Source.STATED, Source.HEALTH, Source.SENSITIVE, Source.MODEL})
"""Who claims something of the author that needs judgement. What is sure by its form is never withdrawn."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What was said of one attribute: by the encoder, by the author's own statement, by the model, and in passing.

    ``sensed``: the model's own log-odds that it is told.
    """

    told: Told
    stated: Finding | None
    verdict: Verdict | None
    mentions: tuple[str, ...]
    sensed: float | None = None

    @property
    def heard(self) -> Heard:
        """Who has spoken."""
        if self.sensed is not None:
            return Heard.READOUT
        return Heard.ENCODER if self.verdict is None else Heard.ANSWER


def voices_of(told: Told, known: Known) -> Voices:
    """Everybody who speaks of the attribute that is ``told``."""
    attribute = told.attribute
    return Voices(
        told,
        _own(attribute, known.stated),
        next((v for v in known.verdicts if v.attribute is attribute), None),
        tuple(_mentions(attribute, known.stated, told.evidence)),
        known.sensed.get(attribute),
    )


def probability_told(voices: Voices, weights: Weights) -> float:
    """How likely a sharp reader could tell."""
    signs = told_signs(voices)
    return probability(sum(weight * sign for weight, sign in zip(weights.told[voices.heard], signs, strict=True)))


def told_signs(voices: Voices) -> tuple[float, float, float, float, float]:
    """What is weighed: one, the encoder's log-odds, whether the author states it, what the model says and senses."""
    answered = voices.verdict is not None and voices.verdict.revealed
    sensed = 0.0 if voices.sensed is None else voices.sensed
    return 1.0, logit(voices.told.probability), float(voices.stated is not None), float(answered), sensed


def answers(voices: Voices, told: float, weights: Weights) -> tuple[Guess, ...]:
    """The likeliest answers; the first with the probability that it is right, the others less."""
    weighed = weights.answer[voices.told.attribute.answers]
    scores = {value: score(value, voices, weighed) for value in candidates(voices)}
    if not scores:
        return ()
    highest = max(scores.values())
    powers = {value: math.exp(nats - highest) for value, nats in scores.items()}
    total = sum(powers.values()) + OTHERS * math.exp(score(UNKNOWN, voices, weighed) - highest)
    best = sorted(scores, key=lambda value: -scores[value])[:MOST_GUESSES]
    first = weights.right[voices.heard].right(voices.told.attribute, powers[best[0]] / total, told)
    shares = {value: powers[value] / powers[best[0]] for value in best}
    return tuple(Guess(value, first * share) for value, share in shares.items() if share >= LEAST)


def candidates(voices: Voices) -> list[str]:
    """Every answer somebody gave, none twice."""
    attribute = voices.told.attribute
    stated = [] if voices.stated is None else [guess.value for guess in voices.stated.guesses]
    model = [] if voices.verdict is None else [guess.value for guess in voices.verdict.guesses]
    known = [guess.value for guess in voices.told.values if _complete(attribute, guess)]
    mentions = [value for value in voices.mentions if _whole(attribute, value)]
    found: list[str] = []
    for value in (*stated, *mentions, *known, *model):
        if value not in NO_ANSWERS and not any(same(attribute, value, known) for known in found):
            found.append(value)
    return found


def named_places(voices: Voices) -> list[str]:
    """Mentions that are names of places, not streets with a number."""
    return [value for value in voices.mentions if value[:1].isupper() and not any(c.isdigit() for c in value)]


def _whole(attribute: Attribute, value: str) -> bool:
    """Whether a mention can be an answer itself: an age is a number, and a quarter or a street is no town."""
    if attribute.answers is Answers.NUMBER:
        return value.isdigit()
    return attribute.answers is not Answers.PLACE or ", " in value


def _complete(attribute: Attribute, guess: Guess) -> bool:
    """Whether what is known can be an answer itself: a decade is no age, and a country one only where it is likely."""
    if attribute.answers is Answers.NUMBER:
        return guess.value.isdigit()
    return attribute.answers is not Answers.PLACE or ", " in guess.value or guess.confidence >= COUNTRY_ALONE


def score(value: str, voices: Voices, weights: tuple[float, float, float, float]) -> float:
    """What speaks for an answer, in nats; of :data:`UNKNOWN`, for one that nobody gave."""
    attribute = voices.told.attribute
    by_statement, by_mention, by_encoder, by_model = weights
    stated = voices.stated is not None and same(attribute, value, voices.stated.best.value)
    mentioned = float(any(same(attribute, value, mention) for mention in voices.mentions))
    if attribute.answers is Answers.NUMBER:
        worked_out = (g.confidence for g in voices.told.values if g.value.isdigit() and same(attribute, value, g.value))
        # What is as likely as not counts as much as a mention, what is sure as several.
        mentioned = max([mentioned, *(1 + logit(share) for share in worked_out)])
    nats = by_statement * stated + by_mention * mentioned
    if voices.told.values:
        nats += by_encoder * math.log(max(LEAST, _given(attribute, value, voices.told.values)))
    if voices.verdict is not None:
        nats += by_model * math.log(max(LEAST, _given(attribute, value, voices.verdict.guesses)))
    return nats


def _given(attribute: Attribute, value: str, guesses: Iterable[Guess]) -> float:
    """The share that somebody gave to an answer; an age counts within its decade, a town with its country."""
    if attribute.answers is Answers.PLACE:
        country = value.rpartition(", ")[2]
        return sum(g.confidence for g in guesses if g.value == country or same(attribute, value, g.value))
    for guess in guesses:
        low, dash, high = guess.value.partition("-")
        if dash and low.isdigit() and high.isdigit() and value.isdigit():
            if int(low) <= int(value) <= int(high):
                return guess.confidence
        elif same(attribute, value, guess.value):
            return guess.confidence
    return 0.0


def _own(attribute: Attribute, stated: Sequence[Finding]) -> Finding | None:
    """What the author says of themselves, the surest."""
    own = [
        f
        for f in stated
        if f.attribute is attribute and f.subject is Subject.AUTHOR and f.source in JUDGED and f.basis is Basis.STATED
    ]
    return max(own, key=lambda f: f.best.confidence, default=None)


def _mentions(attribute: Attribute, stated: Sequence[Finding], evidence: Sequence[Evidence]) -> Iterator[str]:
    """Answers that the words of the evidence name: what the fast tier found there, and bare ages."""
    kinds = MENTIONED_AS.get(attribute, (attribute,))
    may = [f for f in stated if f.attribute in kinds and f.subject is Subject.AUTHOR and f.source not in JUDGED]
    spans = [quote.span for quote in evidence] if may else []
    for finding in may:
        if any(one.span.overlaps(span) for one in finding.evidence for span in spans):
            yield finding.best.value
