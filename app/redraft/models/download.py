"""Downloads a model from its publisher, resuming where it stopped. Imported by the fetcher process alone."""

from __future__ import annotations

import http.client
import os
import re
import time
import urllib.error
import urllib.request
from typing import Any, Final

from redraft import __version__
from redraft.domain.errors import FetchError
from redraft.domain.message import Message
from redraft.models.catalogue import Download
from redraft.models.checksums import OnBytes
from redraft.models.partfile import PartFile

BASE: Final = "https://huggingface.co"
TIMEOUT: Final = 20.0
"""Seconds without a byte after which the connection counts as cut."""
RETRIES: Final = 5
"""Attempts in a row that may bring nothing before the source is given up."""
BLOCK: Final = 256 * 1024

_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to https, and from a mirror over http to another; never to anything else."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        fine = ("https:",) if req.full_url.startswith("https:") else ("https:", "http:")
        if not newurl.lower().startswith(fine):
            raise FetchError(Message("fetch.unencrypted"))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def address(source: Download) -> str:
    """Where the file is; ``REDRAFT_MODEL_BASE`` names another server, such as a mirror. The hash decides either way."""
    base = os.environ.get("REDRAFT_MODEL_BASE", BASE).rstrip("/")
    if not base.startswith(("https://", "http://")):
        raise FetchError(Message("fetch.base_no_address"), Message("do.begins_https"))
    return f"{base}/{source.repository}/resolve/{source.revision}/{source.file}"


def download(source: Download, part: PartFile, on_bytes: OnBytes, *, pause: float = 1.0) -> None:
    """Bring the part file to its full size; raises FetchError. ``pause`` is the seconds before the first retry."""
    part.require_room()
    url = address(source)
    begun = part.size
    idle = 0
    while part.size < part.entry.size:
        before = part.size
        try:
            _continue(url, part, on_bytes)
        except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
            idle = 0 if part.size > before else idle + 1
            if part.size == begun and isinstance(error, urllib.error.URLError):
                raise FetchError(Message("fetch.unreachable", {"why": _reason(error)})) from None
            if idle >= RETRIES:
                raise FetchError(Message("fetch.connection_broke", {"why": _reason(error)})) from None
            time.sleep(pause * min(2**idle, 16))
        else:
            idle = 0 if part.size > before else idle + 1
            if idle >= RETRIES:
                raise FetchError(Message("fetch.silent"))


def _continue(url: str, part: PartFile, on_bytes: OnBytes) -> None:
    """One request: from the first missing byte to the end, or until the connection breaks."""
    start = part.size
    request = urllib.request.Request(url, headers={"User-Agent": f"redraft/{__version__}"})  # noqa: S310
    if start:
        request.add_header("Range", f"bytes={start}-")
    opener = urllib.request.build_opener(_Redirects)
    try:
        response = opener.open(request, timeout=TIMEOUT)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 416 and start:
                part.cut(0)
                return
            raise FetchError(Message("fetch.answered", {"code": error.code, "why": _meaning(error.code)})) from None
    with response:
        _check_length(response, start, part)
        left = part.entry.size - part.size
        with part.append() as file:
            while left > 0 and (block := response.read(min(BLOCK, left))):
                file.write(block)
                left -= len(block)
                on_bytes(part.entry.size - left)


def _check_length(response: Any, start: int, part: PartFile) -> None:
    """See that the answer is a piece of a file of the right size, and that the part file ends where it begins."""
    if response.status == 206:
        match = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if match is None or int(match[1]) != start:
            part.cut(0)
            raise http.client.HTTPException("the server sent another piece than asked for")
        total = int(match[2])
    else:
        # A server that ignores the range sends the file from its beginning.
        part.cut(0)
        stated = response.headers.get("Content-Length")
        total = int(stated) if stated and stated.isdigit() else part.entry.size
    if total != part.entry.size:
        raise FetchError(Message("fetch.other_file", {"here": total, "expected": part.entry.size}))


def _meaning(code: int) -> str:
    """What a status means by the standard: the server's own words are shown to nobody."""
    return http.client.responses.get(code, "")


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    return getattr(reason, "strerror", None) or type(reason).__name__
