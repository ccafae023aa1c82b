"""Talks with assistants in every form that vendors and tools write, made up for these tests."""

# ruff: noqa: E501  # a record of an export stands on one line, as it does in the export

from __future__ import annotations

import json
from typing import Any

from contracts.importers.case import Case

WHEN = 1_700_000_000.5


# ChatGPT


def said(name: str, role: str, text: str, **more: Any) -> dict[str, Any]:
    """A message as the tree has it."""
    content = more.pop("content", {"content_type": "text", "parts": [text]})
    return {
        "id": name, "author": {"role": role, "name": more.pop("by", None), "metadata": {}}, "create_time": WHEN,
        "update_time": None, "content": content, "status": "finished_successfully", "end_turn": None, "weight": 1.0,
        "metadata": more.pop("metadata", {}), "recipient": more.pop("recipient", "all"), "channel": None,
    }  # fmt: skip


def tree(title: str, *nodes: tuple[str, str, dict[str, Any] | None]) -> dict[str, Any]:
    """A talk of (id, parent, message); a root comes before all."""
    mapping: dict[str, Any] = {"root": {"id": "root", "message": None, "parent": None, "children": []}}
    for name, parent, message in nodes:
        mapping[name] = {"id": name, "message": message, "parent": parent, "children": []}
        mapping[parent]["children"].append(name)
    return {
        "title": title, "create_time": WHEN, "update_time": WHEN + 9, "mapping": mapping, "moderation_results": [],
        "current_node": nodes[-1][0], "plugin_ids": None, "conversation_id": f"c-{title}", "is_archived": False,
        "default_model_slug": "gpt-4o", "id": f"c-{title}",
    }  # fmt: skip


PROFILE = {
    "content_type": "user_editable_context",
    "user_profile": "The user provided the following information about themselves.\nUser profile:\n```I am a nurse.```",
    "user_instructions": "The user provided the additional info about how they would like you to respond:\n```Be brief```",
}
HIDDEN = {"is_visually_hidden_from_conversation": True}
SPOKEN = {
    "content_type": "multimodal_text",
    "parts": [
        {"content_type": "audio_transcription", "text": "I sleep badly", "direction": "in", "decoding_id": None},
        {"content_type": "real_time_user_audio_video_asset_pointer", "frames_asset_pointers": []},
    ],
}
SEEN = {
    "content_type": "multimodal_text",
    "parts": [{"content_type": "image_asset_pointer", "asset_pointer": "sediment://file_1", "width": 9}, "my rash"],
}
HEALTH = tree(
    "Rash",
    ("s", "root", said("s", "system", "", metadata={"is_visually_hidden_from_conversation": True})),
    ("p", "s", said("p", "user", "", content=PROFILE, metadata=HIDDEN)),
    ("u1", "p", said("u1", "user", "", content=SEEN)),
    ("a1", "u1", said("a1", "assistant", "It may be eczema.\n\nSince when do you have it?")),
    ("u2", "a1", said("u2", "user", "since I began night shifts")),
    ("u2b", "a1", said("u2b", "user", "since May, on both arms")),
    ("b", "u2b", said("b", "assistant", "User has had a rash since May.", recipient="bio")),
    ("t", "b", said("t", "tool", "Model set context updated.", by="bio")),
    ("a2", "t", said("a2", "assistant", "Thank you.")),
    ("u3", "a2", said("u3", "user", "", content=SPOKEN)),
)  # fmt: skip
WORK = tree(
    "Work",
    ("p2", "root", said("p2", "user", "", content=PROFILE, metadata=HIDDEN)),
    ("m", "p2", said("m", "assistant", "", content={"content_type": "model_editable_context",
     "model_set_context": "1. [2025-01-02]. User works at a clinic.\n\n2. [2025-01-03]. User has a dog.\n"})),
    ("k", "m", said("k", "user", "rewrite this letter to my boss")),
    ("think", "k", said("think", "assistant", "", content={"content_type": "thoughts", "thoughts": [{"content": "x"}]})),
    ("code", "think", said("code", "assistant", "", content={"content_type": "code", "text": "1"}, recipient="python")),
    ("out", "code", said("out", "tool", "", content={"content_type": "execution_output", "text": "1"}, by="python")),
    ("e", "out", said("e", "user", "  ")),
)  # fmt: skip
NEW = tree("New", ("n", "root", said("n", "user", "", content={"content_type": "hologram", "shape": "x"})))
OLD = [{
    "id": "c-old", "title": "Old", "create_time": "2023-01-05T10:00:00.000000",
    "messages": [{"id": "1", "role": "user", "content": "hello from 2022", "create_time": 1672912800},
                 {"id": "2", "role": "assistant", "content": "Hello! How old are you?"},
                 {"id": "3", "role": "user", "content": {"content_type": "text", "parts": ["41"]}}],
}]  # fmt: skip
PAGE = (
    "<html><head><title>ChatGPT Data Export</title><style>body{{padding:0}}[hidden]{{display:none}}</style></head><body>"
    '<div id="root"></div><script>var jsonData = {data};\nvar assetsJson = {{"a": ["b"]}};\n'
    "function go(){{for (var i = 0; i < jsonData.length; i++) document.write(jsonData[i].title);}}</script></body></html>"
)
DRAWN = (
    '<html><head><title>ChatGPT Data Export</title></head><body><div id="root"><div class="conversation"><h4>Trip</h4>'
    '<pre class="message"><div class="author">Custom user info</div><div>I am a nurse.</div></pre>'
    '<pre class="message"><div class="author">user</div><div>two days in Ghent &amp; Bruges</div></pre>'
    '<pre class="message"><div class="author">ChatGPT</div><div>Sure!</div></pre></div>'
    '<div class="conversation"><h4>Two</h4><pre class="message"><div class="author">user</div><div>and in Leuven</div>'
    "</pre></div></div></body></html>"
)
BESIDE = {"user.json": '{"id":"user-1","email":"m@example.org","birth_year":1983}', "message_feedback.json": "[]"}

CHATGPT = [
    Case("chatgpt", "chatgpt", {"conversations.json": json.dumps([HEALTH, WORK]), "chat.html": PAGE.format(data="[]"), **BESIDE},
         17, 8, 6, {"service": 3, "other_author": 6, "duplicate": 1, "empty": 1}),
    Case("chatgpt-split", "chatgpt", {"conversations-000.json": json.dumps([HEALTH]), "conversations-001.json": json.dumps([WORK]),
         "export_manifest.json": json.dumps({"files": ["conversations-000.json"]}), "file_1.dat": "x"},
         17, 8, 7, {"service": 3, "other_author": 6, "empty": 1}),
    Case("chatgpt-page", "chatgpt", {"chat.html": PAGE.format(data=json.dumps([HEALTH]))}, 10, 5, 5, {"service": 2, "other_author": 3}),
    Case("chatgpt-drawn", "chatgpt", {"chat.html": DRAWN}, 4, 3, 3, {"other_author": 1}),
    Case("chatgpt-2023", "chatgpt", {"conversations.json": json.dumps(OLD), **BESIDE}, 3, 2, 2, {"other_author": 1}),
    Case("chatgpt-one-talk", "chatgpt", {"talk.json": json.dumps(WORK)}, 7, 3, 2, {"service": 1, "other_author": 3, "empty": 1}),
    Case("chatgpt-unknown", "chatgpt", {"conversations.json": json.dumps([NEW, {"title": "t", "turns": []}]), **BESIDE}, 2, 0, 0, {"malformed": 2}),
]  # fmt: skip


# Claude


def message(name: str, sender: str, text: str, **more: Any) -> dict[str, Any]:
    blocks = more.pop("content", [{"type": "text", "text": text, "start_timestamp": None, "citations": []}])
    return {"uuid": name, "text": text, "content": blocks, "sender": sender, "created_at": "2025-03-02T16:27:37.123456Z",
            "updated_at": "2025-03-02T16:27:37.123456Z", "attachments": [], "files": [], **more}  # fmt: skip


def talk(name: str, *messages: dict[str, Any]) -> dict[str, Any]:
    return {"uuid": f"u-{name}", "name": name, "summary": "", "created_at": "2025-03-02T16:27:36.000000Z",
            "updated_at": "2025-03-02T16:30:00.000000Z", "account": {"uuid": "acc"}, "chat_messages": list(messages)}  # fmt: skip


LOST = "```\nThis block is not supported on your current device yet.\n```"
TALKS_CLAUDE = [
    talk("Debts", message("m1", "human", "I owe my sister 4,000 euros", parent_message_uuid="00000000-0000-4000-8000-000000000000"),
         message("m2", "assistant", LOST, content=[{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "I see. What do you earn?"}], parent_message_uuid="m1"),
         message("m3", "human", LOST, content=[{"type": "text", "text": "1,900 a month"}, {"type": "tool_result", "content": []}], parent_message_uuid="m2"),
         message("m4", "human", "", attachments=[{"file_name": "paste.txt", "file_type": "txt", "extracted_content": "a contract"}])),
    talk("Old", {"uuid": "o", "text": "an old form", "sender": "human", "created_at": "2023-09-01T10:00:00Z"}),
]  # fmt: skip
PROJECT = {"uuid": "p1", "name": "Divorce", "description": "what I need for the lawyer", "is_private": True,
           "is_starter_project": False, "prompt_template": "Answer as a lawyer would.", "created_at": "2025-01-01T00:00:00Z",
           "creator": {"uuid": "acc", "full_name": "Mira"}, "docs": [{"uuid": "d", "filename": "a.pdf", "content": "x"}]}  # fmt: skip
STARTER = {**PROJECT, "uuid": "p0", "name": "How to use Claude", "is_starter_project": True}
MEMORY = {
    "conversations_memory": "**Work context**\nMira is a nurse on the night ward.\n\n**Personal context**\n- Has a sister\n- Owes her money",
    "project_memories": {"p1": "Wants to end her marriage."},
    "memory_files": [{"path": "/profile.md", "content": "- [inferred] Works in UTC+1", "updated_at": "2026-01-02T03:04:05Z"}],
    "account_uuid": "acc",
}  # fmt: skip
CLAUDE = [
    Case("claude", "claude", {"conversations.json": json.dumps(TALKS_CLAUDE), "projects.json": json.dumps([STARTER, PROJECT]),
         "memories.json": json.dumps([MEMORY]), "users.json": "[]"}, 7, 5, 4, {"other_author": 1, "empty": 1, "service": 1}),
    Case("claude-2026", "claude", {"conversations.json": json.dumps(TALKS_CLAUDE), "projects/p1.json": json.dumps(PROJECT),
         "memories/acc.json": json.dumps(MEMORY)}, 6, 5, 4, {"other_author": 1, "empty": 1}),
    Case("claude-unknown", "claude", {"conversations.json": json.dumps([*TALKS_CLAUDE, {"uuid": "x", "turns": []}, talk("n", message("q", "robot", "beep"))])}, 7, 4, 3, {"other_author": 1, "empty": 1, "malformed": 2}),
]  # fmt: skip


# Gemini


def entry(title: str, answer: str = "<p>An answer.</p>", **more: Any) -> dict[str, Any]:
    found = {"header": "Gemini Apps", "title": title, "time": "2026-07-26T06:07:57.773Z", "products": ["Gemini Apps"],
             "activityControls": ["Gemini Apps Activity"]}  # fmt: skip
    return {**found, **({"safeHtmlItem": [{"html": answer}]} if answer else {}), **more}


LINK = [
    {"name": "https://gemini.google.com/app/0123456789abcdef", "url": "https://gemini.google.com/app/0123456789abcdef"}
]
LOG = [
    entry("Prompted what helps against chilblains", details=LINK),
    entry("Prompted", answer="<p>A picture.</p>", attachedFiles=["a.png"]),
    entry("Branched can I take ibuprofen with it", details=LINK),
    entry("Created Gemini Canvas titled Budget", answer=""),
    entry("Gave feedback: Good response", answer=""),
    {"header": "Search", "title": "Searched for shoes", "time": "2026-07-26T06:07:57Z", "products": ["Search"]},
]
KOREAN = [
    {**entry(f"입력한 프롬프트: 질문 {n}"), "header": "Gemini 앱", "products": ["Gemini 앱"], "activityControls": ["Gemini 앱 활동"]}
    for n in range(6)
]  # fmt: skip
OTHERS = [{"header": "YouTube", "title": "Watched a film about Gemini", "titleUrl": "https://films.example/twins", "time": "2026-07-26T06:07:57Z", "products": ["YouTube"]}]  # fmt: skip


def cell(product: str, inside: str) -> str:
    return (
        '<div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp"><div class="mdl-grid">'
        f'<div class="header-cell mdl-cell mdl-cell--12-col"><p class="mdl-typography--title">{product}<br></p></div>'
        f'<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">{inside}</div>'
        '<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1 mdl-typography--text-right"></div>'
        '<div class="content-cell mdl-cell mdl-cell--12-col mdl-typography--caption"><b>Products:</b><br>&emsp;'
        f"{product}<br></div></div></div>"
    )


ACTIVITY = "<html><head><title>My Activity History</title></head><body>" + "".join([
    cell("YouTube", "Watched <a href='https://x'>Gemini Apps explained</a><br>Sep 3, 2026, 9:15:00 AM UTC<br>"),
    cell("Gemini Apps", "Prompted&nbsp;is my knee broken?<br>it clicks<br>Sep 3, 2026, 9:15:00\u202fAM UTC<br><p>Does it swell?</p>"),
    cell("Gemini Apps", 'Prompted&nbsp;read this<br>Attached 1 file.<br>-&nbsp;<a href="scan-1.pdf">scan.pdf</a><br>Sep 2, 2026, 9:15:00\u202fPM UTC<br><p>Done.</p>'),
    cell("Gemini Apps", "Used an Assistant feature<br>Sep 1, 2026, 9:15:00\u202fPM UTC<br>"),
]) + "</body></html>"  # fmt: skip
GERMAN = "<html><body>" + cell("Gemini-Apps", "Eingegebener Prompt: Welche Salbe hilft?<br>26.04.2026, 10:12:33 MESZ<br><p>Keine.</p>") + "</body></html>"  # fmt: skip
TAKEOUT = "Takeout/My Activity"
GEMINI = [
    Case("gemini", "gemini", {f"{TAKEOUT}/Gemini Apps/MyActivity.json": json.dumps(LOG), f"{TAKEOUT}/YouTube/MyActivity.json": json.dumps(OTHERS)},
         5, 3, 2, {"empty": 1, "service": 2}),
    Case("gemini-korean", "gemini", {"Takeout/내 활동/Gemini 앱/내활동.json": json.dumps(KOREAN)}, 6, 6, 6),
    Case("gemini-older", "gemini", {"MyActivity.json": json.dumps([{**entry("Used Gemini Apps", answer=""), "titleUrl": "https://gemini.google.com/app/c/1", "details": [{"name": "Request", "value": "Asked: my plan"}, {"name": "Response", "value": "ok"}]}])}, 1, 1, 1),
    Case("gemini-page", "gemini", {f"{TAKEOUT}/Gemini Apps/MyActivity.html": ACTIVITY}, 3, 2, 2, {"service": 1}),
    Case("gemini-german-page", "gemini", {"Takeout/Meine Aktivitäten/Gemini-Apps/MeineAktivitäten.html": GERMAN}, 1, 1, 1),
]  # fmt: skip


# Copilot

HISTORY = (
    "\ufeffConversation,Time,Author,Message\r\n"
    '"Notice period",2026-07-26T23:21:10,AI,"Three months, ""usually""."\r\n'
    '"Notice period",2026-07-26T23:21:10,Human,"I want to quit at Brinkmann,\nhow long do I wait?"\r\n'
    '"Other",2026-07-25T20:00:00,Human,\r\n'
)
COPILOT = [
    Case("copilot", "copilot", {"copilot-activity-history.csv": HISTORY}, 3, 2, 1, {"other_author": 1, "empty": 1}),
    Case("copilot-chats", "copilot", {
        "copilot-chat-activity.csv": "CreatedAt,MessageContent,Author,ChatName\n1/31/2026 10:00:00 +00:00,my query,user,Research\n1/31/2026 10:00:01 +00:00,An answer,Researcher,Research\n",
        "windows-apps-copilot-activity-history.csv": "Timestamp,ClientApp,Prompt\n2026-01-31T10:00:00Z,Notepad,make it friendlier\n"}, 3, 2, 2, {"other_author": 1}),
    Case("copilot-unknown", "copilot", {"copilot-activity-history.csv": HISTORY.replace("Human", "Mensch")}, 3, 0, 0, {"other_author": 1, "malformed": 2}),
]  # fmt: skip


# Le Chat


def chat(name: str, role: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "version": 0, "chatId": "0f2c8a10-0000-4000-8000-000000000001", "content": text, "contentChunks": None,
            "role": role, "createdAt": "2025-09-19T16:18:19.236Z", "reaction": "neutral", "reactionDetail": None,
            "reactionComment": None, "preference": None, "preferenceOver": None, "context": None, "canvas": [],
            "quotes": [], "files": [], **more}  # fmt: skip


CHATS = [
    chat("b", "assistant", "Where do you live?", contentChunks=[{"type": "text", "text": "Where do you live?"}, {"type": "reference", "referenceIds": [1]}]),
    chat("a", "user", "find me a doctor", files=[{"type": "image", "name": "a.png"}]),
    chat("c", "user", "in Nantes, near the Erdre", parentId="b", contentChunks=[{"type": "text", "text": "in Nantes, near the Erdre"}]),
]  # fmt: skip
CHAT_FILE = "chat-0f2c8a10-0000-4000-8000-000000000001.json"
MISTRAL = [
    Case("mistral", "mistral", {CHAT_FILE: json.dumps(CHATS), CHAT_FILE.replace(".json", "-files/a.png"): "x",
         "memories.json": json.dumps([{"id": "1", "content": "Lives in Nantes"}])}, 3, 2, 2, {"other_author": 1}),
    Case("mistral-unknown", "mistral", {CHAT_FILE: json.dumps([{"who": "me", "what": "hi"}])}, 1, 0, 0, {"malformed": 1}),
]  # fmt: skip


# Transcripts

MARKDOWN = """---
title: Moving out
date: 2025-05-06
---

# Moving out

## User

I am leaving my husband in June.

```
## Assistant
```

---

## Assistant

## Plan

Do you have somewhere to stay?

## User

At my mother's in Riga.
"""
BOLD = "# Notes\n\n**You:** I was fired from Halvorsen\n\n**ChatGPT:** I am sorry.\nUser: no turn\n\n**You:**\nthey owe me two months\n"
LABELLED = "You said:\nmy son is ill\n\nChatGPT said:\nWhat does he have?\n\nYou said:\na fever since Monday\n"
OPENAI = {"title": "Tax", "messages": [{"role": "system", "content": "Be kind"}, {"role": "user", "content": "I never declared my cash jobs"},
          {"role": "assistant", "content": "How much was it?"}, {"role": "user", "content": [{"type": "text", "text": "about 9,000"}, {"type": "image_url", "image_url": {"url": "x"}}]}]}  # fmt: skip
SHAREGPT = [
    {
        "id": "a",
        "conversations": [
            {"from": "human", "value": "my PIN is in my phone"},
            {"from": "gpt", "value": "Take it out."},
        ],
    }
]
WEBUI_MESSAGES = [{"id": "w1", "parentId": None, "childrenIds": ["w2"], "role": "user", "content": "hello", "timestamp": 1700000000},
                  {"id": "w2", "parentId": "w1", "childrenIds": [], "role": "assistant", "content": "Hi, who are you?", "timestamp": 1700000001}]  # fmt: skip
WEBUI = [{"id": "c", "title": "W", "chat": {"title": "W", "history": {"messages": {m["id"]: m for m in WEBUI_MESSAGES}, "currentId": "w2"}, "messages": WEBUI_MESSAGES}}]  # fmt: skip
DEEPSEEK = [{"id": "d", "title": "D", "inserted_at": "2025-02-01T10:00:00+08:00", "mapping": {
    "root": {"id": "root", "parent": None, "children": ["1"], "message": None},
    "1": {"id": "1", "parent": "root", "children": ["2"], "message": {"files": [], "model": "m", "inserted_at": "2025-02-01T10:00:00+08:00", "fragments": [{"type": "REQUEST", "content": "my visa ran out"}]}},
    "2": {"id": "2", "parent": "1", "children": [], "message": {"files": [], "model": "m", "fragments": [{"type": "THINK", "content": "t"}, {"type": "RESPONSE", "content": "Oh."}]}}}}]  # fmt: skip
GROK = {"conversations": [{"conversation": {"id": "g", "title": "G", "create_time": "2025-02-01T10:00:00Z"}, "responses": [
    {"response": {"_id": "r1", "message": "roast me", "sender": "human", "create_time": {"$date": {"$numberLong": "1738404000000"}}}},
    {"response": {"_id": "r2", "message": "No.", "sender": "grok-3", "parent_response_id": "r1", "create_time": {"$date": {"$numberLong": "1738404001000"}}}}]}]}  # fmt: skip
CODER = "\n".join(json.dumps(line) for line in [
    {"type": "summary", "summary": "Fixing a bug", "leafUuid": "x"},
    {"type": "user", "uuid": "k1", "parentUuid": None, "timestamp": "2025-07-01T10:00:00.000Z", "message": {"role": "user", "content": "deploy to the staging box"}},
    {"type": "assistant", "uuid": "k2", "parentUuid": "k1", "timestamp": "2025-07-01T10:00:01.000Z", "message": {"role": "assistant", "content": [{"type": "text", "text": "Which one?"}, {"type": "tool_use", "name": "Bash", "input": {}}]}},
    {"type": "user", "uuid": "k3", "parentUuid": "k2", "message": {"role": "user", "content": [{"type": "tool_result", "content": "ok"}]}},
    {"type": "user", "uuid": "k4", "parentUuid": "k2", "message": {"role": "user", "content": "<command-name>/clear</command-name>"}},
    {"type": "user", "uuid": "k5", "parentUuid": "k2", "isMeta": True, "message": {"role": "user", "content": "Caveat: inserted"}},
    {"type": "user", "uuid": "k6", "parentUuid": "k2", "message": {"role": "user", "content": [{"type": "text", "text": "the one in Oslo"}]}},
])  # fmt: skip
TAVERN = '{"user_name":"Mira","character_name":"Ai","create_date":"x"}\n{"name":"Mira","is_user":true,"mes":"I feel alone","send_date":"2025-01-01"}\n{"name":"Ai","is_user":false,"mes":"Why?"}\n{broken\n'
TRANSCRIPTS = [
    Case("transcripts-markdown", "transcripts", {"talks/Moving.md": MARKDOWN, "talks/Fired.md": BOLD, "talks/said.txt": LABELLED, "talks/notes.md": "# Notes\n\nnothing of it\n"},
         9, 6, 6, {"other_author": 3}),
    Case("transcripts-openai", "transcripts", {"a.json": json.dumps(OPENAI), "b.json": json.dumps(SHAREGPT)}, 6, 3, 3, {"service": 1, "other_author": 2}),
    Case("transcripts-webui", "transcripts", {"chat-export.json": json.dumps(WEBUI)}, 3, 2, 1, {"other_author": 1, "duplicate": 1}),
    Case("transcripts-trees", "transcripts", {"conversations.json": json.dumps(DEEPSEEK), "prod-grok-backend.json": json.dumps(GROK)}, 4, 2, 2, {"other_author": 2}),
    Case("transcripts-coder", "transcripts", {"0a.jsonl": CODER}, 6, 3, 2, {"other_author": 1, "empty": 1, "service": 2}),
    Case("transcripts-tavern", "transcripts", {"t.jsonl": TAVERN}, 3, 1, 1, {"other_author": 1, "malformed": 1}),
]  # fmt: skip

TALKS = [*CHATGPT, *CLAUDE, *GEMINI, *COPILOT, *MISTRAL, *TRANSCRIPTS]
