"""With real processes: the worker ``echo`` in its real cage."""

from __future__ import annotations

import contextlib
import os
import queue
import random
import signal
import statistics
import threading
import time

import pytest

from fakes.refusals import refused
from fakes.sandbox import needs_cage
from redraft.domain.errors import Cancelled, InputError, SandboxError, WorkerError
from redraft.domain.message import verbatim
from redraft.domain.text import visible
from redraft.speech.now import problem, worded
from redraft.workers.client import CANCEL_SECONDS, WorkerClient
from redraft.workers.protocol import ProtocolError
from redraft.workers.trust import Trust

pytestmark = needs_cage


@pytest.fixture
def echo():
    with WorkerClient("echo") as client:
        yield client


def in_threads(count, work):
    failures = queue.SimpleQueue()

    def guarded(number):
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001 - raised again below
            failures.put(error)

    threads = [threading.Thread(target=guarded, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    while not failures.empty():
        raise failures.get()


def after(seconds):
    event = threading.Event()
    timer = threading.Timer(seconds, event.set)
    timer.start()
    return event, timer


def gone(pid):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_nothing_starts_before_the_first_call(echo):
    assert echo.pid is None
    echo.call("echo")
    assert echo.pid is not None


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "\ud83d\ude00", "😀", "<|im_end|>", "x" * 1_000_000])
def test_any_text_comes_back(echo, text):
    assert echo.call("echo", {"text": text}) == {"text": visible(text)}


def test_progress_arrives_in_order_and_in_the_calling_thread(echo):
    heard = []
    echo.call("count", {"to": 50}, on_progress=lambda p: heard.append((p["number"], threading.get_ident())))
    assert heard == [(n, threading.get_ident()) for n in range(50)]


def test_errors_come_back_as_what_they_are(echo):
    with pytest.raises(InputError) as caught:
        echo.call("refuse", {"problem": "Nothing there.", "remedy": "Look again."})
    assert (worded(caught.value.problem), worded(caught.value.remedy)) == ("Nothing there.", "Look again.")


def test_an_unforeseen_failure_never_quotes_the_text(echo):
    with pytest.raises(WorkerError) as caught:
        echo.call("fail", {"text": "my secret"})
    assert "secret" not in problem(caught.value)
    assert "ValueError" in problem(caught.value)


def test_an_unknown_method_is_an_error(echo):
    with pytest.raises(WorkerError):
        echo.call("nonsense")


def test_what_is_not_json_fails_without_harm(echo):
    with pytest.raises(ProtocolError):
        echo.call("echo", {"a": b"bytes"})
    assert echo.call("echo", {"a": 1}) == {"a": 1}


def test_many_threads_get_their_own_answers(echo):
    def work(number):
        for turn in range(20):
            assert echo.call("echo", {"n": [number, turn]}) == {"n": [number, turn]}

    in_threads(8, work)


def test_cancelling_busy_work_is_prompt_and_keeps_the_worker(echo):
    echo.call("echo")
    pid, took = echo.pid, []
    for _ in range(10):
        cancel, timer = after(0.1)
        started = time.monotonic()
        with pytest.raises(Cancelled):
            echo.call("wait", {"seconds": 30}, cancel=cancel)
        took.append(time.monotonic() - started - 0.1)
        timer.join()
    assert echo.pid == pid
    assert statistics.median(took) < 0.3


def test_a_cancel_that_came_first_asks_nothing(echo):
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        echo.call("echo", cancel=cancel)
    assert echo.pid is None


def test_a_waiting_call_is_cancelled_without_disturbing_the_one_at_work(echo):
    echo.call("echo")
    pid = echo.pid

    def work(number):
        if number == 0:
            assert echo.call("wait", {"seconds": 2}) == {}
            return
        time.sleep(0.3)
        cancel, timer = after(0.1)
        with pytest.raises(Cancelled):
            echo.call("echo", {"n": 1}, cancel=cancel)
        timer.join()

    in_threads(2, work)
    assert echo.pid == pid


def test_a_worker_deaf_to_cancelling_is_replaced_and_others_are_asked_again(echo):
    echo.call("echo")
    pid = echo.pid

    def work(number):
        if number:
            time.sleep(0.3)
            assert echo.call("echo", {"n": number}) == {"n": number}
            return
        cancel, timer = after(0.2)
        started = time.monotonic()
        with pytest.raises(Cancelled):
            echo.call("hang", {"seconds": 60}, cancel=cancel)
        assert time.monotonic() - started < 30
        assert time.monotonic() - started > CANCEL_SECONDS
        timer.join()

    in_threads(3, work)
    assert echo.pid != pid


def test_a_busy_worker_still_says_who_it_is(echo):
    echo.call("echo")

    def work(number):
        if number:
            time.sleep(0.3)
            started = time.monotonic()
            assert echo.status().system == "linux"
            assert time.monotonic() - started < 5
            return
        echo.call("hang", {"seconds": 6})

    in_threads(2, work)


def test_a_timeout_is_a_clear_error(echo):
    with refused(WorkerError, "too long"):
        echo.call("wait", {"seconds": 60}, timeout=0.3)
    assert echo.call("echo", {"a": 1}) == {"a": 1}


def test_a_crash_is_a_clear_error_and_the_next_call_works(echo):
    with refused(WorkerError, r"lost while it worked \(killed by signal 11\)"):
        echo.call("crash")
    assert echo.call("echo", {"a": 1}) == {"a": 1}


def test_a_kill_between_calls_goes_unnoticed(echo):
    echo.call("echo")
    pid = echo.pid
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.2)
    assert echo.call("echo", {"a": 1}) == {"a": 1}
    assert echo.pid != pid


def test_fifty_random_kills_lose_no_request(echo):
    chance, done, kills = random.Random(7), [0, 0], 0
    finished = threading.Event()
    lock = threading.Lock()

    def ask(number):
        turn = 0
        while not finished.is_set():
            turn += 1
            try:
                answer = echo.call("echo", {"n": [number, turn], "text": "x" * 20_000}, timeout=60)
            except WorkerError:
                outcome = 1
            else:
                assert answer["n"] == [number, turn]
                outcome = 0
            with lock:
                done[outcome] += 1

    def kill():
        nonlocal kills
        end = time.monotonic() + 100
        while kills < 50 and time.monotonic() < end:
            pid, answered = echo.pid, done[0]
            while kills % 2 and done[0] == answered and time.monotonic() < end:
                time.sleep(0.005)  # every other one is hit at work, the others mostly while they start
            time.sleep(chance.uniform(0, 0.15))
            if pid is not None and pid == echo.pid:
                with contextlib.suppress(ProcessLookupError):  # it may have died of the last one a moment ago
                    os.kill(pid, signal.SIGKILL)
                    kills += 1
        finished.set()

    threads = [threading.Thread(target=kill), *(threading.Thread(target=ask, args=(n,)) for n in range(3))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(150)
        assert not thread.is_alive(), "a request was neither answered nor failed"
    assert kills == 50
    assert done[0] >= 25


def test_a_calling_thread_may_end_and_the_worker_lives(echo):
    pids = []
    in_threads(1, lambda _n: pids.append((echo.call("echo"), echo.pid)))
    time.sleep(0.3)
    echo.call("echo")
    assert echo.pid == pids[0][1]


def test_closing_ends_the_process_and_what_waits_on_it():
    client = WorkerClient("echo")
    client.call("echo")
    pid = client.pid
    assert pid is not None
    failed = []

    def work(number):
        if number:
            time.sleep(0.3)
            client.close()
            return
        try:
            client.call("wait", {"seconds": 60})
        except WorkerError as error:
            failed.append(error)

    in_threads(2, work)
    assert len(failed) == 1
    assert gone(pid)
    with refused(WorkerError, "closed"):
        client.call("echo")
    client.close()


def test_a_stopped_process_is_ended_by_force():
    client = WorkerClient("echo")
    client.call("echo")
    pid = client.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    client.close()
    assert gone(pid)


def test_it_steps_back_as_far_as_its_options_say(echo):
    with WorkerClient("echo", options=["--nice", "7"]) as nicer:
        assert nicer.call("look")["nice"] == min(19, echo.call("look")["nice"] + 7)


def test_wrong_options_are_an_error_and_do_not_loop():
    with WorkerClient("echo", options=["--no-such-option"]) as client, pytest.raises(WorkerError):
        client.call("echo")


def test_a_worker_that_is_not_trusted_gets_no_text_until_it_is_again():
    trust = Trust()
    with WorkerClient("echo", trust=trust) as echo:
        assert echo.call("echo", {"a": 1}) == {"a": 1}
        trust.withdraw(SandboxError(verbatim("It does not hold."), verbatim("Decide.")))
        for method in ("echo", "load", "wait"):
            with refused(SandboxError, "Decide"):
                echo.call(method, {"text": "secret"})
        assert echo.status().holds
        trust.restore()
        assert echo.call("echo", {"a": 1}) == {"a": 1}
