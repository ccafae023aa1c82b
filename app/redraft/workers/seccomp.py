"""Rules (:mod:`redraft.workers.rules`) as a seccomp filter, written with ctypes (Linux, 64 bit)."""

from __future__ import annotations

import ctypes
import os
import struct

from redraft.domain.errors import SandboxError
from redraft.domain.message import Message
from redraft.workers.rules import ABSENT, DENY, FULL, Check, Rule, Rules
from redraft.workers.system_calls import NUMBERS

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NUMBER_AT, _ARCH_AT, _ARGUMENTS_AT, _UPPER = 0, 4, 16, 4
_X32_BIT = 0x40000000
_UNKNOWN = 470
"""From here on calls are newer than this file."""

_SET_MODE_FILTER, _FLAG_TSYNC = 1, 1


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _instruction(code: int, value: int, *, when_true: int = 0, when_false: int = 0) -> bytes:
    """One ``struct sock_filter``; the two jumps count instructions to skip."""
    return struct.pack("=HBBI", code, when_true, when_false, value)


def _answer(error: int) -> bytes:
    return _instruction(_RETURN, _ERRNO | error)


def _checked(check: Check) -> list[bytes]:
    """Go on behind the last instruction when the check holds, return EPERM otherwise."""
    found = [_instruction(_LOAD, _ARGUMENTS_AT + 8 * check.argument + (_UPPER if check.upper else 0))]
    if check.mask != FULL:
        found.append(_instruction(_AND, check.mask))
    assert isinstance(DENY, int)
    if check.unless:
        for value in check.values:
            found += [_instruction(_EQUAL, value, when_false=1), _answer(DENY)]
        return found
    for left in range(len(check.values), 0, -1):
        found.append(_instruction(_EQUAL, check.values[-left], when_true=left))
    return [*found, _answer(DENY)]


def _decided(rule: Rule) -> list[bytes]:
    """What to do with a call that has this rule; always returns."""
    if isinstance(rule, int):
        return [_answer(rule)]
    return [*(part for check in rule for part in _checked(check)), _instruction(_RETURN, _ALLOW)]


def program(machine: str, rules: Rules) -> bytes:
    """The filter for ``machine`` (a key of :data:`AUDIT_ARCH`), in the kernel's form.

    Calls of another architecture are refused, and so is x32. Where what is not named is denied, calls that are newer
    than this file are absent, as the C library may rely on it.
    """
    assert isinstance(DENY, int)
    parts = [
        _instruction(_LOAD, _ARCH_AT),
        _instruction(_EQUAL, AUDIT_ARCH[machine], when_true=1),
        _answer(DENY),
        _instruction(_LOAD, _NUMBER_AT),
    ]
    if machine == "x86_64":
        parts += [_instruction(_AT_LEAST, _X32_BIT, when_false=1), _answer(DENY)]
    for name, rule in rules.calls.items():
        if (number := NUMBERS[machine].get(name)) is not None:
            block = _decided(rule)
            parts += [_instruction(_EQUAL, number, when_false=len(block)), *block]
    if rules.otherwise == DENY:
        assert isinstance(ABSENT, int)
        parts += [_instruction(_AT_LEAST, _UNKNOWN, when_false=1), _answer(ABSENT)]
    return b"".join([*parts, *_decided(rules.otherwise)])


def install(rules: Rules) -> None:
    """Put every thread of this process under the filter for good; needs no_new_privs.

    Raises OSError with the kernel's reason, SandboxError on a machine without a table or with a thread that stayed out.
    """
    machine = os.uname().machine
    if machine not in AUDIT_ARCH or struct.calcsize("P") != 8:
        raise SandboxError(Message("cage.unknown_machine"))
    code = program(machine, rules)
    buffer = ctypes.create_string_buffer(code, len(code))
    described = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    answer = libc.syscall(
        ctypes.c_long(NUMBERS[machine]["seccomp"]),
        ctypes.c_long(_SET_MODE_FILTER),
        ctypes.c_long(_FLAG_TSYNC),
        ctypes.byref(described),
    )
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    if answer > 0:
        raise SandboxError(Message("cage.thread_left"))
