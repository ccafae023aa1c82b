"""A mail message as far as its words need it: headers, and the first body that can be read.

Every step looks at a byte a fixed number of times. The standard library's own parser of addresses and parameters does
not: a header of 100 KB keeps it busy for a minute, or takes all memory.
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator, Mapping
from email.utils import parseaddr
from itertools import islice
from urllib.parse import unquote_to_bytes

HEADERS = 256 << 10
"""Bytes of headers that are looked at; what stands behind them is body all the same."""
HEADER = 8 << 10
"""Bytes of one header. A line has 998 at most, an address a third of that."""
ADDRESS = 1_000
"""Characters in which an address is looked for."""
DEPTH = 10
"""Parts inside parts; people's mail nests four deep."""
PARTS = 1_000
"""Parts of one part."""

Headers = Mapping[str, bytes]

_BLANK_LINE = re.compile(rb"^\n|\n\n")
_PARAMETER = re.compile(rb';\s*([\w*-]{1,64})\s*=\s*(?:"([^"]{0,1000})"|([^\s;"]{0,1000}))')
_ENCODED = re.compile(r"=\?([\w.:*-]{1,60})\?([bBqQ])\?([^?]{0,1000})\?=")
_BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?)")
_COSTLY = frozenset({"idna", "punycode", "undefined"})
"""Codecs of Python that no mail is written in, and whose work grows with the square of the text."""


def decoded(data: bytes, charset: str) -> str:
    """Bytes as text in a character set that somebody else named; UTF-8 when it is none that texts are in."""
    try:
        name = codecs.lookup(charset or "utf-8").name
        return data.decode("utf-8" if name in _COSTLY else name, "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def split(message: bytes) -> tuple[Headers, bytes]:
    """Headers by lower-case name, the first of each, unfolded; and the body. Lines end in line feeds alone."""
    end = _BLANK_LINE.search(message)
    block, body = (message[: end.start()], message[end.end() :]) if end else (message, b"")
    found: dict[str, bytearray] = {}
    current = bytearray()
    for line in block[:HEADERS].split(b"\n"):
        if line[:1] in {b" ", b"\t"}:
            if len(current) < HEADER:
                current += line[:HEADER]
            continue
        name, colon, value = line.partition(b":")
        current = bytearray(value[:HEADER].strip())
        if colon and name:
            found.setdefault(name.decode("ascii", "replace").strip().lower(), current)
    return {name: bytes(value[:HEADER]) for name, value in found.items()}, body


def words(header: bytes) -> str:
    """A header's text, its encoded words (RFC 2047) decoded."""
    return _words(header.decode("utf-8", "replace"))


def mailbox(header: bytes) -> tuple[str, str]:
    """(name, address) of the first mailbox that a header names; both empty when it names none."""
    try:
        name, address = parseaddr(header[:ADDRESS].decode("utf-8", "replace"))
    except (RecursionError, ValueError, IndexError):
        return "", ""
    return _words(name), address


def body(headers: Headers, content: bytes) -> tuple[str, bool]:
    """The message's own words, and whether they are HTML: plain text before HTML, never an attachment."""
    html: str | None = None
    for kind, text in _texts(headers, content, DEPTH):
        if kind == "plain":
            return text, False
        html = text if html is None else html
    return html or "", True


def _texts(headers: Headers, content: bytes, depth: int) -> Iterator[tuple[str, str]]:
    if headers.get("content-disposition", b"")[:10].lower() == b"attachment":
        return
    kind, parameters = _content_type(headers.get("content-type", b"text/plain"))
    if kind in {"text/plain", "text/html"}:
        yield kind[5:], decoded(_transferred(headers, content), parameters.get("charset", ""))
    elif kind.startswith("multipart/") and parameters.get("boundary") and depth:
        parts = islice(_parts(content, parameters["boundary"].encode("utf-8", "replace")), PARTS)
        for part in islice(parts, 1) if kind == "multipart/related" else parts:
            yield from _texts(*split(part), depth - 1)


def _content_type(header: bytes) -> tuple[str, dict[str, str]]:
    kind = header.partition(b";")[0].strip().lower().decode("ascii", "replace")
    parameters: dict[str, str] = {}
    for raw_name, quoted, bare in _PARAMETER.findall(header):
        name, continued, rest = raw_name.decode("ascii", "replace").lower().partition("*")
        value = quoted or bare
        if continued:  # RFC 2231: in numbered pieces, some of them in percent signs after a character set
            value = unquote_to_bytes(value.rpartition(b"'")[2]) if rest.endswith("*") or not rest else value
            parameters[name] = parameters.get(name, "") + value.decode("utf-8", "replace")
        else:
            parameters.setdefault(name, value.decode("utf-8", "replace"))
    return kind if "/" in kind else "text/plain", parameters


def _parts(content: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between the lines of the boundary; the last part may lack its end."""
    lines = re.compile(rb"(?:^|\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\n|$)")
    start = -1
    for line in lines.finditer(content):
        if start >= 0:
            yield content[start : line.start()]
        if line[1]:
            return
        start = line.end()
    if start >= 0:
        yield content[start:]


def _transferred(headers: Headers, content: bytes) -> bytes:
    way = headers.get("content-transfer-encoding", b"").strip().lower()
    if way == b"base64":
        return _base64(content)
    return binascii.a2b_qp(content) if way == b"quoted-printable" else content


def _base64(data: bytes) -> bytes:
    try:
        return binascii.a2b_base64(data + b"==")
    except binascii.Error:
        return data


def _words(text: str) -> str:
    return _ENCODED.sub(_word, _BETWEEN.sub("", text)).replace("\n", " ")


def _word(found: re.Match[str]) -> str:
    charset, way, text = found[1].partition("*")[0], found[2].lower(), found[3].encode("utf-8", "replace")
    return decoded(_base64(text) if way == "b" else binascii.a2b_qp(text, header=True), charset)
