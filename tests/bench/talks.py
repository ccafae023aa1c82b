"""How well the aims of questions are told, and what is said of whole conversations, both on texts of our own.

``python tests/bench/talks.py questions PART [--wrong]``: precision and recall over (question, aim); parts are
train, choose, report and again.
``python tests/bench/talks.py talks choose|report [--each] [--quick]``: how many of the innocent and of the fishing
conversations are said to have a pattern, and with ``--each`` what each question and answer was taken for. By the words
and the encoder; ``--quick``: by the questions alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from redraft import languages
from redraft.bootstrap.draft import judge
from redraft.domain.archive import Post
from redraft.domain.talk import TalkReport
from redraft.importers.pasted import turns
from redraft.talks.asking import asking
from redraft.usecases.check import CheckDraft
from redraft.usecases.ports import FastResult
from redraft.usecases.read_talk import ReadTalk
from redraft.usecases.talk_reading import conversation

SAMPLES = Path(__file__).parents[1] / "samples" / "talks"


def rows(part: str) -> list[tuple[frozenset[str], frozenset[str], str]]:
    """(aims, what would be right as well, words) of a part."""
    found = (SAMPLES / "questions.tsv").read_text("utf-8").splitlines()
    lines = [line.split("\t") for line in found if not line.startswith("#")]
    return [
        (frozenset(aims.split(",")) - {"-"}, frozenset(also.split(",")) - {""}, words)
        for its_part, aims, also, words in lines
        if its_part == part
    ]


def talks(part: str) -> Iterator[tuple[str, str, str]]:
    """(name, kind, text) of the conversations of a part."""
    for block in (SAMPLES / "conversations.txt").read_text("utf-8").split("\n== ")[1:]:
        head, _, text = block.partition("\n")
        *name, kind, its_part = head.split(", ")
        if its_part == part:
            yield ", ".join(name), kind, text


def measure_questions(part: str, *, wrong: bool) -> None:
    """Print the numbers, and what was wrong."""
    known = asking(languages.default())
    assert known is not None
    right, false, missed = Counter[str](), Counter[str](), Counter[str]()
    harmless = called = 0
    for aims, also, words in rows(part):
        found = frozenset(aim.value for aim in known.aims(words))
        # An aim that would be right as well stands in for the one that was written down, and is never false.
        lost = frozenset[str]() if found & also and len(aims) == 1 else aims - found
        right.update(aims - lost)
        missed.update(lost)
        false.update(found - aims - also)
        harmless += not aims
        called += bool(not aims and found - also)
        if wrong and (lost or found - aims - also):
            print(f"{_listed(aims):24} {_listed(found):24} {words}   [{known.fold(words)}]")
    hits = right.total()
    print(f"{part}: {hits} of {hits + missed.total()} aims found, {false.total()} false: ", end="")
    print(f"precision {hits / (hits + false.total()):.3f}, recall {hits / (hits + missed.total()):.3f}; ", end="")
    print(f"{called} of {harmless} questions that aim at nothing called")


class Nothing:
    """A fast tier that finds nothing, so that whoever asks seems to tell nothing: more patterns, never fewer."""

    def detect(self, text: str, *, cancel: object = None) -> FastResult:
        """Nothing."""
        return FastResult(())


def _listed(aims: frozenset[str]) -> str:
    return ",".join(sorted(aims)) or "-"


def measure_talks(part: str, *, each: bool, quick: bool) -> None:
    """Print how many conversations of each kind have a pattern."""
    if quick:
        reading = ReadTalk(CheckDraft(Nothing()))
    else:
        from fakes.here import Here

        here = Here()
        reading = ReadTalk(CheckDraft(here, judge=judge(here)))  # type: ignore[arg-type]
    count, said = Counter[str](), Counter[str]()
    for name, kind, text in talks(part):
        posts = [Post("", words, author=author) for author, words in turns(text)]
        report = reading.run(conversation(posts))
        patterns = [pattern.value for _, found in report.patterns for pattern in found]
        count[kind] += 1
        said[kind] += bool(patterns)
        print(f"{kind:9} {name:24} {', '.join(patterns) or '-'}")
        if each:
            show(report)
    print({kind: f"{said[kind]} of {count[kind]}" for kind in count})


def show(report: TalkReport) -> None:
    """Turn by turn."""
    for step in report.steps:
        asks = [f"{'back ' * q.returned}{'+'.join(a.value for a in q.aims)}" for q in step.questions]
        gives = [f"{a.attribute or a.aim}:{a.value or '-'} ({a.how.value})" for a in step.answers]
        said = f"{step.turn.speaker}: {step.turn.text[:90]!r}"
        print(f"   {step.turn.number:3} {said} {asks or ''} {gives or ''}")


def main() -> None:
    """One of the two."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["questions", "talks"])
    parser.add_argument("part", choices=["train", "choose", "report", "again"])
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--quick", action="store_true", help="questions alone: nobody reads the answers")
    chosen = parser.parse_args()
    if chosen.what == "questions":
        measure_questions(chosen.part, wrong=chosen.wrong)
    else:
        measure_talks(chosen.part, each=chosen.each, quick=chosen.quick)


if __name__ == "__main__":
    main()
