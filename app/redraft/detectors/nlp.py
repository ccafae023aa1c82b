"""spaCy's small model of a language, loaded once and run in parts: most texts need only some of it, many none."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from redraft.languages import Language

_SYNTAX = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
_lock = threading.Lock()


@cache
def _pipeline(language: Language) -> Any:
    if language.pipeline:
        return importlib.import_module(language.pipeline).load(exclude=["senter"])
    import spacy

    return spacy.blank("xx")


def lemmas(language: Language) -> Mapping[str, Iterable[str]]:
    """The words, in lower case, that the model's lemmatiser knows, by kind ("verb"); empty where it has no list."""
    pipeline = _pipeline(language)
    return (
        pipeline.get_pipe("lemmatizer").lookups.get_table("lemma_index") if "lemmatizer" in pipeline.pipe_names else {}
    )


def warm(language: Language) -> None:
    """Load the model and run it once, so that the first text does not pay for it."""
    doc = tokenise("Anna moved to Leeds.", language)
    recognise([doc], language)
    parse([doc], language)


def tokenise(text: str, language: Language) -> Any:
    """A ``spacy.tokens.Doc``. Lone surrogates, which cannot be encoded, are seen as one replacement character each, so
    offsets stay those of ``text``.
    """
    with _lock:
        return _pipeline(language).make_doc(encodable(text))


def encodable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: the same length, and UTF-8 can hold it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def recognise(docs: Sequence[Any], language: Language) -> None:
    """Run the named-entity recogniser on those documents that did not have it yet, in one batch, in place."""
    _run(docs, ("ner",), "recognised", language)


def parse(docs: Sequence[Any], language: Language) -> None:
    """Run tagger, parser and lemmatiser on those documents that did not have them yet, in one batch, in place."""
    _run(docs, _SYNTAX, "parsed", language)


def _run(docs: Sequence[Any], parts: Sequence[str], mark: str, language: Language) -> None:
    fresh = [doc for doc in docs if not doc.user_data.get(mark)]
    if not fresh:
        return
    with _lock:
        components = dict(_pipeline(language).components)
        for part in (components[name] for name in parts if name in components):
            for _ in part.pipe(iter(fresh), batch_size=256):
                pass
    for doc in fresh:
        doc.user_data[mark] = True
