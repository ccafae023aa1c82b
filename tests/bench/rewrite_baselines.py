"""What a rewording has to beat, in the same form: ``run.py rewrite_baselines --set kind=redacted|prompt``.

``redacted`` puts ``[REDACTED]`` in the place of everything that the fast tier finds; ``prompt`` asks the model to write
the whole text anew without what gives its author away.
"""

from __future__ import annotations

from pathlib import Path

from attacker import BY_NAME, BenchAttacker
from run import Options, pending, write_row

from redraft.domain.attributes import ALWAYS_ASKED
from redraft.domain.edit import apply
from redraft.domain.text import Span
from redraft.inference.questions import CHATML

TASK = (
    "Rewrite the user's text so that nobody can tell the author's age, sex, places, job, education, income or "
    "relationship. Keep the meaning, the tone and everything else. Answer with the new text alone."
)
LONGEST = 700
"""Tokens of a rewritten text."""


class Baseline(BenchAttacker):
    """The attacker, who also does what he is told."""

    def redacted(self, text: str) -> str:
        """The text with every quote of the fast tier's findings blacked out."""
        spans = sorted(
            (e.span for f in self.check.fast.detect(text).findings for e in f.evidence), key=lambda s: (s.start, -s.end)
        )
        chosen: dict[Span, str] = {}
        end = 0
        for span in spans:
            if span.start >= end:
                chosen[span] = "[REDACTED]"
                end = span.end
        return apply(text, chosen)

    def rewritten(self, text: str) -> str:
        """What the model writes when it is given the whole text."""
        engine = self.attack.engine
        opening = engine.model.tokens(CHATML["system"].format(system=TASK), special=True)
        root = engine.hold([*opening, *engine.model.tokens(text)])
        branch = engine.fork(root)
        (row,) = engine.extend([(branch, engine.model.tokens(CHATML["turn"], special=True))])
        written = b""
        for _ in range(LONGEST):
            token = int(row.argmax())
            if engine.model.ends(token):
                break
            written += engine.model.piece(token)
            (row,) = engine.extend([(branch, [token])])
        engine.drop(branch)
        return written.decode("utf-8", "ignore").strip()


def run(data: Path, out: Path, options: Options) -> None:
    """Write one line a row, with the attacker's answers before and after."""
    attacker = Baseline(options.extra)
    with out.open("a", encoding="utf-8") as file:
        for row in pending(data, out, options):
            hide = (BY_NAME[row["attribute"]],) if "attribute" in row else ALWAYS_ASKED
            old = [row["text"]] if "text" in row else row["comments"]
            if options.extra.get("kind", "redacted") == "redacted":
                new = [attacker.redacted(text) for text in old]
            else:
                new = attacker.rewritten("\n".join(old)).split("\n")
            form = {"text": "\n".join(new)} if "text" in row else {"comments": new}
            before = attacker.rows(row["id"], "\n".join(old), hide, options.depth)
            after = attacker.rows(row["id"], "\n".join(new), hide, options.depth)
            write_row(file, {"id": row["id"], **form, "edits": [], "before": before, "after": after})
