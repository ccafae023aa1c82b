"""Word pieces of a lower-cased BERT vocabulary, each with its place in the text.

The encoder was trained on pieces as Devlin et al. describe them (arXiv 1810.04805): text is lower-cased, accents are
dropped, punctuation stands alone, and each word is cut into the longest pieces that the vocabulary has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from redraft.domain.text import Span

UNKNOWN = "[UNK]"
ENDS = (("<s>", "</s>"), ("[CLS]", "[SEP]"))
"""What begins and ends a text, as MPNet and BERT call it."""
LONGEST_WORD = 100
"""Code points; a longer word is unknown as a whole, so that no input costs more than its length."""

_CJK = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its number in the vocabulary and the code points it stands for, ``text[start:end]``."""

    id: int
    start: int
    end: int

    def overlaps(self, span: Span) -> bool:
        """True when the two share at least one code point."""
        return self.start < span.end and span.start < self.end


class WordPieces:
    """A tokenizer for one vocabulary, a line a piece."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids: Mapping[str, int] = {piece: i for i, piece in enumerate(vocabulary)}
        self.begin, self.end = next((self._ids[a], self._ids[b]) for a, b in ENDS if a in self._ids)
        self._unknown = self._ids[UNKNOWN]

    def pieces(self, text: str) -> list[Piece]:
        """All pieces of a text, without the marks of its beginning and end."""
        return [piece for word in _words(text) for piece in self._cut(word)]

    def _cut(self, word: list[tuple[str, int]]) -> list[Piece]:
        """The longest pieces of one word, greedily from its beginning. ``word``: letters and where each is from."""
        letters = "".join(letter for letter, _ in word)
        whole = [Piece(self._unknown, word[0][1], word[-1][1] + 1)]
        if len(word) > LONGEST_WORD:
            return whole
        found: list[Piece] = []
        at = 0
        while at < len(letters):
            for to in range(len(letters), at, -1):
                number = self._ids.get(letters[at:to] if at == 0 else f"##{letters[at:to]}")
                if number is not None:
                    found.append(Piece(number, word[at][1], word[to - 1][1] + 1))
                    at = to
                    break
            else:
                return whole
        return found


def _words(text: str) -> Iterator[list[tuple[str, int]]]:
    """Words and single marks, lower-cased and without accents, letter by letter with the place of each."""
    word: list[tuple[str, int]] = []
    for place, original in enumerate(text):
        if original.isspace():
            if word:
                yield word
            word = []
            continue
        for letter in unicodedata.normalize("NFD", original.lower()):
            category = unicodedata.category(letter)
            if category == "Mn" or category.startswith("C") or letter == "\ufffd":
                continue
            if _alone(letter, category):
                if word:
                    yield word
                yield [(letter, place)]
                word = []
            else:
                word.append((letter, place))
    if word:
        yield word


def _alone(letter: str, category: str) -> bool:
    code = ord(letter)
    marks = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return marks or category.startswith("P") or any(low <= code <= high for low, high in _CJK)
