"""The filters are run by a small interpreter of its own, so that both machines' tables are tested on either."""

from __future__ import annotations

import errno
import re
import struct
from pathlib import Path

import pytest

from redraft.workers import calls, rules, seccomp
from redraft.workers.system_calls import NUMBERS

PID = 4242
ALLOW = 0x7FFF0000
REFUSED = 0x00050000 | errno.EPERM
ABSENT = 0x00050000 | errno.ENOSYS
HEADERS = {
    "x86_64": ("/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h"),
    "aarch64": ("/usr/include/asm-generic/unistd.h",),
}
KINDS = tuple(calls.OF_WORKER)
WORKERS = {kind: rules.worker(kind, PID) for kind in KINDS}
WORKER, CARD, APP = WORKERS["llm"], rules.worker_with_card(PID), rules.app()
KEYRING, FETCHER, KEEPER = rules.keyring(PID), rules.fetcher(), rules.keeper(PID)
machines = pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
workers = pytest.mark.parametrize("given", [*WORKERS.values(), CARD], ids=[*KINDS, "with a card"])


def run(machine: str, given: rules.Rules, call: str | int, *arguments: int, arch: int | None = None) -> int:
    """What the filter answers to a call with these arguments."""
    data = seccomp.program(machine, given)
    code = [struct.unpack("=HBBI", data[at : at + 8]) for at in range(0, len(data), 8)]
    assert len(code) <= 4096, "the kernel takes no more"
    number = NUMBERS[machine][call] if isinstance(call, str) else call
    words = {0: number, 4: seccomp.AUDIT_ARCH[machine] if arch is None else arch}
    for at, argument in enumerate((*arguments, *[0] * (6 - len(arguments)))):
        words |= {16 + 8 * at: argument & 0xFFFFFFFF, 20 + 8 * at: argument >> 32 & 0xFFFFFFFF}
    accumulator, at = 0, 0
    while True:
        kind, when_true, when_false, value = code[at]
        at += 1
        if kind == 0x06:
            return value
        if kind == 0x20:
            accumulator = words[value]
        elif kind == 0x54:
            accumulator &= value
        else:
            met = {0x15: accumulator == value, 0x35: accumulator >= value}[kind]
            at += when_true if met else when_false


def has(machine, call):
    return call in NUMBERS[machine]


@machines
@pytest.mark.parametrize("given", [*WORKERS.values(), KEYRING, KEEPER], ids=[*KINDS, "keyring", "keeper"])
def test_each_may_do_what_is_listed_and_nothing_else(machine, given):
    allowed = {NUMBERS[machine][name] for name in given.allowed if has(machine, name)}
    absent = {NUMBERS[machine][name] for name in ("clone3", "openat2") if given is not KEEPER}
    assert 10 <= len(allowed) <= 90
    for number in set(range(460)) - allowed - absent:
        assert run(machine, given, number) == REFUSED, number
    assert run(machine, given, 999) == ABSENT  # a call of a later kernel: the C library falls back


def test_every_kind_has_a_list_of_its_own():
    lists = {kind: frozenset(given.allowed) for kind, given in WORKERS.items()}
    assert lists["reader"] < lists["llm"]
    assert lists["fast"] < lists["llm"]
    assert "statfs" not in lists["fast"] | lists["reader"]  # which llama.cpp alone asks
    assert max(map(len, lists.values())) < 80
    known = {*NUMBERS["x86_64"], *NUMBERS["aarch64"]}
    for given in (*WORKERS.values(), KEYRING, FETCHER, KEEPER):
        assert set(given.calls) <= known


@machines
def test_the_keyrings_helper_has_local_sockets_and_changes_nothing(machine):
    assert run(machine, KEYRING, "socket", 1, 1) == ALLOW
    for family in (2, 10, 16, 17, 40):
        assert run(machine, KEYRING, "socket", family, 1) == REFUSED
    for name in ("execve", "fork", "bind", "listen", "unlink", "rename", "truncate", "ptrace", "kill"):
        if has(machine, name):
            assert run(machine, KEYRING, name) == REFUSED, name
    assert run(machine, KEYRING, "openat", 0xFFFFFF9C, 0x1000, OPEN["WRONLY"]) == REFUSED
    assert run(machine, KEYRING, "clone", 17) == REFUSED


@machines
def test_the_fetcher_has_a_network_and_a_folder_and_nobody_elses_process(machine):
    for family in (1, 2, 10):
        assert run(machine, FETCHER, "socket", family, 1 | 0o2000000) == ALLOW
        assert run(machine, FETCHER, "socket", family, 3) == REFUSED  # raw
    for family in (16, 17, 40):
        assert run(machine, FETCHER, "socket", family, 2) == REFUSED
    assert run(machine, FETCHER, "clone", 17) == ALLOW  # pip is a program of its own
    assert run(machine, FETCHER, "clone", 17 | 0x10000000) == REFUSED
    assert run(machine, FETCHER, "openat", 0xFFFFFF9C, 0x1000, OPEN["WRONLY"] | OPEN["CREAT"]) == ALLOW
    assert run(machine, FETCHER, "prlimit64", 7, 3, 0) == REFUSED
    assert run(machine, FETCHER, "listxattr") == 0x00050000 | errno.ENOTSUP  # as where a folder knows none
    for name in ("ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "io_uring_setup", "bpf", "mount",
                 "unshare", "setns", "keyctl", "setpriority", "sched_setaffinity", "inotify_add_watch", "setxattr",
                 "chown", "fchownat"):  # fmt: skip
        if has(machine, name):
            assert run(machine, FETCHER, name) == REFUSED, name


@machines
def test_who_waits_for_another_can_signal_itself_alone(machine):
    assert run(machine, KEEPER, "kill", PID, 9) == ALLOW
    assert run(machine, KEEPER, "kill", PID + 1, 9) == REFUSED
    for name in ("read", "write", "openat", "socket", "clone", "execve"):
        assert run(machine, KEEPER, name) == REFUSED


@machines
@workers
def test_networks_processes_and_other_peoples_files_are_refused_to_every_worker(machine, given):
    for name in ("socket", "connect", "sendto", "ptrace", "execve", "fork", "kill", "io_uring_setup", "truncate",
                 "creat", "setpriority", "sched_setaffinity", "inotify_add_watch", "getxattr", "fgetxattr", "setxattr",
                 "mount", "unshare", "memfd_secret", "keyctl", "bpf"):  # fmt: skip
        if has(machine, name):
            assert run(machine, given, name) == REFUSED, name


OPEN = {"WRONLY": 0o1, "RDWR": 0o2, "CREAT": 0o100, "TRUNC": 0o1000, "APPEND": 0o2000, "TMPFILE": 0o20200000}


@machines
@workers
@pytest.mark.parametrize("flag", ["WRONLY", "CREAT", "TRUNC", "APPEND", "TMPFILE"])
def test_nothing_is_opened_to_change_it(machine, given, flag):
    for flags in (OPEN[flag], OPEN[flag] | OPEN["WRONLY"], OPEN[flag] | OPEN["RDWR"], OPEN[flag] | 0o2000000):
        assert run(machine, given, "openat", 0xFFFFFF9C, 0x1000, flags, 0o600) == REFUSED
        if has(machine, "open"):
            assert run(machine, given, "open", 0x1000, flags, 0o600) == REFUSED
    assert run(machine, given, "openat2", 0xFFFFFF9C) == ABSENT


@machines
def test_all_read_and_only_a_card_is_read_and_written(machine):
    for given in (WORKER, CARD):
        assert run(machine, given, "openat", 0xFFFFFF9C, 0x1000, 0o2200000) == ALLOW
    assert run(machine, WORKER, "openat", 0xFFFFFF9C, 0x1000, OPEN["RDWR"]) == REFUSED
    assert run(machine, CARD, "openat", 0xFFFFFF9C, 0x1000, OPEN["RDWR"] | 0o2000000) == ALLOW


@machines
@workers
def test_threads_start_and_processes_do_not(machine, given):
    assert run(machine, given, "clone", 0x3D0F00) == ALLOW  # what pthread_create asks for
    assert run(machine, given, "clone", 17) == REFUSED  # what fork() asks for
    assert run(machine, given, "clone", 0x3D0F00 | 0x10000000) == REFUSED  # a thread in a namespace of its own
    assert run(machine, given, "clone3") == ABSENT


@machines
@workers
def test_only_own_threads_are_signalled_and_no_limit_is_changed(machine, given):
    assert run(machine, given, "tgkill", PID) == ALLOW
    assert run(machine, given, "tgkill", PID + 1) == REFUSED
    assert run(machine, given, "prlimit64", 0, 3, 0) == ALLOW
    assert run(machine, given, "prlimit64", PID, 3, 0) == ALLOW
    assert run(machine, given, "prlimit64", PID + 1, 3, 0) == REFUSED
    assert run(machine, given, "prlimit64", 0, 3, 0x7000) == REFUSED
    assert run(machine, given, "prlimit64", 0, 3, 1 << 40) == REFUSED


@machines
@workers
def test_no_file_sends_signals_and_no_device_or_file_is_told_otherwise(machine, given):
    for command in (8, 10, 15):  # F_SETOWN, F_SETSIG, F_SETOWN_EX
        assert run(machine, given, "fcntl", 3, command, 1) == REFUSED
    assert run(machine, given, "fcntl", 3, 1030, 0) == ALLOW
    for command in (0x5412, 0x541C, 0x40086602, 0x401C5820):  # TIOCSTI, TIOCLINUX, FS_IOC_SETFLAGS, FS_IOC_FSSETXATTR
        assert run(machine, given, "ioctl", 3, command) == REFUSED
    assert run(machine, given, "ioctl", 3, 0x5401) == ALLOW  # isatty()


@machines
def test_memory_that_is_shared_is_a_mapped_file_that_is_read(machine):
    assert run(machine, WORKER, "mmap", 0, 4096, 3, 0x22) == ALLOW
    assert run(machine, WORKER, "mmap", 0, 4096, 1, 0x8001, 5) == ALLOW
    for flags in (0x21, 0x23):  # MAP_SHARED, MAP_SHARED_VALIDATE
        assert run(machine, WORKER, "mmap", 0, 4096, 3, flags) == REFUSED
    assert run(machine, WORKER, "prctl", 15) == ALLOW  # a thread's name
    for option in (4, 22, 0x59616D61):  # PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_PTRACER
        assert run(machine, WORKER, "prctl", option, 1) == REFUSED


@machines
def test_the_app_has_local_sockets_alone_and_no_look_into_others(machine):
    for name in ("socket", "socketpair"):
        assert run(machine, APP, name, 1, 1) == ALLOW  # AF_UNIX
        for family in (2, 10, 16, 17, 40):  # IPv4, IPv6, netlink, packets, virtual machines
            assert run(machine, APP, name, family, 1) == REFUSED
    for name in ("ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "io_uring_setup"):
        assert run(machine, APP, name) == REFUSED
    for name in ("execve", "clone", "clone3", "kill", "connect", "openat"):
        assert run(machine, APP, name, 0, 0, 0o1102) == ALLOW


@machines
@pytest.mark.parametrize(
    "given", [WORKER, CARD, APP, KEYRING, FETCHER], ids=["worker", "with a card", "app", "keyring", "fetcher"]
)
def test_calls_of_another_architecture_are_refused(machine, given):
    assert run(machine, given, "read", arch=0x40000003) == REFUSED
    if machine == "x86_64":
        assert run(machine, given, 0x40000000 | 41) == REFUSED


@machines
def test_numbers_are_the_kernels(machine):
    header = next((p for p in map(Path, HEADERS[machine]) if p.exists()), None)
    if header is None:
        pytest.skip("the kernel's headers are not installed")
    found = {
        name: number
        for name, _, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(__NR3264_)?(\d+)", header.read_text())
    }
    for name, number in NUMBERS[machine].items():
        assert int(found.get(name, number)) == number, name
    assert len(NUMBERS[machine].keys() & found.keys()) > 150
