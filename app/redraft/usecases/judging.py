"""One judgement over all that looked: is an attribute told, what is it most likely, and is that sure enough to name.

The encoder says what a sharp reader could tell, and from which words; statements, mentions and the model say what the
answer may be. How much each counts was fitted on posts that fitted none of them (``models/encoder/judge.json``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from redraft.domain.attributes import ALWAYS_ASKED, CODES, Answers, Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import Message
from redraft.domain.report import Verdict
from redraft.domain.told import Told
from redraft.usecases.identified import identified
from redraft.usecases.known import Known
from redraft.usecases.ports import CancelToken, Teller
from redraft.usecases.voices import JUDGED, Voices, answers, named_places, probability_told, voices_of
from redraft.usecases.weights import Heard, Weights, logit

NOBODY_KNOWS = "?"
NAMED_ALONE = 0.5
"""How likely a place that the telling words name is the answer, where no table knows it. Set by judgement."""


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

    def _logits(self, heard: Iterable[Mapping[Attribute, float]]) -> list[dict[Attribute, float]]:
        return [{a: self.alone(share) for a, share in one.items()} for one in heard]

    def alone(self, probability: float) -> float:
        """The log-odds that a sharp reader could tell, when nobody but the encoder was heard, who says so likely."""
        bias, encoder, *_ = self.weights.told[Heard.ENCODER]
        return bias + encoder * logit(probability)


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
    if not guesses and attribute.answers is Answers.PLACE and (places := named_places(voices)):
        # No table knows the place that the words name, so it is a small one.
        guesses = (Guess(places[0], NAMED_ALONE * sure),)
    if not guesses:
        # Nobody has an answer: what is left to show are the words that give it away.
        guesses = (Guess(told.evidence[0].quote if told.evidence else NOBODY_KNOWS, 0.0),)
    return Verdict(attribute, guesses, guesses[0].confidence, revealed, named, sure), voices


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
