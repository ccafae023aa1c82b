"""Speed and memory of the window: ``python tests/bench/run.py window --data DRAFT.txt --out FILE.jsonl``.

``DRAFT.txt`` is any English text; it is repeated to a draft of 1,000 words. One line a measurement: the time from
nothing to a drawn window (as ``redraft`` does it), from a keystroke to the underline it causes, without and with the
model at work, how long the GUI thread was held by a single turn of its loop while the model read (three runs), and
the memory of the window's process.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from run import Options, done_ids, write_row

WORDS = 1_000
KEYSTROKES = 10
RUNS = 3
READING_SECONDS = 10.0
STARTS = 3
PATIENCE = 300.0
"""Seconds after which something that should happen counts as never happening."""
START = (
    "import time\nfrom redraft.gui.wiring import open_window\nopen_window(shown=lambda: print(f'{time.time():.4f}'))\n"
)


def run(data: Path, out: Path, _options: Options) -> None:
    """Measure everything that is not in the output yet."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    draft = thousand_words(data.read_text(encoding="utf-8"))
    done = done_ids(out)
    with out.open("a", encoding="utf-8") as file:
        if "start" not in done:
            write_row(file, {"id": "start", **starts(), "load": load()})
        if "window" not in done:
            write_row(file, {"id": "window", **opened(draft), "load": load()})


def starts() -> dict[str, float]:
    """Wall time of some starts, and the CPU time they took with their workers, which a busy machine changes less."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = spread("seconds", [started() for _ in range(STARTS)])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {**figures, "cpu_seconds": round(spent / STARTS, 2)}


def load() -> float:
    """How many processes wanted a processor in the last minute: figures with more than there are cores are too high."""
    return round(os.getloadavg()[0], 1)


def started() -> float:
    """Seconds from the start of a process to its drawn window."""
    began = time.time()
    result = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    return float(result.stdout.split()[-1]) - began


def opened(draft: str) -> dict[str, Any]:
    """Figures of one window with the real workers."""
    from PySide6.QtWidgets import QApplication

    from redraft import bootstrap
    from redraft.gui.draft.phase import Habit
    from redraft.gui.main_window import MainWindow
    from redraft.gui.services import MemorySettings
    from redraft.gui.theme import Theme
    from redraft.gui.wiring import services

    application = QApplication.instance() or QApplication(["redraft"])
    Theme(application, "light")  # type: ignore[arg-type]
    with bootstrap.Parts(bootstrap.Options(nice=5)) as real:
        given = services(real)
        given.settings = MemorySettings()
        window = MainWindow(given)
        window.asks_before_closing = False
        window.draft.checker.model.habit = Habit.ASKED
        window.show()
        loop = Loop(application.processEvents)
        loop.until(lambda: window.shelf.loaded)
        window.show_page("draft")
        window.draft.put(draft)
        loop.until(lambda: window.draft.checker.settled and window.draft.checker.fast_done)
        quiet = [underline(window, loop) for _ in range(KEYSTROKES)]
        figures = spread("underline_ms", quiet)
        if (attacker := given.rewrite.check.attacker) is not None:
            attacker.prepare("Warm.")
            held, busy = [], []
            for _run in range(RUNS):
                window.draft.look()
                loop.turns.clear()
                busy.append(underline(window, loop))
                window.draft.look()
                loop.spend(READING_SECONDS)
                held.append(percentile(loop.turns, 0.99) * 1000)
                window.draft.stop()
            figures |= spread("underline_while_the_model_works_ms", busy)
            figures["gui_thread_held_p99_ms"] = [round(value, 1) for value in held]
        figures["memory_mb"] = memory_of_this_process()
        window.close()
    return figures


class Loop:
    """Turns the event loop and remembers how long each turn took, in seconds."""

    def __init__(self, turn: Callable[[], object]) -> None:
        self._turn = turn
        self.turns: list[float] = []

    def until(self, happened: Callable[[], bool]) -> None:
        """Turn until something happened; raises TimeoutError when it never does."""
        end = time.monotonic() + PATIENCE
        while not happened():
            if time.monotonic() > end:
                raise TimeoutError("what is measured did not happen")
            began = time.perf_counter()
            self._turn()
            self.turns.append(time.perf_counter() - began)
            time.sleep(0.0005)

    def spend(self, seconds: float) -> None:
        """Turn for so long."""
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end)


def underline(window: Any, loop: Loop) -> float:
    """Milliseconds from a keystroke that completes a place name to the underline that reaches it."""
    from PySide6.QtGui import QTextCursor
    from PySide6.QtTest import QTest

    from redraft.domain.text import Span

    editor = window.draft.editor
    before = len(editor.text)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertPlainText(" I live in Leed")
    loop.until(lambda: window.draft.checker.fast_done)
    place = len(editor.text)  # where the last letter will stand
    began = time.perf_counter()
    QTest.keyClicks(editor, "s")
    loop.until(
        lambda: (
            window.draft.checker.fast_done
            and any(s.cursor.selectionStart() < place < s.cursor.selectionEnd() for s in marks(editor))
        )
    )
    took = time.perf_counter() - began
    editor.replace({Span(before, len(editor.text)): ""})
    loop.until(lambda: window.draft.checker.fast_done)
    return took * 1000


def marks(editor: Any) -> Sequence[Any]:
    """What is underlined now."""
    return [s for s in editor.extraSelections() if s.format.underlineStyle() != s.format.UnderlineStyle.NoUnderline]


def thousand_words(text: str) -> str:
    """The text, repeated and cut to :data:`WORDS` words."""
    words = text.split()
    return " ".join((words * (WORDS // len(words) + 1))[:WORDS]) + "."


def spread(name: str, values: Sequence[float]) -> dict[str, float]:
    """Median and worst."""
    return {name: round(median(values), 2), f"{name}_worst": round(max(values), 2)}


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def memory_of_this_process() -> int | None:
    """Resident memory of this process now, in MB; None where the system does not say."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024
