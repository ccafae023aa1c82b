"""The check of a draft, and what rewords it."""

from __future__ import annotations

import json
from typing import Any

from redraft import languages
from redraft.assets import model_data
from redraft.bootstrap import warming
from redraft.domain.exposure import Audience
from redraft.domain.relations import Fact
from redraft.domain.rules import Rule
from redraft.exposure.anonymity import assess
from redraft.rewriting.makers import AllMakers
from redraft.usecases.check import CheckDraft
from redraft.usecases.judging import Judge
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.weights import Weights
from redraft.workers.fast_client import FastWorker
from redraft.workers.llm_client import LlmWorker


def check_draft(
    fast: FastWorker,
    attacker: LlmWorker | None,
    audience: Audience,
    declared: frozenset[Fact],
    rules: frozenset[Rule] = frozenset(),
) -> CheckDraft:
    """For a reader. Statistics are read and the fast worker is started while the text is on its way."""
    warming.behind(fast.warm, warming.statistics)
    return CheckDraft(fast, attacker, assess, declared, judge(fast), rules, audience=audience)


def judge(fast: FastWorker) -> Judge:
    """What a sharp reader could tell, and what every voice counts for, as fitted; of each encoder's languages apart."""
    weights = {one.code: Weights.of(_card(one.encoder), one.code) for one in languages.every()}
    usual = languages.DEFAULT
    return Judge(fast, weights[usual], usual, weights)


def _card(encoder: str) -> dict[str, Any]:
    card: dict[str, Any] = json.loads(model_data(encoder, "judge.json").read_text("utf-8"))
    return card


def rewrite_draft(check: CheckDraft, fast: FastWorker) -> RewriteDraft:
    """What rewords."""
    return RewriteDraft(check, AllMakers(fast))
