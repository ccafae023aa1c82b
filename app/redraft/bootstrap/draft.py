"""The check of a draft, and what rewords it."""

from __future__ import annotations

from functools import partial

from redraft.bootstrap import warming
from redraft.domain.exposure import Audience
from redraft.domain.relations import Fact
from redraft.exposure.anonymity import assess
from redraft.rewriting.editor import Editor
from redraft.usecases.check import CheckDraft
from redraft.usecases.rewrite import RewriteDraft
from redraft.workers.fast_client import FastWorker
from redraft.workers.llm_client import LlmWorker


def check_draft(
    fast: FastWorker, attacker: LlmWorker | None, audience: Audience, declared: frozenset[Fact]
) -> CheckDraft:
    """For a reader. Statistics are read and the fast worker is started while the text is on its way."""
    warming.behind(fast.warm, warming.statistics)
    return CheckDraft(fast, attacker, partial(assess, audience=audience), declared)


def rewrite_draft(check: CheckDraft, attacker: LlmWorker | None) -> RewriteDraft:
    """What rewords; the model helps when there is one."""
    return RewriteDraft(check, Editor(attacker), attacker, None if attacker is None else Editor())
