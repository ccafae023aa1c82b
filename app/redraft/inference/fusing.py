"""From the answers to many wordings, and the words that point to them, to one ranked list an attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redraft.domain.attributes import Answers, Attribute
from redraft.domain.relations import same
from redraft.inference.asking import Raw
from redraft.inference.calibration import Calibration
from redraft.inference.cues import PLACES, Reading
from redraft.inference.jobs import Jobs
from redraft.inference.questions import AGES, Questions

Scores = NDArray[np.float64]
GUESSES = 3
USUAL_AGE, AGE_SPREAD = 32.0, 0.4
"""Middle and spread (of the logarithm) of the ages of people who write online (our estimate)."""
NAMEABLE = frozenset({Answers.NUMBER, Answers.PLACE, Answers.TITLE})
"""Answers that can stand in a text as they are."""
_FLOOR = -14.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """``values`` with their ``shares`` (fused probabilities), best first; ``told``: nats from an average author.

    ``cues`` is how much the text speaks of the attribute, ``backed`` how much of that speaks for the first value.
    ``passing``: the first value is a city that the text names only as one travelled to. ``blank``: there is no word.
    """

    values: tuple[str, ...]
    shares: tuple[float, ...]
    told: float = 0.0
    cues: float = 0.0
    backed: float = 0.0
    passing: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Fuser:
    """Fuses with fitted numbers. ``jobs`` says what occupations usually go with."""

    questions: Questions
    calibration: Calibration
    jobs: Jobs

    def rank(self, attribute: Attribute, raw: Raw, reading: Reading) -> Ranking:
        """The three best values of an attribute; without any answer about it, what the cues alone say."""
        names = self.questions.values[attribute]
        keys = [w.key for w in self.questions.wordings if w.attribute is attribute and w.key in raw]
        scores = self.scores(attribute, raw, reading)
        shares = np.exp(_log_softmax(scores / self.calibration.temperature_of(attribute)))
        told = self._told(attribute, keys, shares)
        order = _ages(shares) if attribute is Attribute.AGE else _apart(attribute, shares, names)
        first = order[0][0]
        if attribute is Attribute.AGE and (said := [i for i, n in enumerate(names) if n in reading.ages]):
            # A number that the text gives is a better answer than the middle of those around it.
            near = min(said, key=lambda i: abs(i - first))
            first = near if abs(near - first) <= attribute.relation.reach else first
            order[0] = (first, order[0][1])
        signals = self.signals(attribute, raw, reading)
        backing = [v[first] for k, v in signals.items() if k.endswith((".cue", ".named"))]
        return Ranking(
            tuple(names[i] for i, _ in order),
            tuple(share for _, share in order),
            told,
            reading.strength(attribute),
            float(sum(backing)),
            attribute in PLACES and reading.passing(names[first]),
            not reading.sentences,
        )

    def scores(self, attribute: Attribute, raw: Raw, reading: Reading) -> Scores:
        """Fused log-probabilities of the attribute's values, up to a constant."""
        keys = [w.key for w in self.questions.wordings if w.attribute is attribute and w.key in raw]
        total = self._asked(attribute, keys, raw)
        for key, vector in self.signals(attribute, raw, reading).items():
            weight = self.calibration.weights.get(key, DEFAULTS.get(key.split(".", 1)[1], 0.0))
            mean = self.calibration.means.get(key)
            total = total + weight * (vector if mean is None else vector - np.asarray(mean))
        return total

    def signals(self, attribute: Attribute, raw: Raw, reading: Reading) -> dict[str, Scores]:
        """What is known beside the wordings, by name, for each of the attribute's values."""
        names = self.questions.values[attribute]
        found = {f"{attribute.value}.cue": np.asarray(reading.towards(attribute, names))}
        if attribute.answers in NAMEABLE:
            found[f"{attribute.value}.named"] = np.asarray(reading.named(attribute, names))
        if attribute in PLACES:
            # The answer set is in the order of inhabitants, so a city's place in it stands for its size.
            found[f"{attribute.value}.size"] = -np.log(np.arange(len(names)) + 10.0)
        if attribute is Attribute.AGE:
            found["age.usual"] = -(np.log(np.asarray(AGES) / USUAL_AGE) ** 2) / (2 * AGE_SPREAD**2)
        if attribute.usual:
            found[f"{attribute.value}.usual"] = np.log(attribute.usual)
        if attribute in (Attribute.EDUCATION, Attribute.INCOME) and any(k.startswith("occupation.") for k in raw):
            work = _log_softmax(self.scores(Attribute.OCCUPATION, raw, reading))
            found[f"{attribute.value}.job"] = np.log(self.jobs.usual(attribute, names, np.exp(work)))
        return found

    def spread(self, key: str, scores: Sequence[float]) -> Scores:
        """A wording's log-probabilities as those of the attribute's own values."""
        kind = next(w.kind for w in self.questions.wordings if w.key == key)
        values = np.maximum(_log_softmax(np.asarray(scores, dtype=np.float64)), _FLOOR)
        shares = self.questions.sets[kind].spread
        return values if shares is None else np.log(np.exp(values) @ shares + 1e-6)

    def _asked(self, attribute: Attribute, keys: Sequence[str], raw: Raw) -> Scores:
        """Mean over wordings of log-probability less its average share."""
        total, weights = np.zeros(len(self.questions.values[attribute])), 0.0
        for key in keys:
            weight = self.calibration.weights.get(key, 1.0)
            scores = self.spread(key, raw[key])
            mean = self.calibration.means.get(key)
            if mean is not None:
                scores = scores - self.calibration.shrink_of(attribute) * np.asarray(mean)
            total += weight * scores
            weights += weight
        scale = self.calibration.weights.get(f"{attribute.value}.scale", 1.0)
        return scale * total / weights if weights else total

    def _told(self, attribute: Attribute, keys: Sequence[str], shares: Scores) -> float:
        """How far the answers are from what an average author gets (Kullback-Leibler, nats)."""
        known = [k for k in keys if k in self.calibration.means]
        if not known:
            return 0.0
        weights = [self.calibration.weights.get(k, 1.0) + 1e-9 for k in known]
        means = np.asarray([self.calibration.means[k] for k in known])
        usual = (1 - self.calibration.shrink_of(attribute)) * np.average(means, axis=0, weights=weights)
        base = _log_softmax(usual / self.calibration.temperature_of(attribute))
        some = shares + 1e-12
        return float((some * (np.log(some) - base)).sum())


DEFAULTS: Mapping[str, float] = {"cue": 0.5, "named": 1.0, "size": 0.15, "usual": 0.5, "job": 0.3}
"""Weights of signals where none was fitted."""


def _apart(attribute: Attribute, shares: Scores, names: Sequence[str]) -> list[tuple[int, float]]:
    """The first three that say different things: a name within another, as Delhi in New Delhi, is no second guess."""
    kept: list[int] = []
    for i in np.argsort(-shares, kind="stable")[: 4 * GUESSES].tolist():
        if not any(same(attribute, names[i], names[k]) for k in kept):
            kept.append(i)
        if len(kept) == GUESSES:
            break
    return [(i, float(shares[i])) for i in kept]


def _ages(shares: Scores) -> list[tuple[int, float]]:
    """Ages whose neighbourhood holds most probability; each further guess covers what the ones before left over."""
    left, reach = shares.copy(), Attribute.AGE.relation.reach
    found = []
    for _ in range(GUESSES):
        windows = np.convolve(left, np.ones(2 * reach + 1), mode="same")
        middle = int(np.argmax(windows))
        found.append((middle, float(windows[middle])))
        left[max(0, middle - reach) : middle + reach + 1] = 0.0
    return found


def _log_softmax(scores: Scores) -> Scores:
    finite = np.where(np.isfinite(scores), scores, -60.0)
    top = finite.max()
    result: Scores = finite - (top + np.log(np.exp(finite - top).sum()))
    return result
