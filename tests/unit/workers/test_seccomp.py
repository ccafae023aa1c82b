"""The filter is run by a small interpreter of its own, so that both machines' tables are tested on either."""

from __future__ import annotations

import errno
import re
import struct
from pathlib import Path

import pytest

from redraft.workers import seccomp

PID = 4242
ALLOW, KILL = 0x7FFF0000, 0x80000000
REFUSED = 0x00050000 | errno.EPERM
HEADERS = {
    "x86_64": ("/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h"),
    "aarch64": ("/usr/include/asm-generic/unistd.h",),
}


def run(machine: str, number: int, argument: int = 0, arch: int | None = None) -> int:
    code = [struct.unpack("=HBBI", c) for c in _chunks(seccomp.program(machine, PID))]
    words = {0: number, 4: seccomp.AUDIT_ARCH[machine] if arch is None else arch, 16: argument & 0xFFFFFFFF}
    accumulator, at = 0, 0
    while True:
        kind, when_true, when_false, value = code[at]
        at += 1
        if kind == 0x06:
            return value
        if kind == 0x20:
            accumulator = words[value]
            continue
        met = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[kind]
        at += when_true if met else when_false


def _chunks(data: bytes):
    return [data[i : i + 8] for i in range(0, len(data), 8)]


machines = pytest.mark.parametrize("machine", ["x86_64", "aarch64"])


@machines
def test_every_listed_call_is_refused(machine):
    for name, number in seccomp.DENIED[machine].items():
        assert run(machine, number) == REFUSED, name


@machines
def test_other_calls_pass(machine):
    own_rules = (56, 234, 302) if machine == "x86_64" else (220, 131, 261)
    listed = {*seccomp.DENIED[machine].values(), 435, *own_rules}
    for number in set(range(500)) - listed:
        assert run(machine, number) == ALLOW, number


@machines
def test_threads_start_and_processes_do_not(machine):
    clone = {"x86_64": 56, "aarch64": 220}[machine]
    assert run(machine, clone, 0x3D0F00) == ALLOW  # what pthread_create asks for
    assert run(machine, clone, 17) == REFUSED  # what fork() asks for
    assert run(machine, 435) == 0x00050000 | errno.ENOSYS


@machines
def test_only_own_threads_are_signalled(machine):
    tgkill = {"x86_64": 234, "aarch64": 131}[machine]
    assert run(machine, tgkill, PID) == ALLOW
    assert run(machine, tgkill, PID + 1) == REFUSED


@machines
def test_only_own_limits_are_changed(machine):
    prlimit = {"x86_64": 302, "aarch64": 261}[machine]
    assert run(machine, prlimit, 0) == ALLOW
    assert run(machine, prlimit, PID) == ALLOW
    assert run(machine, prlimit, PID + 1) == REFUSED


def test_calls_of_another_architecture_end_the_process_and_x32_is_refused():
    assert run("x86_64", 1, arch=0x40000003) == KILL
    assert run("aarch64", 1, arch=seccomp.AUDIT_ARCH["x86_64"]) == KILL
    assert run("x86_64", 0x40000000 | 41) == REFUSED


@machines
def test_numbers_are_the_kernels(machine):
    header = next((p for p in map(Path, HEADERS[machine]) if p.exists()), None)
    if header is None:
        pytest.skip("the kernel's headers are not installed")
    found = dict(re.findall(r"#define __NR3?2?6?4?_?(\w+)\s+(\d+)", header.read_text()))
    for name, number in seccomp.DENIED[machine].items():
        assert int(found.get(name, number)) == number, name
    assert len(seccomp.DENIED[machine].keys() & found.keys()) > 60
