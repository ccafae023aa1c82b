"""From the answers to many wordings to one ranked list an attribute."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from redraft.domain.attributes import Attribute
from redraft.inference.asking import Raw
from redraft.inference.calibration import Calibration
from redraft.inference.cues import Cues

Scores = NDArray[np.float64]
AGE_REACH = 5
"""Two ages this close count as the same answer, as in the SynthPAI evaluation (arXiv 2406.07217)."""
GUESSES = 3
USUAL_AGE, AGE_SPREAD = 32.0, 0.4
"""Middle and spread (of the logarithm) of the ages of people who write online (our estimate)."""
_FLOOR = -14.0
MOST_WORDS = 3
"""Words of a job title that the model wrote; what is longer is a sentence it copied."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """``values`` with their ``shares`` (fused probabilities), best first; ``told``: nats from an average author.

    ``agree`` is the share of pairs of wordings with the same answer when asked alone, ``cues`` see :class:`.cues.Cues`.
    """

    values: tuple[str, ...]
    shares: tuple[float, ...]
    told: float
    agree: float = 0.0
    cues: float = 0.0


@dataclass(frozen=True, slots=True)
class Kinds:
    """What a wording's answers are: its attribute, the name of its answer set, and that set's values."""

    attribute: Attribute
    kind: str


def rank(
    attribute: Attribute,
    raw: Raw,
    kinds: Mapping[str, Kinds],
    values: Mapping[str, Sequence[str]],
    calibration: Calibration,
    text: str,
    cues: Cues | None = None,
) -> Ranking:
    """The three best values of an attribute."""
    keys = [k for k in raw.scores if kinds[k].attribute is attribute]
    main = [k for k in keys if kinds[k].kind != "country"]
    name = kinds[main[0]].kind
    moved = _weighted(main, raw, calibration)
    if name == "city":
        moved = moved + _countries([k for k in keys if k not in main], raw, values, calibration)
        # The answer set is in the order of inhabitants, so a city's place in it stands for its size.
        moved = moved - calibration.weights.get("place.size", 0.2) * np.log(np.arange(len(moved)) + 10.0)
    names = list(values[name])
    if cues is not None:
        hint = calibration.weights.get(f"{attribute.value}.hint", calibration.weights.get("hint", 0.5))
        moved = moved + hint * np.asarray(cues.towards(attribute, text, names))
    if name == "age":
        prior = calibration.weights.get("age.prior", 0.5)
        years = np.asarray([float(n) for n in names])
        moved = moved - prior * np.log(years / USUAL_AGE) ** 2 / (2 * AGE_SPREAD**2)
    if name in ("city", "occupation"):
        names, moved = _with_signals(attribute, names, moved, raw, calibration, text)
    shares = _softmax(moved / _temperature(attribute, calibration))
    usual = _average(main, calibration, len(values[name]))
    base = _log_softmax(usual / _temperature(attribute, calibration))
    known = shares[: len(base)] + 1e-12
    told = float((known * (np.log(known) - base)).sum())
    strength = 0.0 if cues is None else cues.strength(attribute, text)
    agree = _agreement(main, raw, calibration, name)
    if name == "age":
        return replace(_ages(names, shares, told), agree=agree, cues=strength)
    order = _apart(np.argsort(-shares, kind="stable")[: 4 * GUESSES].tolist(), names)
    return Ranking(tuple(names[i] for i in order), tuple(float(shares[i]) for i in order), told, agree, strength)


def _agreement(keys: Sequence[str], raw: Raw, calibration: Calibration, kind: str) -> float:
    """Mean over pairs of wordings of whether they give the same answer; ages agree within their reach."""
    picks = [int(np.argmax(_weighted([k], raw, calibration))) for k in keys]
    pairs = [(a, b) for i, a in enumerate(picks) for b in picks[i + 1 :]]
    if not pairs:
        return 0.5
    reach = AGE_REACH if kind == "age" else 0
    return sum(abs(a - b) <= reach for a, b in pairs) / len(pairs)


def _apart(order: list[int], names: Sequence[str]) -> list[int]:
    """The first three that say different things: a name within another, as Delhi in New Delhi, is no second guess."""
    kept: list[int] = []
    for i in order:
        said = f" {_plain_name(names[i])} "
        others = [f" {_plain_name(names[k])} " for k in kept]
        if not any(said in other or other in said for other in others) or len(names) <= 8:
            kept.append(i)
        if len(kept) == GUESSES:
            break
    return kept


def _temperature(attribute: Attribute, calibration: Calibration) -> float:
    return calibration.temperature * calibration.weights.get(f"{attribute.value}.temperature", 1.0)


def _weighted(keys: Sequence[str], raw: Raw, calibration: Calibration) -> Scores:
    """Mean over wordings of log-probability less its average share, over what the answers of one wording sum to."""
    total: Scores | None = None
    weight_sum = 0.0
    for key in keys:
        weight = calibration.weights.get(key, 1.0)
        if weight == 0.0:
            continue
        scores = np.maximum(_log_softmax(np.asarray(raw.scores[key], dtype=np.float64)), _FLOOR)
        mean = calibration.means.get(key)
        if mean is not None:
            scores = scores - calibration.shrink * np.asarray(mean)
        total = weight * scores if total is None else total + weight * scores
        weight_sum += weight
    if total is None:
        return np.zeros(len(raw.scores[keys[0]]))
    return total / weight_sum


def _average(keys: Sequence[str], calibration: Calibration, size: int) -> Scores:
    """What :func:`_weighted` gives an average author; even where nothing was fitted."""
    known = [k for k in keys if k in calibration.means]
    if not known:
        return np.zeros(size)
    weights = [calibration.weights.get(k, 1.0) for k in known]
    means = np.asarray([calibration.means[k] for k in known])
    average: Scores = (1 - calibration.shrink) * np.average(means, axis=0, weights=weights)
    return average


def _countries(keys: Sequence[str], raw: Raw, values: Mapping[str, Sequence[str]], calibration: Calibration) -> Scores:
    """What the answer about the country adds to each city."""
    cities = values["city"]
    if not keys:
        return np.zeros(len(cities))
    by_country = dict(zip(values["country"], _weighted(keys, raw, calibration), strict=True))
    weight = calibration.weights.get("country", 0.5)
    return np.asarray([weight * by_country[city.split(", ", 1)[1]] for city in cities])


def _with_signals(
    attribute: Attribute, names: list[str], scores: Scores, raw: Raw, calibration: Calibration, text: str
) -> tuple[list[str], Scores]:
    """Add what the model wrote when asked openly, and places that the text names."""
    written = listed(raw.lists.get(f"{attribute.value}.list", ""))
    wording = calibration.weights.get(f"{attribute.value}.listed", 1.0)
    out = scores.copy()
    at = {_plain_name(n): i for i, n in reversed(list(enumerate(names)))}
    for place, value in enumerate(written):
        i = at.get(plain(value.split(",")[0]))
        if i is not None:
            out[i] += wording / (1 + 0.5 * place)
        elif attribute is Attribute.OCCUPATION and 3 <= len(value) <= 40 and len(value.split()) <= MOST_WORDS:
            names = [*names, value]
            start = np.sort(scores)[-5] + calibration.weights.get("occupation.unlisted", 0.0)
            out = np.append(out, start + wording / (1 + 0.5 * place))
    if attribute is not Attribute.OCCUPATION:
        bonus = calibration.weights.get("place.named", 1.0)
        said = plain(text)
        words = set(said.split())
        for i, name in enumerate(names[: len(scores)]):
            city = _plain_name(name)
            if city and city.split()[0] in words and f" {city} " in f" {said} ":
                out[i] += bonus
    return names, out


def listed(line: str) -> list[str]:
    """The first three entries of a list that the model wrote in one line."""
    parts = [re.sub(r"^\s*(\d+[.)]|[-*])\s*", "", p).strip(" .\"'") for p in line.split(";")]
    if len(parts) == 1 and line.count(",") >= 1:
        parts = [p.strip(" .\"'") for p in line.split(",")]
    return list(dict.fromkeys(p for p in parts if p))[:GUESSES]


@lru_cache(maxsize=4096)
def _plain_name(name: str) -> str:
    return plain(name.split(",", maxsplit=1)[0])


def plain(text: str) -> str:
    """Lower case letters and digits without accents, single spaces."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", folded))


def _ages(names: Sequence[str], shares: Scores, told: float) -> Ranking:
    """Ages whose neighbourhood holds most probability; each further guess covers what the ones before left over."""
    left = shares.copy()
    values, masses = [], []
    for _ in range(GUESSES):
        windows = np.convolve(left, np.ones(2 * AGE_REACH + 1), mode="same")
        middle = int(np.argmax(windows))
        values.append(names[middle])
        masses.append(float(windows[middle]))
        left[max(0, middle - AGE_REACH) : middle + AGE_REACH + 1] = 0.0
    return Ranking(tuple(values), tuple(masses), told)


def _log_softmax(scores: Scores) -> Scores:
    finite = np.where(np.isfinite(scores), scores, -60.0)
    top = finite.max()
    result: Scores = finite - (top + np.log(np.exp(finite - top).sum()))
    return result


def _softmax(scores: Scores) -> Scores:
    result: Scores = np.exp(_log_softmax(scores))
    return result
