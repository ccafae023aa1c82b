"""Inputs of any size that once cost a parser the square of their size, or would."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import libipld


@dataclass(frozen=True)
class Hostile:
    """``make`` gives a file of about so many bytes. ``start``: bytes at which the square would already be felt."""

    name: str
    platform: str
    file: str
    make: Callable[[int], bytes]
    start: int = 64_000


def filled(before: str, unit: str, after: str = "") -> Callable[[int], bytes]:
    return lambda size: before.encode() + unit.encode() * (size // len(unit.encode())) + after.encode()


def nested(before: str, opening: str, closing: str, after: str) -> Callable[[int], bytes]:
    def make(size: int) -> bytes:
        depth = size // (len(opening) + len(closing))
        return (before + opening * depth + closing * depth + after).encode()

    return make


def mail(headers: str, unit: str, after: str = "\n\nhi") -> Callable[[int], bytes]:
    return filled("From: m@example.org\nDate: Wed, 01 Jan 2020 10:00:00 +0000\n" + headers, unit, after)


def multiparts(size: int) -> bytes:
    """A part in a part in a part, and many empty lines in the innermost."""
    depth = min(200, size // 200)
    parts = [f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(depth)]
    head = 'From: m@example.org\nDate: x\nContent-Type: multipart/mixed; boundary="b0"\n\n'
    return (head + "".join(parts)).encode() + b"\n" * size


def charset(name: str) -> Callable[[int], bytes]:
    return mail(f"Content-Type: text/plain; charset={name}\n\n", "a-b", "-")


def tree(size: int) -> bytes:
    """A CAR file of one long chain of nodes."""
    name = b"\x01\x71\x12\x20" + bytes(32)
    block = libipld.encode_dag_cbor({"l": None, "e": []})
    header = libipld.encode_dag_cbor({"roots": [name], "version": 1})
    one = bytes([len(name) + len(block)]) + name + block
    return bytes([len(header)]) + header + one * (size // len(one))


DRAWN = '<title>ChatGPT</title><div class="conversation"><pre class="message"><div class="author">user</div>'
CELL = '<div class="outer-cell"><div class="header-cell"><p>Gemini Apps<br></p></div>'
ASKED = '<div class="content-cell">Prompted a<br>Sep 3, 2026, 9:15:00 AM UTC<br>'


def chain(size: int) -> bytes:
    """A talk in which each turn follows the one before, and names all the first ones as its children."""
    nodes = []
    for at in range(size // 160):
        children = json.dumps([str(at + 1), *map(str, range(8))])
        nodes.append(
            f'"{at}":{{"id":"{at}","parent":"{at - 1}","children":{children},"message":{{"id":"{at}","author":'
            f'{{"role":"user"}},"content":{{"content_type":"text","parts":["a"]}}}}}}'
        )
    return f'[{{"title":"t","create_time":1,"mapping":{{{",".join(nodes)}}}}}]'.encode()


def members(names: Callable[[int], str], data: bytes) -> Callable[[int], bytes]:
    def make(size: int) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for number in range(size // 200):
                archive.writestr(names(number), data)
        return out.getvalue()

    return make


def damaged(size: int) -> bytes:
    """A zip whose members all have a wrong checksum."""
    return members(lambda n: f"{n}.csv", b"id,text\n1,hello\n")(size).replace(b"1,hello", b"1,hellp")


def long_header(size: int) -> bytes:
    """A tar whose extended header is one number."""
    out = io.BytesIO()
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, size
    out.write(info.tobuf())
    out.write(b"1" * size)
    out.write(bytes(-size % 512))
    out.write(tarfile.TarInfo("outbox.json").tobuf() + bytes(1024))
    return out.getvalue()


def packed(size: int) -> bytes:
    return gzip.compress(long_header(size))


def sheet(cells: str) -> Callable[[int], bytes]:
    """A workbook with a sheet of so many bytes of XML."""

    def make(size: int) -> bytes:
        import openpyxl

        book = openpyxl.Workbook()
        assert book.active is not None
        book.active.title = "10_listeningHistory"
        plain, out = io.BytesIO(), io.BytesIO()
        book.save(plain)
        with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w") as made:
            for info in source.infolist():
                data = source.read(info)
                if info.filename.endswith("sheet1.xml"):
                    rows = cells * (size // len(cells))
                    data = data[: data.find(b"<sheetData")] + f"<sheetData>{rows}</sheetData></worksheet>".encode()
                made.writestr(info.filename, data)
        return out.getvalue()

    return make


PLIST = '<?xml version="1.0"?><plist version="1.0"><dict><key>Music Folder</key><string>x</string><key>Tracks</key>'
XSPF = '<?xml version="1.0"?><playlist xmlns="http://xspf.org/ns/0/"><trackList><track><title>a</title>'
TWEET = 'window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "full_text": "'
TELEGRAM = '{"name": "c", "type": "personal_chat", "messages": [{"id": 1, "from_id": "user1", "text_entities": "'
MEDIUM = '<html><body><article class="h-entry">'
TUMBLR = "<html><body><p>tumblr</p>"

HOSTILE = [
    Hostile("mail-from", "mail", "a.eml", filled("Date: x\nSubject: s\nFrom: ", "a" * 7, "\n\nhi")),
    Hostile("mail-comment", "mail", "a.eml", filled("Date: x\nSubject: s\nFrom: ", "(", "\n\nhi")),
    Hostile("mail-routes", "mail", "a.eml", filled("Date: x\nSubject: s\nFrom: ", "@a, ", "\n\nhi")),
    Hostile("mail-addresses", "mail", "a.eml", filled("Date: x\nSubject: s\nFrom: ", "a <b@c>, ", "\n\nhi")),
    Hostile("mail-parameters", "mail", "a.eml", mail("Content-Type: text/plain", ';a="')),
    Hostile("mail-words", "mail", "a.eml", mail("Subject: ", "=?a?q?")),
    Hostile("mail-folded", "mail", "a.eml", mail("Subject: a\n", " b\n")),
    Hostile("mail-headers", "mail", "a.eml", mail("", "X-A: b\n")),
    Hostile("mail-punycode", "mail", "a.eml", charset("punycode")),
    Hostile("mail-idna", "mail", "a.eml", charset("idna")),
    Hostile("mail-nested", "mail", "a.eml", multiparts),
    Hostile("mail-boundaries", "mail", "a.eml", mail('Content-Type: multipart/mixed; boundary="b"\n\n', "--b\n")),
    Hostile("mbox-starts", "mail", "a.mbox", filled("From a\nFrom: m@example.org\n\nhi\n\n", "From a\n\n"), 16_000),
    Hostile("html-blanks", "mail", "a.eml", mail("Content-Type: text/html\n\n<p>a", " ", "b</p>c"), 16_000),
    Hostile("html-blank-line", "mail", "a.eml", mail("Content-Type: text/html\n\n<p>\n", " \t", "x</p>c"), 16_000),
    Hostile("html-tags", "mail", "a.eml", mail("Content-Type: text/html\n\n", "<br ")),
    Hostile("html-hidden", "mail", "a.eml", mail("Content-Type: text/html\n\n", "<style>")),
    Hostile("tweet-string", "x", "tweets.js", filled(TWEET, "a b "), 500_000),
    Hostile("tweet-backslashes", "x", "tweets.js", filled(TWEET, "\\\\"), 500_000),
    Hostile("tweet-number", "x", "tweets.js", filled(TWEET + '"}}, ', "1", "]"), 500_000),
    Hostile("tweet-nested", "x", "tweets.js", filled("window.YTD.tweets.part0 = [", '{"tweet":'), 32_000),
    Hostile("tweet-unclosed", "x", "tweets.js", filled("window.YTD.tweets.part0 = [", '{"tweet": {"a": 1},'), 32_000),
    Hostile("tweet-lists", "x", "tweets.js", nested(TWEET + '", "a": ', "[", "]", "}}]")),
    Hostile("json-levels", "mastodon", "outbox.json", filled('{"orderedItems": [', "[" * 500 + "]" * 500 + ",", "1]}")),
    Hostile("telegram-backslashes", "telegram", "result.json", filled(TELEGRAM, "\\"), 100_000),
    Hostile("telegram-escapes", "telegram", "result.json", filled(TELEGRAM, "\\x1")),
    Hostile("whole-number", "tiktok", "user_data.json", filled('{"Comment": ', "1", "}"), 500_000),
    Hostile("whole-nested", "tiktok", "user_data.json", nested('{"commentslist": ', "[", "]", "}")),
    Hostile("json-lines", "jsonl", "a.jsonl", filled('{"text": "a"}\n{"text": ', "9", "}\n")),
    Hostile("csv-quotes", "reddit", "comments.csv", filled("id,permalink,date,subreddit,link,body\n", '"\n')),
    Hostile("csv-open", "reddit", "comments.csv", filled('id,permalink,date,subreddit,link,body\n"', 'a","b\n')),
    Hostile("csv-comma", "csv", "a.csv", filled("id,text\n", "a,")),
    Hostile("medium-footer", "medium", "posts/a.html", filled(MEDIUM, "<footer")),
    Hostile("medium-address", "medium", "posts/a.html", filled(MEDIUM + "<a ", 'href="https://')),
    Hostile("medium-time", "medium", "posts/a.html", filled(MEDIUM + "<time ", 'class="dt-published" ')),
    Hostile("tumblr-footer", "tumblr", "posts/1.html", filled(TUMBLR, '<div id="footer"')),
    Hostile("tumblr-quotes", "tumblr", "posts/1.html", filled(TUMBLR + '<p><a class="tumblr_blog">', "<blockquote>")),
    Hostile("tumblr-names", "tumblr", "posts/1.html",
            filled(TUMBLR + "<blockquote></blockquote><p><a ", "tumblr_blog ")),
    Hostile("tumblr-colon", "tumblr", "posts/1.html",
            filled(TUMBLR + '<blockquote></blockquote><p><a class="tumblr_blog">a</a>', " ", "x")),
    Hostile("markdown-field", "markdown", "a.md", filled("---\n", "a ", "\n---\nx")),
    Hostile("whatsapp-names", "whatsapp", "_chat.txt", filled("[13.01.20, 9:05:11 PM] ", "Mira ")),
    Hostile("bluesky-blocks", "bluesky", "repo.car", tree),
    Hostile("m3u-length", "playlists", "a.m3u", filled("#EXTM3U\n#EXTINF:", "1")),
    Hostile("m3u-blanks", "playlists", "a.m3u", filled("#EXTM3U\n#EXTINF:", " ", "1")),
    Hostile("m3u-users", "playlists", "a.m3u", filled("#EXTM3U\n", "/Users/")),
    Hostile("xspf-tag", "playlists", "a.xspf", filled(XSPF + "<a b='", "c")),
    Hostile("plist-comment", "apple-music", "Library.xml", filled(PLIST + "<dict/><!--", "> "), 400_000),
    Hostile("plist-tag", "apple-music", "Library.xml", filled(PLIST + "<dict a='", "b"), 400_000),
    Hostile("workbook-columns", "deezer", "a.xlsx", sheet('<row><c r="XFD1"/></row>'), 40_000),
    Hostile("workbook-comment", "deezer", "a.xlsx", sheet("<!--" + "> " * 40_000)),
    Hostile("chatgpt-talks", "chatgpt", "chat.html", filled(DRAWN, '<div class="conversation">')),
    Hostile("chatgpt-messages", "chatgpt", "chat.html", filled(DRAWN, '<pre class="message"><div class="author">')),
    Hostile("chatgpt-tree", "chatgpt", "conversations.json", chain),
    Hostile("chatgpt-data", "chatgpt", "chat.html", filled('var jsonData = [{"title":"t","mapping":{', '"a":{')),
    Hostile("claude-memory", "claude", "memories.json", filled('[{"conversations_memory":"', "# \\n", '"}]')),
    Hostile("claude-heading", "claude", "memories.json", filled('[{"conversations_memory":"#', " ", "x" * 120 + '"}]')),
    Hostile("claude-sentences", "claude", "memories.json", filled('[{"conversations_memory":"', ". A", '"}]')),
    Hostile("gemini-cells", "gemini", "MyActivity.html", filled(CELL, '<div class="outer-cell"')),
    Hostile("gemini-breaks", "gemini", "MyActivity.html", filled(CELL + ASKED, "<br>")),
    Hostile("gemini-contents", "gemini", "MyActivity.html", filled(CELL + ASKED, 'class="content-cell">')),
    Hostile("gemini-gap", "gemini", "MyActivity.html", filled('<div class="outer-cell"><p class="header-cell">', " ")),
    Hostile("gemini-line", "gemini", "My.json", filled('[{"products":"Gemini","time":1,"title":"a', " a", '"}]')),
    Hostile("transcripts-speakers", "transcripts", "a.md", filled("**You:** a\n\n**Claude:** b\n", "**You:**\n")),
    Hostile("transcripts-stars", "transcripts", "a.md", filled("**You:** a\n\n**Claude:** b\n", "**")),
    Hostile("transcripts-blank", "transcripts", "a.md", filled("**You:** a\n\n**Claude:** b\n", "\n")),
    Hostile("transcripts-nested", "transcripts", "a.json", filled('[{"role":"user","content":"a"},', '{"a":[')),
    Hostile("transcripts-lines", "transcripts", "a.jsonl", filled('{"role":"user","content":"a"}\n', "{\n")),
    Hostile("zip-members", "csv", "a.zip", members(lambda n: f"{n}.csv", b"id,text\n1,hello\n")),
    Hostile("zip-damaged", "csv", "a.zip", damaged),
    Hostile("tar-header", "mastodon", "a.tar", long_header, 10_000),
    Hostile("tar-packed", "mastodon", "a.tar.gz", packed, 10_000),
]  # fmt: skip
