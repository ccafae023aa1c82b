"""Pieces of a unigram vocabulary, each with its place in the text: for the encoder of several languages.

Each word is cut into the pieces that are likeliest together (Kudo, arXiv 1804.10959), found by Viterbi's algorithm.
Letters stay as they are written, but for their compatible forms (NFKC): ½ is 1⁄2, and ﬁ is fi.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence

from redraft.encoder.wordpiece import Piece

BEGIN, END, UNKNOWN = "<s>", "</s>", "<unk>"
WORD = "\u2581"
"""What a word begins with."""
PENALTY = 10.0
"""Nats by which a letter without a piece is less likely than the rarest piece."""


class Unigram:
    """A tokenizer for one vocabulary. ``vocabulary``: pieces and their log-probabilities, in nats, by number."""

    def __init__(self, vocabulary: Sequence[tuple[str, float]]) -> None:
        numbers = {piece: i for i, (piece, _) in enumerate(vocabulary)}
        self.begin, self.end, self._unknown = numbers[BEGIN], numbers[END], numbers[UNKNOWN]
        marks = {piece for piece in numbers if piece.startswith("<") and piece.endswith(">")}
        self._known = {piece: (i, vocabulary[i][1]) for piece, i in numbers.items() if piece not in marks}
        self._longest = max(map(len, self._known))
        self._least = min(score for _, score in self._known.values()) - PENALTY

    @classmethod
    def of(cls, table: str) -> Unigram:
        """From lines of a piece, a tab and its log-probability; raises ValueError."""
        rows = (line.split("\t") for line in table.split("\n") if line)
        return cls([(piece, float(score)) for piece, score in rows])

    def pieces(self, text: str) -> list[Piece]:
        """All pieces of a text, without the marks of its beginning and end."""
        return [piece for word in _words(text) for piece in self._cut(word)]

    def _cut(self, word: list[tuple[str, int, int]]) -> Iterator[Piece]:
        """The likeliest pieces of one word; letters without a piece that stand together are one."""
        letters = WORD + "".join(letter for letter, _, _ in word)
        at = 0
        for number, length in self._best(letters):
            # The sign of a word's beginning stands nowhere in the text.
            first, last = max(at - 1, 0), max(at + length - 2, 0)
            yield Piece(number, word[first][1], word[first][1] if at + length == 1 else word[last][2])
            at += length

    def _best(self, letters: str) -> list[tuple[int, int]]:
        """Numbers of the pieces and how many letters each has."""
        scores = [0.0, *[-math.inf] * len(letters)]
        steps = [(0, 0)] * (len(letters) + 1)
        for start in range(len(letters)):
            so_far = scores[start]
            for end in range(start + 1, min(len(letters), start + self._longest) + 1):
                known = self._known.get(letters[start:end])
                if known is not None and so_far + known[1] > scores[end]:
                    scores[end], steps[end] = so_far + known[1], (known[0], end - start)
            if letters[start] not in self._known and so_far + self._least > scores[start + 1]:
                scores[start + 1], steps[start + 1] = so_far + self._least, (self._unknown, 1)
        found: list[tuple[int, int]] = []
        at = len(letters)
        while at:
            number, length = steps[at]
            at -= length
            if found and number == found[-1][0] == self._unknown:
                length += found.pop()[1]
            found.append((number, length))
        return found[::-1]


def _words(text: str) -> Iterator[list[tuple[str, int, int]]]:
    """Words as letters in their compatible form, each with the place of what it was made from."""
    word: list[tuple[str, int, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and text[end] > "\u02ff" and unicodedata.combining(text[end]):
            end += 1
        cluster = text[start:end]
        for letter in cluster if cluster.isascii() else unicodedata.normalize("NFKC", cluster):
            if letter.isspace():
                if word:
                    yield word
                word = []
            else:
                word.append((letter, start, end))
        start = end
    if word:
        yield word
