"""One judgement over all that looked: is an attribute told, what is it most likely, and is that sure enough to name.

The encoder says what a sharp reader could tell, and from which words; statements, mentions and the model say what the
answer may be. How much each counts was fitted on posts that fitted none of them (``models/encoder/judge.json``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from redraft.domain.attributes import ALWAYS_ASKED, CODES, Answers, Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import Message
from redraft.domain.relations import same
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence, Span
from redraft.domain.told import Told
from redraft.usecases.identified import identified
from redraft.usecases.known import Known
from redraft.usecases.ports import CancelToken, Teller

MOST_GUESSES = 3
NOBODY_KNOWS = "?"
NO_ANSWERS = frozenset({"", "not mentioned"})
"""What the model says where it has nothing to say."""
UNKNOWN, OTHERS = "\0", 3
"""An answer that nobody gave, and how many such there may be: without them an only guess would be a sure one."""
COUNTRY_ALONE = 0.3
"""Share from which a country may be all that can be said."""
NAMED_ALONE = 0.5
"""How likely a place that the telling words name is the answer, where no table knows it. Set by judgement."""
LEAST = 0.01
"""Share below which all answers count as equally unlikely, and beside the likeliest as none."""
MENTIONED_AS = {
    Attribute.LOCATION: (Attribute.PLACE, Attribute.LOCATION),
    Attribute.BIRTHPLACE: (Attribute.PLACE, Attribute.BIRTHPLACE),
}
"""Under which attributes the fast tier mentions what may be an answer; elsewhere under its own."""
JUDGED = frozenset({Source.STATED, Source.HEALTH, Source.SENSITIVE, Source.MODEL})
"""Who claims something of the author that needs judgement. What is sure by its form is never withdrawn."""


def _answer_weights(card: Mapping[str, Mapping[str, float]], kind: Answers) -> tuple[float, float, float, float]:
    """Of the kind, or what all kinds have in common where it was not fitted by itself."""
    one = card.get(f"answer, {kind.value}", card["answer"])
    return one["stated"], one["mentioned"], one["encoder"], one["model"]


class Heard(StrEnum):
    """Who has spoken of an attribute: the encoder alone, the model with its answer, or with its inner states too."""

    ENCODER = "encoder"
    ANSWER = "answer"
    READOUT = "readout"


_NAMED_BY = {Heard.ENCODER: Heard.ENCODER, Heard.ANSWER: Heard.READOUT, Heard.READOUT: Heard.READOUT}
"""Whose fit says how sure an answer is: with the model's there is one."""


@dataclass(frozen=True, slots=True)
class Surety:
    """When a first guess is right: bias, what the answer's share and told count for, by attribute an own bias; and from
    which probability it is named.
    """

    bias: float
    share: float
    told: float
    biases: Mapping[Attribute, float]
    named_from: float

    @classmethod
    def of(cls, card: Mapping[str, float]) -> Surety:
        """From a card; raises KeyError."""
        named = {a: card[a.value] for a in Attribute if a.value in card}
        return cls(card["bias"], card["share"], card["told"], named, card["from"])

    def right(self, attribute: Attribute, share: float, told: float) -> float:
        """How likely a first guess is right."""
        own = self.biases.get(attribute, 0.0)
        return _share(self.bias + own + self.share * _logit(share) + self.told * _logit(told))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each voice counts for, in nats.

    ``told``: by who was heard, bias, encoder, statement, model, read-out (:func:`told_signs`). ``answer``: by kind,
    statement, mention, encoder and tables, model, of an answer against the others. ``right``: by who was heard.
    """

    told: Mapping[Heard, tuple[float, float, float, float, float]]
    answer: Mapping[Answers, tuple[float, float, float, float]]
    right: Mapping[Heard, Surety]
    told_from: Mapping[Attribute, float]

    @classmethod
    def of(cls, card: Mapping[str, Any], language: str = "") -> Weights:
        """From a card, with what it says of a language apart; raises KeyError or ValueError."""
        card = {**card, **card.get("languages", {}).get(language, {})}
        of_told = {heard: card[f"told, {heard.value}"] for heard in Heard}
        return cls(
            {
                heard: (one["bias"], one["encoder"], one["stated"], one.get("model", 0.0), one.get("readout", 0.0))
                for heard, one in of_told.items()
            },
            {kind: _answer_weights(card, kind) for kind in Answers},
            {heard: Surety.of(card[f"right, {_NAMED_BY[heard]}"]) for heard in Heard},
            {Attribute(name): least for name, least in card["told_from"].items()},
        )


@dataclass(frozen=True, slots=True)
class Judge:
    """Whoever is asked what a sharp reader could tell, and what every voice counts for in texts in a language.

    ``others``: by language, what they count for where that was fitted apart.
    """

    teller: Teller
    weights: Weights
    language: str = "en"
    others: Mapping[str, Weights] = field(default_factory=dict)

    def of(self, language: str) -> Judge:
        """The judge of texts in a language."""
        return replace(self, language=language, weights=self.others.get(language, self.weights))

    def tell(self, text: str, cancel: CancelToken | None = None, *, quick: bool = False) -> tuple[Told, ...]:
        """What a sharp reader could tell, by the encoder; raises as a teller."""
        return self.teller.tell(text, language=self.language, quick=quick, cancel=cancel)

    def likely(
        self, texts: Sequence[str], cancel: CancelToken | None = None, *, quick: bool = False
    ) -> list[dict[Attribute, float]]:
        """The log-odds of each attribute of each text, when nobody but the encoder was heard; raises as a teller."""
        return self._logits(self.teller.likely(texts, language=self.language, quick=quick, cancel=cancel))

    def guess(
        self, text: str, kept: Sequence[Sequence[Span]], cancel: CancelToken | None = None
    ) -> list[dict[Attribute, float]]:
        """The same of what is left when only some stretches of a text stay, by a guess."""
        return self._logits(self.teller.guess(text, kept, language=self.language, cancel=cancel))

    def _logits(self, heard: Iterable[Mapping[Attribute, float]]) -> list[dict[Attribute, float]]:
        return [{a: self.alone(share) for a, share in one.items()} for one in heard]

    def alone(self, probability: float) -> float:
        """The log-odds that a sharp reader could tell, when nobody but the encoder was heard, who says so likely."""
        bias, encoder, *_ = self.weights.told[Heard.ENCODER]
        return bias + encoder * _logit(probability)


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


def judge(known: Known, weights: Weights, *, wary: bool = False) -> tuple[tuple[Finding, ...], tuple[Verdict, ...]]:
    """What is left of the claims about the author, what the encoder adds, and a verdict for each attribute it judged.

    ``wary``: of the encoder alone and all voices together the worse counts, for a text that was changed so as to
    please the one or the other.

    Findings about others and mere mentions stay as they are. A number or an address that is somebody else's stays,
    but is no longer the author's; whose it is say the words around it, or else the encoder. See also
    :mod:`redraft.usecases.identified`.
    """
    judged = {one.attribute: _verdict(one, known, weights, wary=wary) for one in known.told}
    kept: list[Finding] = []
    for finding in (*known.stated, *known.implied):
        if finding.attribute not in judged or finding.subject is not Subject.AUTHOR:
            kept.append(finding)
        elif finding.attribute in CODES and finding.source is Source.IDENTIFIERS:
            own = finding.owned or _told_by(finding, *judged[finding.attribute])
            kept.append(finding if own else replace(finding, subject=Subject.UNKNOWN))
        elif finding.source not in JUDGED:
            kept.append(finding)
    for verdict, voices in judged.values():
        if verdict.revealed:
            kept.extend(_findings(verdict, voices, known.implied))
    others = tuple(v for v in known.verdicts if v.attribute not in judged)
    findings, verdicts = identified(kept, {a: verdict for a, (verdict, _) in judged.items()})
    return findings, (*verdicts.values(), *others)


def _told_by(code: Finding, verdict: Verdict, voices: Voices) -> bool:
    """Whether a code is among the words from which a sharp reader could tell, where it is known which these are."""
    evidence = voices.told.evidence
    near = any(e.span.overlaps(q.span) for e in code.evidence for q in evidence)
    return verdict.revealed and (near or not evidence)


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


def _verdict(told: Told, known: Known, weights: Weights, *, wary: bool) -> tuple[Verdict, Voices]:
    attribute, voices = told.attribute, voices_of(told, known)
    sure = probability_told(voices, weights)
    if wary:
        sure = max(sure, probability_told(replace(voices, verdict=None, sensed=None), weights))
    revealed = sure >= weights.told_from[attribute]
    guesses = answers(voices, sure, weights)
    named = revealed and bool(guesses) and guesses[0].confidence >= weights.right[voices.heard].named_from
    if attribute not in ALWAYS_ASKED:
        # Answers to the others were never labelled: what the author says is an answer, a guess is none.
        named = revealed and voices.stated is not None
    if not guesses and attribute.answers is Answers.PLACE and (names := _names(voices)):
        # No table knows the place that the words name, so it is a small one.
        guesses = (Guess(names[0], NAMED_ALONE * sure),)
    if not guesses:
        # Nobody has an answer: what is left to show are the words that give it away.
        guesses = (Guess(told.evidence[0].quote if told.evidence else NOBODY_KNOWS, 0.0),)
    return Verdict(attribute, guesses, guesses[0].confidence, revealed, named, sure), voices


def probability_told(voices: Voices, weights: Weights) -> float:
    """How likely a sharp reader could tell."""
    signs = told_signs(voices)
    return _share(sum(weight * sign for weight, sign in zip(weights.told[voices.heard], signs, strict=True)))


def told_signs(voices: Voices) -> tuple[float, float, float, float, float]:
    """What is weighed: one, the encoder's log-odds, whether the author states it, what the model says and senses."""
    answered = voices.verdict is not None and voices.verdict.revealed
    sensed = 0.0 if voices.sensed is None else voices.sensed
    return 1.0, _logit(voices.told.probability), float(voices.stated is not None), float(answered), sensed


def answers(voices: Voices, told: float, weights: Weights) -> tuple[Guess, ...]:
    """The likeliest answers; the first with the probability that it is right, the others less."""
    weighed = weights.answer[voices.told.attribute.answers]
    scores = {value: _score(value, voices, weighed) for value in _candidates(voices)}
    if not scores:
        return ()
    highest = max(scores.values())
    powers = {value: math.exp(score - highest) for value, score in scores.items()}
    total = sum(powers.values()) + OTHERS * math.exp(_score(UNKNOWN, voices, weighed) - highest)
    best = sorted(scores, key=lambda value: -scores[value])[:MOST_GUESSES]
    first = weights.right[voices.heard].right(voices.told.attribute, powers[best[0]] / total, told)
    shares = {value: powers[value] / powers[best[0]] for value in best}
    return tuple(Guess(value, first * share) for value, share in shares.items() if share >= LEAST)


def _candidates(voices: Voices) -> list[str]:
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


def _names(voices: Voices) -> list[str]:
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


def _score(value: str, voices: Voices, weights: tuple[float, float, float, float]) -> float:
    attribute = voices.told.attribute
    by_statement, by_mention, by_encoder, by_model = weights
    stated = voices.stated is not None and same(attribute, value, voices.stated.best.value)
    mentioned = float(any(same(attribute, value, mention) for mention in voices.mentions))
    if attribute.answers is Answers.NUMBER:
        worked_out = (g.confidence for g in voices.told.values if g.value.isdigit() and same(attribute, value, g.value))
        # What is as likely as not counts as much as a mention, what is sure as several.
        mentioned = max([mentioned, *(1 + _logit(share) for share in worked_out)])
    score = by_statement * stated + by_mention * mentioned
    if voices.told.values:
        score += by_encoder * math.log(max(LEAST, _given(attribute, value, voices.told.values)))
    if voices.verdict is not None:
        score += by_model * math.log(max(LEAST, _given(attribute, value, voices.verdict.guesses)))
    return score


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
    for finding in stated:
        near = any(e.span.overlaps(q.span) for e in finding.evidence for q in evidence)
        own = finding.subject is Subject.AUTHOR
        if near and own and finding.attribute in kinds and finding.source not in JUDGED:
            yield finding.best.value


def _findings(verdict: Verdict, voices: Voices, implied: Sequence[Finding]) -> Iterator[Finding]:
    """The claim about the author: as they state it, in their words, and what else points to it."""
    told, stated = voices.told, voices.stated
    said = () if stated is None else stated.evidence
    if stated is not None:
        yield replace(stated, guesses=verdict.guesses, named=verdict.named)
    model = next((f for f in implied if f.attribute is told.attribute), None)
    quotes = told.evidence or (model.evidence if model is not None else ())
    evidence = tuple(e for e in quotes if not any(e.span.overlaps(s.span) for s in said))
    if evidence or stated is None:
        yield Finding.make(
            told.attribute,
            verdict.guesses,
            evidence,
            source=Source.MODEL,
            basis=Basis.IMPLIED,
            why=_why(verdict),
            subject=Subject.BYSTANDER if told.attribute is Attribute.OTHER_PERSON else Subject.AUTHOR,
            named=verdict.named,
        )


def _why(verdict: Verdict) -> Message:
    about = {"attribute": verdict.attribute.value}
    if verdict.named:
        return Message("model.why_words", about | {"value": verdict.guesses[0].value})
    return Message("model.why_told", about)


def _logit(share: float) -> float:
    share = min(1 - 1e-4, max(1e-4, share))
    return math.log(share / (1 - share))


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
