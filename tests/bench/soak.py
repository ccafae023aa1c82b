"""Long runs: workers killed at random while they work, and memory over thousands of checks.

    python tests/bench/soak.py kills [N [KIND …]]    # default 200, of each: the echo worker and the fast one
    python tests/bench/soak.py fast [N]              # default 10,000 checks by the fast tier
    python tests/bench/soak.py model [N]             # default 300 checks by the model

The suite runs a few kills. Exit code 1 when something was lost, wrong, leaked or grew.
"""

from __future__ import annotations

import os
import random
import re
import signal
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from fakes.echo_worker import at_hand  # noqa: E402
from redraft.domain.attributes import Attribute  # noqa: E402
from redraft.domain.errors import WorkerError  # noqa: E402
from redraft.models.store import ModelStore  # noqa: E402
from redraft.usecases.known import result_of  # noqa: E402
from redraft.usecases.ports import Question  # noqa: E402
from redraft.workers.client import WorkerClient  # noqa: E402
from redraft.workers.fast_client import FastWorker  # noqa: E402
from redraft.workers.llm_client import LlmWorker  # noqa: E402

GROWTH = 0.05
"""How far the median memory of the last quarter may lie above that of the second."""
PAUSE = 0.1
"""Seconds between what the killer waits for and the kill, on average."""
WINDOW = 20
"""Samples of memory in one quarter at the least."""


def text(number: int) -> str:
    """A short text that no other number gives, with something to find in it."""
    rng = random.Random(number)
    places, trades = ("Leeds", "Porto", "Lyon", "Graz"), ("nurse", "teacher", "plumber", "lawyer")
    name = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=8))
    return (
        f"I am a {rng.choice(trades)} in {rng.choice(places)}, {rng.randint(20, 70)} years old. "
        f"Write to {name}@example.org before {rng.randint(1, 28)} May; I am away until the {rng.randint(1, 28)}th."
    )


def kills(client: WorkerClient, ask: Callable[[int], bool], count: int, seed: int = 7) -> Counter:
    """Kill the worker ``count`` times while four threads ask; what became of every request.

    Every other worker is killed in the midst of its work, the rest at any time, the start included.
    ``ask(number)`` returns whether the answer was right. Counts of ``asked``, ``right``, ``wrong`` and ``failed``
    (with WorkerError); anything else that is raised counts under its name.
    """
    outcome: Counter[str] = Counter()
    lock, over = threading.Lock(), threading.Event()
    numbers = iter(range(1 << 30))

    def work() -> None:
        while not over.is_set():
            with lock:
                outcome["asked"] += 1
                number = next(numbers)
            try:
                what = "right" if ask(number) else "wrong"
            except WorkerError:
                what = "failed"
            except BaseException as error:  # noqa: BLE001 - counted, and the run fails for it
                what = type(error).__name__
            with lock:
                outcome[what] += 1

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    rng = random.Random(seed)
    done = 0
    while done < count:
        if done % 2 == 0:
            _wait_for_more(outcome)
        time.sleep(rng.expovariate(1 / PAUSE))
        pid = client.pid
        if pid is not None:
            os.kill(pid, rng.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV)))
            done += 1
            while client.pid == pid:
                time.sleep(0.001)
    over.set()
    for worker in workers:
        worker.join(120)
    outcome["hung"] = sum(worker.is_alive() for worker in workers)
    return outcome


def _wait_for_more(outcome: Counter) -> None:
    """Until the worker that runs now has answered something."""
    before, end = outcome["right"], time.monotonic() + 120
    while outcome["right"] == before and time.monotonic() < end:
        time.sleep(0.002)


def sound(outcome: Counter) -> bool:
    """True when every request was answered rightly or failed cleanly, and some were answered."""
    return outcome["asked"] == outcome["right"] + outcome["failed"] and outcome["right"] > 0 and not outcome["hung"]


def echo_kills(count: int) -> Counter:
    """The echo worker, whose every answer is its question."""
    at_hand()
    with WorkerClient("echo") as client:

        def ask(number: int) -> bool:
            return client.call("echo", {"number": number, "text": "x" * (number % 5000)})["number"] == number

        return kills(client, ask, count)


def fast_kills(count: int) -> Counter:
    """The fast tier, which has to find the address of that very text."""
    worker = FastWorker()

    def ask(number: int) -> bool:
        found = {f.best.value for f in worker.detect(text(number)).findings}
        return bool(re.findall(r"\w+@example\.org", text(number))[0] in found)

    try:
        return kills(worker.client, ask, count)
    finally:
        worker.close()


def handles(pid: int) -> int:
    """Open descriptors of a process."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def resident(pid: int) -> int:
    """Bytes of memory that a process has for itself (RssAnon): mapped files come and go as the system likes."""
    found = re.search(r"RssAnon:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found.group(1)) * 1024 if found else 0


def memory(client: WorkerClient, ask: Callable[[int], object], count: int) -> tuple[list[str], bool]:
    """Ask ``count`` times; what memory and handles of both processes did, and whether they stayed flat."""
    pids = {"app": os.getpid(), client.kind: client.pid or 0}
    every = max(1, count // (4 * WINDOW))
    used: dict[str, list[int]] = {name: [] for name in pids}
    held: dict[str, list[int]] = {name: [] for name in pids}
    for number in range(count):
        ask(number)
        if number % every == 0:
            for name, pid in pids.items():
                used[name].append(resident(pid))
                held[name].append(handles(pid))
    lines, flat = [], client.pid == pids[client.kind]
    for name, sizes in used.items():
        quarter = len(sizes) // 4
        second, last = statistics.median(sizes[quarter : 2 * quarter]), statistics.median(sizes[-quarter:])
        fds = statistics.median(held[name][quarter : 2 * quarter]), statistics.median(held[name][-quarter:])
        good = last <= second * (1 + GROWTH) and fds[1] <= fds[0]
        flat = flat and good
        lines.append(
            f"{name}: {second / 1e6:.1f} MB in the second quarter, {last / 1e6:.1f} MB in the last "
            f"({100 * (last / second - 1):+.1f} %), handles {fds[0]:.0f} and {fds[1]:.0f}"
        )
    return lines, flat


def fast_memory(count: int) -> tuple[list[str], bool]:
    """Checks by the fast tier, each of another text."""
    worker = FastWorker()
    try:
        worker.warm()
        return memory(worker.client, lambda number: worker.detect(text(number)), count)
    finally:
        worker.close()


def model_memory(count: int) -> tuple[list[str], bool]:
    """Checks by the model, each of another text."""
    worker = LlmWorker(ModelStore().chosen().path)
    try:
        worker.load()
        return memory(
            worker.client,
            lambda number: result_of(worker.infer(Question(text(number), [Attribute.SEX, Attribute.AGE]))),
            count,
        )
    finally:
        worker.close()


def main(arguments: list[str]) -> int:
    """Run one of them and print what it saw."""
    what, given = arguments[0], arguments[1:]
    began = time.monotonic()
    if what == "kills":
        good = True
        for name in given[1:] or _KILLS:
            outcome = _KILLS[name](int(given[0]) if given else 200)
            print(f"{name}: {dict(outcome)}", flush=True)
            good = good and sound(outcome)
    else:
        run, default = {"fast": (fast_memory, 10_000), "model": (model_memory, 300)}[what]
        lines, good = run(int(given[0]) if given else default)
        print("\n".join(lines))
    print(f"{'sound' if good else 'NOT SOUND'}, {time.monotonic() - began:.0f} s")
    return 0 if good else 1


_KILLS = {"echo": echo_kills, "fast": fast_kills}

if __name__ == "__main__":
    if sys.argv[1:2] not in (["kills"], ["fast"], ["model"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
