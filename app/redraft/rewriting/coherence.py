"""Whether what is left still stands when a stretch of a text goes: nothing that leans on it, no question, no half."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.rewriting import pieces
from redraft.rewriting.words import list_of

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs"})
_POINTING = frozenset({"this", "that", "these", "those"})
_DEFINITE = _POINTING | {"the"}
_CLAUSES = frozenset({"clause", "sentence"})
_WHICH = frozenset({"which", "who", "whom", "that"})
_SMILE = re.compile(r"[:;=]['’-]?[()]")
_MOSTLY = 0.6
"""Share of sentences with a subject from which one without is a fragment."""
_SHORT, _EARLY, _FRAGMENT = 3, 8, 9
"""Words of a question that the next sentence answers, before which a pronoun points back, and of a fragment."""


@dataclass(frozen=True)
class Coherence:
    """A parsed ``spacy.tokens.Doc``, asked what hangs when a stretch goes."""

    doc: Any

    @cached_property
    def _sentences(self) -> list[Span]:
        return pieces.sentences(self.doc.text)

    def hangs(self, span: Span, kind: str) -> bool:
        """True when the rest would lean on what stood at ``span``; ``kind`` as in :class:`.Change`."""
        gone = self._within(span)
        if not gone:
            return False
        if _unbalanced(self.doc.text[span.start : span.end]) or self._asks(gone, span, kind):
            return True
        if kind == "sentence":
            return self._left_alone(span, gone) or self._points_back(span, gone, kind)
        return self._begins_midway(gone, span) or self._torn(gone, span) or self._points_back(span, gone, kind)

    def fits(self, change: Change) -> bool:
        """False for nothing, or for remembered words, in the place of words that are no unit of their sentence."""
        words, end = change.words, change.span.end
        if words and self.doc.text[end - len(words) : end].casefold() == words.casefold():
            words, end = "", end - len(words)  # what follows, with a capital now
        if not any(map(str.isalnum, words)):
            span = Span(change.span.start, end)
            gone = self._within(span)
            return change.kind not in ("memory", "step") or not (gone and self._begins_midway(gone, span))
        if change.kind != "memory":
            return True
        gone = self._within(change.span)
        places = {t.i for t in gone}
        return len([t for t in gone if t.head.i not in places or t.head.i == t.i]) == 1

    def _within(self, span: Span) -> list[Any]:
        return [t for t in self.doc if span.start <= t.idx < span.end and not t.is_space]

    def _asks(self, gone: Sequence[Any], span: Span, kind: str) -> bool:
        """A question goes, or its verb does."""
        if "?" in self.doc.text[span.start : span.end]:
            return True
        around = next((s for s in self._sentences if s.start <= span.start < s.end), None)
        if kind == "sentence" or around is None or "?" not in self.doc.text[max(around.end - 3, 0) : around.end]:
            return False
        return any(t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX") for t in gone)

    def _torn(self, gone: Sequence[Any], span: Span) -> bool:
        """Words stay whose head goes, a verb loses its subject, or a colon has nothing after it."""
        places = {t.i for t in gone}
        if any(_tells_which(t, gone[0]) for t in gone) or _begins_telling(gone[0]):
            return True
        stay = [t for t in self.doc if t.i not in places and t.head.i in places and not t.is_punct and not t.is_space]
        halves = [t for t in stay if t.dep_ == "conj" and t.i > gone[-1].i]
        if any(t.dep_ != "cc" and t not in halves and not (halves and t.i < gone[0].i) for t in stay):
            return True
        for half in halves:
            subjects = [c for c in half.head.children if c.dep_ in SUBJECTS]
            own = any(c.dep_ in SUBJECTS for c in half.children)
            if half.pos_ in ("VERB", "AUX") and not own and any(c.i in places for c in subjects):
                return True
        around = next((s for s in self._sentences if s.start <= span.start < s.end), None)
        if around is None:
            return False
        rest = [t for t in self._within(around) if t.i not in places]
        lost = any(t.dep_ in SUBJECTS for t in gone) and not any(t.dep_ in SUBJECTS for t in rest)
        if lost and any(t.tag_ in FINITE for t in rest):
            return True
        text = self.doc.text
        return text[: span.start].rstrip()[-1:] == ":" and text[span.end : around.end].strip() in ("", ".", "!", "…")

    def _begins_midway(self, gone: Sequence[Any], span: Span) -> bool:
        """What is left of the sentence would begin with a word that leans on what went."""
        around = next((s for s in self._sentences if s.start <= span.start < s.end), None)
        rest = self._within(around) if around is not None else []
        words = [t for t in rest if t not in gone and not t.is_punct and not t.like_num]
        return bool(words) and words[0].i > gone[-1].i and _leans(words[0])

    def _left_alone(self, span: Span, gone: Sequence[Any]) -> bool:
        """The next sentence begins with what leans on this, or is no sentence without it; or one before leads here."""
        text = self.doc.text
        before = [s for s in self._sentences if s.end <= span.start]
        lead = text[: span.start].rstrip()
        after = next((s for s in self._sentences if s.start >= span.end), None)
        if lead.endswith(":") and not _labelled(text, after):
            return True
        asked = text[before[-1].start : before[-1].end] if before and before[-1].end + 2 > span.start else ""
        if asked.endswith("?") and len(asked.split()) <= _SHORT:
            return True
        if after is None or "\n" in text[span.end : after.start]:
            return False
        following = [t for t in self._within(after) if not t.is_punct]
        if not following:
            return False
        if _leans(following[0]):
            return True
        return (
            self._in_sentences
            and any(t.dep_ in SUBJECTS for t in gone)
            and len(following) <= _FRAGMENT
            and not text[after.start : after.end].endswith("?")
            and not any(t.dep_ in SUBJECTS or t.tag_ in {"VB", *FINITE} for t in following)
            and not any(t.lower_ in list_of("closing") for t in following)
        )

    @cached_property
    def _in_sentences(self) -> bool:
        """Whether the text speaks in whole sentences, mostly."""
        whole = [any(t.dep_ in SUBJECTS for t in self._within(s)) for s in self._sentences]
        return sum(whole) > _MOSTLY * len(whole)

    def _points_back(self, span: Span, gone: Sequence[Any], kind: str) -> bool:
        """What stays means something that was named here and nowhere before."""
        nouns = [t for t in gone if t.pos_ in ("NOUN", "PROPN")]
        kept, after = [t for t in self.doc if t.idx < span.start], [t for t in self.doc if t.idx >= span.end]
        named = {t.lemma_.casefold() for t in kept if t.pos_ in ("NOUN", "PROPN")}
        new = {t.lemma_.casefold() for t in nouns if t.pos_ == "NOUN"} - named
        if any(t.pos_ == "NOUN" and t.lemma_.casefold() in new and _definite(t) for t in after):
            return True
        if self._echoed(span, {t.lower_ for t in gone if t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "VERB")}):
            return True
        if any(map(_person, nouns)) and not any(map(_person, kept)):
            for sex in (_HE, _SHE):
                if any(t.lower_ in sex for t in after) and not any(t.lower_ in sex for t in kept):
                    return True
        if kind not in _CLAUSES:
            return False
        near = list(self._near(span))
        early = [t for t in near if not t.is_punct][:_EARLY]
        if any(map(_goes_on, early)):
            return True
        single = any(t.tag_ in ("NN", "NNP") and not _person(t) for t in nouns)
        return any(
            (t.lower_ in ("it", "its") and single and not _empty(t))
            or (t.lower_ in _THEY and bool(nouns))
            or (t.lower_ in _POINTING and t.pos_ == "PRON" and t.dep_ not in ("mark", "det"))
            or (t.lower_ == "there" and t.dep_ == "advmod")
            or (t.lower_ in ("one", "ones") and bool(nouns) and t.dep_ in (*SUBJECTS, "dobj", "pobj"))
            for t in _before_noun(early)
        )

    def _echoed(self, span: Span, words: set[str]) -> bool:
        """The next sentence is hardly more than a word of this again, as in "It ends nine years early. Nine."."""
        following = next((s for s in self._sentences if s.start >= span.end), None)
        said = [t.lower_ for t in self._within(following) if not t.is_punct] if following is not None else []
        return 0 < len(said) <= _SHORT and bool(words & set(said))

    def _near(self, span: Span) -> Iterator[Any]:
        """The rest of the sentence and, of the same paragraph, the next."""
        text = self.doc.text
        for sentence in self._sentences:
            rest = Span(max(span.end, sentence.start), max(span.end, sentence.end))
            if "\n" in text[span.end : rest.start]:
                return
            yield from self._within(rest)
            if any(map(str.isalnum, text[rest.start : rest.end])):
                return


def _tells_which(token: Any, first: Any) -> bool:
    """The verb of "which I use" in "the pair which I use", without which nobody knows what pair; ``first`` of what goes
    is where the clause begins.
    """
    head = token.head
    if (
        token.dep_ != "relcl"
        or head.i >= first.i
        or not _definite(head)
        or any(c.tag_ == "WRB" for c in token.children)
    ):
        return False
    return all(t.i >= first.i or t.i <= head.i for t in token.subtree) and not first.is_punct


def _begins_telling(token: Any) -> bool:
    """The same by the words alone, "the pair which", where the parser lost its way."""
    before = token.nbor(-1) if token.i else token
    return token.lower_ in _WHICH and before.pos_ == "NOUN" and _definite(before)


def _leans(token: Any) -> bool:
    """A word that goes on from what stands before it: "he", "so", "which", but not "this week" and not "there is"."""
    if token.lower_ not in list_of("leaning"):
        return False
    if token.dep_ == "expl" or (token.lower_ == "it" and _empty(token)):
        return False
    return not (token.dep_ == "det" and token.head.lemma_.casefold() in list_of("times"))


def _empty(it: Any) -> bool:
    """The "it" of "it rains" and "it turns out"."""
    return it.dep_ == "expl" or it.head.lemma_.casefold() in list_of("impersonal")


def _goes_on(token: Any) -> bool:
    """Words that say something is one more of what stood before: "also", "the same", "another"."""
    word = token.lower_
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if word == "too":
        return not following.isalpha()
    if word == "instead":
        return following != "of"
    if word == "same":
        return following != "as"
    if word == "both":
        return token.dep_ not in ("preconj", "predet") and following != "of"
    return word in list_of("adding")


def _before_noun(tokens: Sequence[Any]) -> Iterable[Any]:
    """The words up to the first noun that a pronoun after it could mean."""
    for token in tokens:
        yield token
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ in SUBJECTS:
            return


def _definite(noun: Any) -> bool:
    return any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in noun.children)


def _person(token: Any) -> bool:
    """A noun for somebody, as far as a list and the endings of trades tell."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.pos_ == "PROPN":
        return True
    return token.lemma_.casefold() in list_of("persons")


def _unbalanced(words: str) -> bool:
    """Half of a pair of quotes or brackets."""
    words = _SMILE.sub("", words)
    pairs = (("(", ")"), ("[", "]"), ("“", "”"))
    return words.count('"') % 2 == 1 or any(words.count(a) != words.count(b) for a, b in pairs)


def _labelled(text: str, sentence: Span | None) -> bool:
    return sentence is not None and re.match(r"\d{1,2}[/.)]|[-*•–>]", text[sentence.start : sentence.end]) is not None
