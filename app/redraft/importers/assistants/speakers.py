"""How tools name the two sides of a talk with an assistant, in files of any kind.

Question and answer are no names here: notes and cards for learning have them too.
"""

from __future__ import annotations

import re

from redraft.importers.assistants.turns import Who

USERS = frozenset({
    "user", "human", "you", "me", "prompt", "prompter", "request", "you said", "user said", "nutzer", "nutzerin",
    "benutzer", "benutzerin", "du", "ich", "utilisateur", "vous", "moi", "usuario", "tú", "yo", "usuário", "você",
    "utente", "gebruiker", "jij", "ik",
})  # fmt: skip
ASSISTANTS = frozenset({
    "assistant", "ai", "bot", "model", "llm", "gpt", "chatgpt", "claude", "gemini", "bard", "copilot", "mistral",
    "le chat", "grok", "deepseek", "perplexity", "llama", "qwen", "chatbot", "response", "chatgpt said",
    "assistant said", "claude said", "assistent", "assistentin", "ki", "ia", "asistente", "assistente",
})  # fmt: skip
_ASSISTANT_FIRST = re.compile(r"(chatgpt|gpt|claude|gemini|copilot|mistral|grok|deepseek|llama|qwen|o\d)\b[\w .:\-]*$")
_NEITHER = frozenset({
    "system", "tool", "function", "developer", "tool_result", "tool_use", "tool_call", "summary", "thinking",
    "reasoning", "info", "error", "environment", "root",
})  # fmt: skip


def who(name: str) -> Who | None:
    """Whose turn a name stands for; None for a name that is neither side's."""
    low = " ".join(name.strip().strip(":").lower().split())
    if low in USERS:
        return Who.USER
    if low in ASSISTANTS or _ASSISTANT_FIRST.match(low):
        return Who.ASSISTANT
    return Who.NEITHER if low in _NEITHER else None
