from __future__ import annotations

import io
import os
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.refusals import refused
from redraft.domain import errors
from redraft.domain.message import verbatim
from redraft.workers import protocol
from redraft.workers.protocol import Cancel, ProtocolError, Reply, Request

TEXTS = st.text(st.characters(exclude_categories=()))  # every code point, lone surrogates and NUL included
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=5)
IDS = st.integers(1, 2**53 - 1)


@given(OBJECTS)
def test_any_object_survives(data):
    assert protocol.read_message(io.BytesIO(protocol.encode(data)).read) == data


@given(st.lists(st.sampled_from(["\ud83d", "\ude00", "a", "😀"]), max_size=6).map("".join))
def test_halves_of_an_emoji_are_not_joined(text):
    assert protocol.decode(protocol.encode({"t": text})[4:])["t"] == text


@given(IDS, TEXTS, OBJECTS)
def test_requests_and_cancels_survive(number, method, params):
    for message in (Request(number, method, params), Cancel(number)):
        assert protocol.request_from_json(protocol.request_to_json(message)) == message


@given(IDS, st.sampled_from(["progress", "result", "error"]), OBJECTS)
def test_replies_survive(number, event, body):
    assert protocol.reply_from_json(protocol.reply_to_json(Reply(number, event, body))) == Reply(number, event, body)


@given(st.binary(max_size=200))
def test_garbage_is_a_protocol_error_and_nothing_else(garbage):
    stream = io.BytesIO(garbage)
    try:
        while (data := protocol.read_message(stream.read)) is not None:
            protocol.request_from_json(data)
    except ProtocolError:
        return
    assert not garbage


@given(st.binary(max_size=60), st.booleans())
def test_a_garbled_payload_is_a_protocol_error(payload, as_reply):
    framed = io.BytesIO(struct.pack(">I", len(payload)) + payload)
    try:
        data = protocol.read_message(framed.read)
        assert data is not None
        (protocol.reply_from_json if as_reply else protocol.request_from_json)(data)
    except ProtocolError:
        return


@given(OBJECTS)
def test_objects_of_another_form_are_protocol_errors(data):
    for parse in (protocol.request_from_json, protocol.reply_from_json, protocol.error_from_json):
        with pytest.raises(ProtocolError):
            parse(data)


@pytest.mark.parametrize(
    "payload",
    [b"", b"[]", b"1", b"nul", b'{"a":NaN}', b'{"a":1e999999}x', b"\xff", b"[" * 200_000, b'{"a":' * 100_000]  # noqa: RUF005
    + [b'{"n":' + b"9" * 5000 + b"}"],
)
def test_what_is_not_an_object_is_refused(payload):
    with pytest.raises(ProtocolError):
        protocol.decode(payload)


def test_a_long_message_is_refused_before_its_bytes_are_read():
    asked = []

    def read(count):
        asked.append(count)
        return struct.pack(">I", protocol.MAX_BYTES + 1)[:count]

    with refused(ProtocolError, "too long"):
        protocol.read_message(read)
    assert asked == [4]


def test_a_promised_length_alone_takes_no_memory():
    stream = io.BytesIO(struct.pack(">I", protocol.MAX_BYTES) + b"{}")
    sizes = []

    def read(count):
        sizes.append(count)
        return stream.read(count)

    with refused(ProtocolError, "too early"):
        protocol.read_message(read)
    assert max(sizes) <= 1 << 20


@pytest.mark.parametrize("cut", [1, 3, 4, 5, 8])
def test_a_cut_message_is_refused(cut):
    with refused(ProtocolError, "too early"):
        protocol.read_message(io.BytesIO(protocol.encode({"a": "b"})[:cut]).read)


def test_what_is_not_json_is_not_sent():
    nested: dict = {}
    nested["itself"] = nested
    for data in ({"a": float("nan")}, {"a": b"x"}, nested):
        with pytest.raises(ProtocolError):
            protocol.encode(data)


@pytest.mark.parametrize(
    "kind",
    [
        errors.InputError,
        errors.ModelError,
        errors.FetchError,
        errors.WorkerError,
        errors.SandboxError,
        errors.StoreError,
    ],
)
def test_errors_come_back_as_what_they_were(kind):
    back = protocol.error_from_json(protocol.error_to_json(kind(verbatim("Nothing there."), verbatim("Look again."))))
    assert type(back) is kind
    assert (back.problem, back.remedy) == (verbatim("Nothing there."), verbatim("Look again."))


def test_cancelled_comes_back_and_a_subclass_becomes_its_ancestor():
    assert isinstance(protocol.error_from_json(protocol.error_to_json(errors.Cancelled())), errors.Cancelled)
    assert type(protocol.error_from_json(protocol.error_to_json(ProtocolError(verbatim("x"))))) is errors.WorkerError


def test_writing_needs_no_luck():
    read_end, write_end = os.pipe()
    os.set_blocking(write_end, True)
    data = protocol.encode({"a": "x" * 1000})
    protocol.write_all(write_end, data)
    os.close(write_end)
    assert os.read(read_end, 4096) == data
    os.close(read_end)
