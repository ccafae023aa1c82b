"""The frame of a report as one self-contained HTML page: nothing is loaded, run or followed from it."""

from __future__ import annotations

import base64
import hashlib
import html
import json

from redraft.assets import resource
from redraft.reports.terminal import printable
from redraft.speech.now import language

_THEMES = ("light", "dark")


def text(value: object) -> str:
    """Somebody's words, escaped, kept from steering the page, and with a direction of their own."""
    return f"<bdi>{html.escape(printable(str(value)))}</bdi>"


def plain(value: object) -> str:
    """Our own words, escaped; also for attributes in quotes."""
    return html.escape(printable(str(value)))


def document(title: str, body: str) -> str:
    """The whole page. Its policy allows its own style sheet, by hash, and nothing else at all."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{plain(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _style() -> str:
    """The style sheet, with the colours of the window."""
    tokens = json.loads(resource("styles", "tokens.json").read_text(encoding="utf-8"))
    light, dark = (
        "".join(f"--{name.replace('_', '-')}:{value};" for name, value in tokens[theme].items()) for theme in _THEMES
    )
    sheet = resource("styles", "report.css").read_text(encoding="utf-8")
    schemes = f":root{{{light}}}\n@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"
    return schemes + sheet
