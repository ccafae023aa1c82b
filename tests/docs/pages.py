"""The commands that the documentation tells people to type."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "resources" / "docs").glob("*.md"))]

_FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"\s+# .*$")
_INLINE = re.compile(r"`((?:redraft|make) [^`]+)`")

ELSEWHERE = {
    "make demo": "takes minutes in a fresh clone; its parts are the next lines of this table and tests/model",
    "make test": "is what runs this",
    "make lint": "what .ci/run begins with",
    "make app": "stays open; tests/gui and the self-test open the window",
    "make package": "compiles llama.cpp for every processor; tests/frozen tries what it made",
    "make package-offline": "the same with the model inside",
    "make bench": "takes hours",
    "redraft archive my-export.zip": "the model may look for ten minutes; the practice archive is run with less",
    "redraft archive chatgpt.zip": "tests/unit/cli/test_archive.py reads talks with an assistant",
    "redraft archive reddit.zip mastodon.zip": "tests/unit/importers/test_together.py",
    "xclip -o -selection clipboard | redraft chat -": "needs a clipboard; tests/unit/cli/test_chat.py",
    "redraft rewrite draft.txt > out.txt": "prints nothing; tests/unit/cli/test_piped.py",
    "redraft unmask answer.txt --map m": "needs what an assistant answered; tests/unit/cli/test_mask.py",
    "redraft check draft.txt --watch": "goes on until Ctrl+C; tests/unit/cli/test_several.py",
    "make audit": "asks a database over the network",
    "redraft": "stays open; tests/gui and the self-test open the window",
    "redraft models remove qwen2.5-coder-1.5b": "would remove the model that other tests use; tests/unit/models",
    "pip install .": "packaging/check_wheel.py builds the wheel and looks inside",
    "pipx install .": "the same in an environment of its own",
}
"""Commands that the tests beside this file do not run, and where they are tried instead."""

OTHER_HARDWARE = re.compile(r"-DGGML_(CUDA|VULKAN|METAL)=ON")
AS_ROOT = re.compile(r"^sudo ")


def typed() -> list[str]:
    """Every line of a block marked ``sh``, without its remark, each once."""
    blocks = (block for page in PAGES for block in _FENCE.findall(page.read_text(encoding="utf-8")))
    lines = (_COMMENT.sub("", line).strip() for block in blocks for line in block.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def mentioned() -> list[str]:
    """Commands of Redraft and targets of make within sentences."""
    found = (c for page in PAGES for c in _INLINE.findall(page.read_text(encoding="utf-8")))
    return list(dict.fromkeys(found))


def runnable() -> list[str]:
    """What is typed and can be run here."""
    return [c for c in typed() if c not in ELSEWHERE and not OTHER_HARDWARE.search(c) and not AS_ROOT.search(c)]
