"""One way through the house: the window, the command line and the benchmarks find and propose the same, with the real
model. ``make bench`` takes all drafts, the suite two.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

from redraft import bootstrap
from redraft.gui.draft.phase import Habit, Phase
from redraft.gui.wiring import services

pytestmark = [pytest.mark.gui, pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(1800)]

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600_000
DRAFTS = (
    "Third night shift on the ward this week and I still can't find the good vending machine. My husband says I should "
    "quit, but where in Norwich would I find another post with this pension?",
    "Hand-wash only, said the label. I am 41 and have a degree in chemistry, and I still shrank my daughter's jumper. "
    "We laughed about it on the tram all the way home from Oerlikon.",
    "Does anybody know a decent vet who sees reptiles? Ours retired, and the gecko has not eaten since we moved here "
    "from Porto in May.",
    "Finally handed in my thesis! Two years of soil samples, and my supervisor read it in one afternoon. Now my mates "
    "want to drag me to the pub before the last bus to Headingley goes.",
    "The kettle broke, so I boiled the water in a pan like my grandmother did in Lublin. Retirement has its charms.",
)
SOME = DRAFTS if os.environ.get("REDRAFT_ALL_DRAFTS") else DRAFTS[:2]
NEAR = 0.02
"""How far a confidence may move when the model reads ahead what is typed, in other batches."""


@pytest.fixture
def page(qtbot, open_window, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with bootstrap.Parts() as made:
        real = services(made)
        window = open_window(real)
        qtbot.waitUntil(lambda: real.has_model, timeout=PATIENCE)
        window.show_page("draft")
        yield window.draft


def told(findings):
    """Attribute, subject, first guess and quotes of findings in the form of ``--json``, and how sure they are."""
    said = [
        (f["attribute"], f["subject"], f["guesses"][0]["value"], tuple(e["quote"] for e in f["evidence"]))
        for f in findings
    ]
    return said, [f["guesses"][0]["confidence"] for f in findings]


def of_window(page):
    """The same of what the window shows."""
    found = page.checker.conductor.check.found(page.checker.known)[0]
    said = [(f.attribute.value, f.subject.value, f.best.value, tuple(e.quote for e in f.evidence)) for f in found]
    return said, [f.best.confidence for f in found]


@pytest.mark.parametrize("text", SOME)
def test_a_pasted_draft_gives_the_same_everywhere(qtbot, page, tmp_path, text):
    draft, row, out = tmp_path / "draft.txt", tmp_path / "row.jsonl", tmp_path / "out.jsonl"
    draft.write_text(text, "utf-8")
    row.write_text(json.dumps({"id": "one", "text": text}) + "\n", "utf-8")
    command = [sys.executable, "-m", "redraft", "rewrite", str(draft), "--json"]
    printed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    command = ["tests/bench/run.py", "rewrite", "--data", str(row), "--out", str(out), "--set", "hide=revealed"]
    subprocess.run([sys.executable, *command], check=True, cwd=ROOT)
    measured = json.loads(out.read_text("utf-8"))

    page.checker.model.habit = Habit.PAUSE
    page.put(text)
    qtbot.waitUntil(lambda: page.checker.phase is Phase.DONE, timeout=PATIENCE)
    found, sure = of_window(page)
    page.suggest()
    qtbot.waitUntil(lambda: not page.reworder.busy, timeout=PATIENCE)

    assert found == told(printed["findings"])[0] == told(measured["findings"])[0]
    assert sure == pytest.approx(told(printed["findings"])[1], abs=1e-3)
    edits = [
        (one.edit.span.start, one.edit.span.end, one.edit.original, one.proposed.text)
        for one in page.reworder.suggestions.open
    ]
    assert edits == [(e["start"], e["end"], e["original"], e["chosen"]) for e in printed["rewrite"]["edits"]]
    taken = [edit for edit in edits if edit[3] is not None]
    assert taken == [(e["start"], e["end"], e["original"], e["text"]) for e in measured["edits"]]
    page.take_all()
    assert page.text == printed["rewrite"]["text"] == measured["text"]


def test_a_typed_draft_gives_no_other_finding(qtbot, page):
    text = SOME[0]
    page.checker.model.habit = Habit.PAUSE
    page.put(text)
    qtbot.waitUntil(lambda: page.checker.phase is Phase.DONE, timeout=PATIENCE)
    pasted, sure = of_window(page)
    page.put("")
    for start in range(0, len(text), 40):
        page.editor.moveCursor(QTextCursor.MoveOperation.End)
        qtbot.keyClicks(page.editor, text[start : start + 40])
        qtbot.wait(600)  # long enough for the model to read ahead
    assert page.text == text
    qtbot.waitUntil(lambda: page.checker.phase is Phase.DONE, timeout=PATIENCE)
    typed, now = of_window(page)
    assert typed == pasted
    assert now == pytest.approx(sure, abs=NEAR)
