"""Archives of every platform, written for these tests after the formats' descriptions, with their exact counts."""

# ruff: noqa: E501  # a record of an export stands on one line, as it does in the export

from __future__ import annotations

import io
import json
import plistlib

import openpyxl

from contracts.importers.case import Case
from contracts.importers.talks import TALKS


def js(name: str, value: object) -> str:
    return f"window.YTD.{name}.part0 = " + json.dumps(value)


def mangled(text: str) -> str:
    return text.encode().decode("latin-1")


def car() -> bytes:
    """A repository of two posts, a follow and one post whose block is missing, in a minimal tree."""
    import hashlib

    import libipld

    def block(value: object) -> tuple[bytes, bytes]:
        data = libipld.encode_dag_cbor(value)
        return b"\x01\x71\x12\x20" + hashlib.sha256(data).digest(), data

    when = "2024-05-01T10:00:00+02:00"
    blocks = [block({"$type": "app.bsky.feed.post", "text": t, "createdAt": when}) for t in ("first light", "second")]
    gone = block({"text": "gone"})[0]
    follow = block({"$type": "app.bsky.graph.follow", "subject": "did:x"})
    entries = [(b"app.bsky.feed.post/a1", 0, blocks[0][0]), (b"2", 20, blocks[1][0]), (b"3", 20, gone), (b"app.bsky.graph.follow/b", 0, follow[0])]  # fmt: skip
    node = block({"l": None, "e": [{"k": k, "p": p, "v": v, "t": None} for k, p, v in entries]})
    return _pack([*blocks, follow, node], node[0])


def _pack(blocks: list[tuple[bytes, bytes]], root: bytes) -> bytes:
    import hashlib

    import libipld

    def varint(number: int) -> bytes:
        out = b""
        while number > 127:
            out += bytes([number & 127 | 128])
            number >>= 7
        return out + bytes([number])

    commit = libipld.encode_dag_cbor({"did": "did:plc:abc", "version": 3, "data": root, "rev": "1", "prev": None})
    cid = b"\x01\x71\x12\x20" + hashlib.sha256(commit).digest()
    header = libipld.encode_dag_cbor({"roots": [cid], "version": 1})
    whole = varint(len(header)) + header
    for name, data in [(cid, commit), *blocks]:
        whole += varint(len(name) + len(data)) + name + data
    return whole


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "10_listeningHistory"
    sheet.append(
        ["Song Title", "Artist", "ISRC", "Album Title", "IP Address", "Listening Time", "Platform Name", "Date"]
    )
    sheet.append(["Harbour", "The Gulls", "X", "Coast", "0.0.0.0", 180, "web", "2023-01-02 08:00:00"])
    sheet.append(["Inland", "The Gulls", "X", "Coast", "0.0.0.0", 90, "web", "2023-01-03 08:00:00"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TWEETS = [
    {"tweet": {"id_str": "1", "full_text": "tea &amp; toast https://t.co/a", "created_at": "Sat Jan 07 12:30:42 +0000 2023", "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://example.org/x"}]}}},
    {"tweet": {"id_str": "2", "full_text": "RT @someone: not mine", "created_at": "Sat Jan 07 12:31:42 +0000 2023"}},
    {"tweet": {"id_str": "3", "full_text": ("long words " * 24)[:260] + "…", "created_at": "Sat Jan 07 12:32:42 +0000 2023"}},
    {"tweet": {"id_str": "4", "full_text": "   ", "created_at": "nonsense"}},
    {"tweet": {"id_str": "5"}},
]  # fmt: skip
LONG = "long words " * 40
X_FILES: dict[str, str | bytes] = {
    "data/tweets.js": js("tweets", TWEETS),
    "data/tweets-part1.js": js("tweets", [{"tweet": {"id_str": "6", "full_text": "part two", "created_at": ""}}]),
    "data/note-tweet.js": js("note_tweet", [{"noteTweet": {"noteTweetId": "9", "createdAt": "2023-01-07T12:32:42.000Z", "core": {"text": LONG}}}]),
    "data/deleted-tweets.js": js("deleted_tweets", [{"tweet": {"id_str": "7", "full_text": "regret", "created_at": "Sat Jan 07 12:30:42 +0000 2023"}}]),
    "data/account.js": js("account", [{"account": {"accountId": "77"}}]),
    "data/direct-messages.js": js("direct_messages", [{"dmConversation": {"messages": [{"messageCreate": {"id": "1", "senderId": "77", "text": "mine", "createdAt": "2023-01-07T12:30:42.000Z"}}, {"messageCreate": {"id": "2", "senderId": "78", "text": "theirs"}}, {"joinConversation": {}}]}}]),
    "data/tweet-headers.js": js("tweet_headers", [{"tweet": {"tweet_id": "1"}}]),
    "data/like.js": js("like", [{"like": {"fullText": "not mine"}}]),
}  # fmt: skip

CHANNEL = json.dumps({"id": "123456", "type": "DM", "recipients": ["1", "2"]})
SPOTIFY: dict[str, str | bytes] = {
    "MyData/Playlist1.json": json.dumps({"playlists": [{"name": "gym", "description": "for leg day", "numberOfFollowers": 2, "lastModifiedDate": "2023-01-01", "items": [
        {"track": {"trackName": "A", "artistName": "B", "albumName": "C", "trackUri": "spotify:track:1"}, "episode": None, "localTrack": None, "addedDate": "2022-02-02"},
        {"track": None, "episode": {"episodeName": "talk"}, "localTrack": None},
        {"track": None, "episode": None, "localTrack": {"uri": "spotify:local:Me:Demo:Song+One:100"}},
        {"track": None, "episode": None, "localTrack": None}]}]}),
    "MyData/YourLibrary.json": json.dumps({"tracks": [{"artist": "B", "album": "C", "track": "A", "uri": "u"}]}),
    "MyData/StreamingHistory_music_0.json": json.dumps([{"endTime": "2023-01-01 08:00", "artistName": "B", "trackName": "A", "msPlayed": 1000}]),
    "MyData/Inferences.json": json.dumps({"inferences": ["1P_Custom_Parents", "3P_Commuters"]}),
    "MyData/SearchQueries.json": json.dumps([{"searchQuery": "lullaby", "searchTime": "2023-01-01T00:00:00Z"}]),
    "MyData/Payments.json": json.dumps({"card": "x"}),
}  # fmt: skip
PLAY = {"ts": "2020-01-01T00:00:00Z", "ms_played": 5, "master_metadata_track_name": "A", "master_metadata_album_artist_name": "B", "master_metadata_album_album_name": "C"}  # fmt: skip
XSPF = '<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><title>road</title><trackList><track><location>file:///home/mira/a.mp3</location><title>A</title><creator>B</creator></track><track/></trackList></playlist>'  # fmt: skip

CASES = [
    Case("x", "x", X_FILES, 11, 7, 5, {"repost": 1, "empty": 1, "malformed": 1, "duplicate": 1, "other_author": 1, "service": 1}),
    Case("x-unwrapped", "x", {"tweet.js": "window.YTD.tweet.part0 = " + json.dumps([TWEETS[0]["tweet"]])}, 1, 1, 1),
    Case("x-2017", "x", {"tweets.csv": 'tweet_id,in_reply_to_status_id,timestamp,source,text,retweeted_status_id\n1,,2015-01-01 10:00:00 +0000,w,"hi",\n2,,2015-01-01 10:00:00 +0000,w,RT @a: b,5\n'}, 2, 1, 1, {"repost": 1}),
    Case("reddit", "reddit", {
        "comments.csv": '\ufeffid,permalink,date,ip,subreddit,gildings,link,parent,body\na,/r/x/a,2025-05-18 04:35:32 UTC,,x,0,l,,"two\nlines ""quoted"""\n\nb,/r/x/b,1700000000,,x,0,l,,[deleted]\nc\n',
        "posts.csv": "id,permalink,date,ip,subreddit,gildings,title,url,body\np,/r/x/p,,,x,0,Title,u,Body\nq,/r/x/q,1700000000000,,x,0,Gone,u,[removed]\n",
        "messages.csv": "id,permalink,thread_id,date,ip,from,to,subject,body\nm,l,t,,,Mira,you,s,hello\nn,l,t,,,you,mira,s,hi\n",
        "statistics.csv": "statistic,value\naccount name,mira\n", "post_votes.csv": "id,permalink,direction\n1,l,up\n",
        "comment_headers.csv": "id,permalink,date,ip,subreddit,gildings,link,parent\na,l,d,,x,0,l,\n"}, 7, 5, 3, {"deleted": 2, "malformed": 1, "other_author": 1}),
    Case("mastodon", "mastodon", {"outbox.json": json.dumps({"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "orderedItems": [
        {"type": "Create", "object": {"id": "1", "content": "<p>one<br>two</p><p>three &amp; four</p>", "summary": "warning", "to": ["https://www.w3.org/ns/activitystreams#Public"], "cc": [], "published": "2024-01-01T00:00:00Z", "attachment": [{"name": "my balcony"}]}},
        {"type": "Announce", "object": "https://elsewhere"}, {"type": "Create", "object": {"content": "", "to": [], "cc": []}}, 5]})}, 4, 2, 1, {"repost": 1, "empty": 1, "malformed": 1}),
    Case("bluesky", "bluesky", {"repo.car": car()}, 2, 2, 2),
    Case("facebook", "facebook", {
        "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json": json.dumps([{"timestamp": 1600000000, "data": [{"post": mangled("Grüße aus dem Café 🎉")}], "title": "M posted"}, {"timestamp": 0, "data": []}, {"timestamp": 1600000000, "label_values": [{"label": "Nachricht", "value": mangled("schön")}]}]),
        "your_facebook_activity/comments_and_reactions/comments.json": json.dumps({"comments_v2": [{"timestamp": 1600000000, "data": [{"comment": {"timestamp": 1, "comment": "nice", "author": "Mira"}}]}, "bad"]})}, 5, 4, 3, {"empty": 1, "malformed": 1}),
    Case("instagram", "instagram", {
        "your_instagram_activity/media/posts_1.json": json.dumps([{"media": [{"title": mangled("plage été"), "creation_timestamp": 1600000000, "media_metadata": {"photo_metadata": {"exif_data": [{"latitude": 1.5, "longitude": 2.5}]}}}]}]),
        "your_instagram_activity/comments/post_comments_1.json": json.dumps([{"string_map_data": {"Kommentar": {"value": "super"}, "Zeit": {"timestamp": 1600000000}}}]),
        "your_instagram_activity/threads/threads_and_replies.json": json.dumps({"text_post_app_text_posts": [{"media": [{"title": "thread", "creation_timestamp": 1600000000}]}]})}, 3, 3, 3),
    Case("linkedin", "linkedin", {"Comments_12.csv": 'Date,Link,Message\n2023-01-01 10:00:00,https://l,"he said \\"go\\""\n', "Shares.csv": 'Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n2023-01-01 10:00:00,https://l,"a ""b""",,,MEMBER_NETWORK\n'}, 2, 2, 2),
    Case("discord", "discord", {"Messages/c123456/channel.json": CHANNEL, "Messages/c123456/messages.csv": "ID,Timestamp,Contents,Attachments\n1,2023-01-01 10:00:00+00:00,hi,\n2,2023-01-01 10:00:00+00:00,,http://a\n", "Messages/c7777777/channel.json": "{}", "messages/index.json": "{\"1\": null}", "messages/888888/channel.json": CHANNEL, "messages/888888/messages.json": json.dumps([{"ID": 5, "Timestamp": "2023-01-01 10:00:00", "Contents": "yo", "Attachments": ""}])}, 3, 3, 2, {"empty": 1}),
    Case("tiktok", "tiktok", {"user_data_tiktok.json": json.dumps({"Comment": {"Comments": {"CommentsList": [{"date": "2023-01-01 10:00:00", "comment": "wow"}, {"x": 1}]}}, "Profile": {"ProfileMap": {"userName": "mira", "bioDescription": "nurse"}}, "Direct": {"ChatHistory": {"with a": [{"Date": "", "From": "mira", "Content": "a"}, {"Date": "", "From": "b", "Content": "c"}]}}})}, 5, 3, 3, {"malformed": 1, "other_author": 1}),
    Case("youtube-html", "youtube", {"Takeout/YouTube/my-comments/my-comments.html": '<html><body><ul><li>Sent at 2020-04-27 23:18:23 UTC while watching <a href="http://www.youtube.com/watch?v=abc">v</a>.<br/>great &amp; good</li><li>Sent at 2020-04-28 23:18:23 UTC<br/></li></ul>'}, 2, 2, 1, {"empty": 1}),
    Case("youtube-localised", "youtube", {"Takeout/comentarios.csv": 'ID de comentario,ID de canal,Marca de tiempo,Precio,ID principal,ID de video,Texto del comentario\nUgxAbCdEfGhIjKlMnOp4AaABAg,UCchan,2023-09-19T17:42:53.434647+00:00,0,,WtOskFeLmr4,"{""takeoutSegments"":[{""text"":""hola""}]}"\n'}, 1, 1, 1),
    Case("telegram", "telegram", {"result.json": '{"about":"x","personal_information":{"user_id":42,"first_name":"M"},"chats":{"about":"","list":[{"name":"c","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message","date":"2020-01-01T10:00:00","date_unixtime":"1577872800","from":"M","from_id":"user42","text":["a ",{"type":"bold","text":"b\\x1f"}]},{"id":2,"type":"message","date_unixtime":"1577872801","from":"N","from_id":"user43","text":"no"},{"id":3,"type":"service","action":"pin"}]}]}}'}, 3, 1, 1, {"other_author": 1, "service": 1}),
    Case("whatsapp", "whatsapp", {"_chat.txt": "\ufeff[13.01.20, 9:05:11\u202fPM] Mira: hello\nsecond line\n\u200e[14.01.20, 9:06:11 a.\u00a0m.] Noor: \u200eimage omitted\n[15.01.20, 9:06:11 AM] Mira: This message was deleted\n[15.01.20, 9:07:11 AM] Messages are end-to-end encrypted\n"}, 4, 2, 1, {"other_author": 1, "deleted": 1, "service": 1}, me="Mira"),
    Case("hackernews", "hackernews", {"hn.json": json.dumps({"hits": [{"objectID": "1", "created_at_i": 1600000000, "author": "mira", "comment_text": "<p>I&#x27;d say", "story_text": None, "title": None}, {"objectID": "2", "created_at_i": 1600000001, "author": "noor", "comment_text": "x"}]})}, 2, 1, 1, {"other_author": 1}, me="mira"),
    Case("medium", "medium", {"posts/2020-01-01_T-abc.html": '<html><head><title>T</title></head><body><article class="h-entry"><h1 class="p-name">T</h1><section class="e-content"><p>words</p></section><footer><time class="dt-published" datetime="2020-01-01T00:00:00Z">x</time></footer></article></body></html>', "posts/draft_U-1.html": '<html><head><title>U</title></head><body><article class="h-entry"><p>d</p></article>'}, 2, 2, 2),
    Case("tumblr", "tumblr", {"posts/123.html": '<html><body><h1>Hi</h1><p>there</p><div id="footer"><span id="timestamp"> January 5th, 2020 3:05pm </span></div></body></html>'}, 1, 1, 1),
    Case("tumblr-reblogs", "tumblr", {
        "posts/1.html": '<html><body><p><a class="tumblr_blog" href="https://b">b</a>:</p><blockquote><p><a class="tumblr_blog">a</a>:</p><blockquote><p>theirs</p></blockquote><p>theirs</p></blockquote><p>mine</p><div id="footer"><span id="timestamp"> January 5th, 2020 3:05pm </span></div></body></html>',
        "posts/2.html": '<html><body><p><a class="tumblr_blog" href="https://b">b</a>:</p><blockquote><p>theirs</p></blockquote><div id="footer"><span id="timestamp"> January 5th, 2020 3:05pm </span></div></body></html>'}, 2, 1, 1, {"repost": 1}),
    Case("reddit-drafts", "reddit", {"comments.csv": "id,permalink,date,ip,subreddit,gildings,link,parent,body\n", "drafts.csv": "id,title,body,kind,created,spoiler,nsfw,subreddit\nd,T,not yet,markdown,2025-05-18 04:35:32 UTC,false,false,x\n"}, 1, 1, 1),
    Case("telegram-channel", "telegram", {"result.json": json.dumps({"name": "c", "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "message", "date_unixtime": "1600000000", "from": "c", "from_id": "channel1", "text": "hello", "text_entities": [{"type": "plain", "text": "hello"}]}]})}, 1, None, 1),
    Case("hackernews-thread", "hackernews", {"hn.json": json.dumps({"hits": [{"objectID": "1", "created_at_i": 1600000000, "author": "mira", "comment_text": "one"}, {"objectID": "2", "created_at_i": 1600000001, "author": "noor", "comment_text": "two"}]})}, 2, None, 2),
    Case("instagram-time-first", "instagram", {"your_instagram_activity/comments/post_comments_1.json": json.dumps([{"string_map_data": {"Zeit": {"timestamp": 1600000000}, "Kommentar": {"value": "super"}}}])}, 1, 1, 1),
    Case("csv", "csv", {"mine.csv": "When;Text\n2020-01-01;hello\n2020-01-02;\n"}, 2, 2, 1, {"empty": 1}),
    Case("jsonl", "jsonl", {"a.jsonl": '{"text":"a","created_at":1600000000}\n{bad\n\n{"text":"b"}\n'}, 3, 2, 2, {"malformed": 1}),
    Case("markdown", "markdown", {"notes/a.md": '---\ntitle: "T"\ndate: 2020-01-01\n---\nbody\n', "notes/b.md": "x"}, 2, 2, 2),
    Case("text", "text", {"a.txt": "just words\n"}, 1, 1, 1),
    Case("mbox", "mail", {"All.mbox": "From a@b Thu Jan  1 00:00:00 2020\nFrom: Mira <m@example.org>\nDate: Wed, 01 Jan 2020 10:00:00 +0000\nSubject: s\n\nhello\n> quoted\n\nFrom a@b Thu Jan  1 00:00:00 2020\nFrom: n@example.org\nDate: bad\nSubject: t\n\nhi\n"}, 2, 1, 1, {"other_author": 1}, me="m@example.org"),
    Case("eml", "mail", {"a.eml": "From: Mira <m@example.org>\nTo: x@example.org\nDate: Wed, 01 Jan 2020 10:00:00 +0000\nSubject: s\nContent-Type: text/html\n\n<p>hello</p>"}, 1, 1, 1, me="m@example.org"),
    Case("spotify", "spotify", SPOTIFY, 7, 7, 5, {"podcast": 1, "empty": 1}),
    Case("spotify-extended", "spotify", {"Spotify Extended Streaming History/Streaming_History_Audio_2020_1.json": json.dumps([PLAY, PLAY, {**PLAY, "master_metadata_track_name": None, "episode_name": "talk"}, {"ts": 1}])}, 4, 3, 1, {"duplicate": 1, "podcast": 1, "malformed": 1}),
    Case("spotify-web", "spotify", {"p.json": json.dumps({"name": "n", "tracks": {"total": 5, "items": [{"added_at": "2020-01-01T00:00:00Z", "track": {"name": "A", "artists": [{"name": "B"}], "album": {"name": "C", "release_date": "1999"}}}, {"track": None}]}})}, 2, 2, 1, {"empty": 1}),
    Case("exportify-pavel", "exportify", {"gym.csv": "\ufeffTrack URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Explicit,Added By,Added At,Genres,Record Label,Danceability,Energy\nspotify:track:1,A,C,B,1999-01-01,1000,5,false,me,2020-01-01T00:00:00Z,\"pop,rock\",L,0.5,0.6\n"}, 1, 1, 1),
    Case("apple-library", "apple-music", {"Library.xml": plistlib.dumps({"Music Folder": "file:///Users/mira/Music/", "Tracks": {"1": {"Name": "A", "Artist": "B", "Genre": "Pop", "Year": 1999, "Play Count": 3, "Location": "file:///Users/mira/Music/a.mp3"}, "2": {"Name": "P", "Podcast": True}}, "Playlists": [{"Name": "gym"}]})}, 2, 2, 1, {"podcast": 1}),
    Case("apple-activity", "apple-music", {"Apple Music Play Activity.csv": "Album Name,Artist Name,Song Name,Event Start Timestamp,Play Duration Milliseconds\nC,B,A,2020-01-01T00:00:00Z,1000\n"}, 1, 1, 1),
    Case("youtube-music", "youtube-music", {"Takeout/music library songs.csv": "Video ID,Song Title,Album Title,Artist Name 1\nabc,A,C,B\n"}, 1, 1, 1),
    Case("lastfm", "lastfm", {"l.csv": 'uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n"1600000000","x","B","","C","","A",""\n'}, 1, 1, 1),
    Case("lastfm-bare", "lastfm", {"l.csv": 'B,C,A,13 Sep 2020 12:26\nB,C,D,13 Sep 2020 12:30\n'}, 2, 2, 2),
    Case("lastfm-json", "lastfm", {"l.json": json.dumps({"recenttracks": {"track": [{"artist": {"#text": "B"}, "name": "A", "album": {"#text": "C"}, "date": {"uts": "1600000000"}}]}})}, 1, 1, 1),
    Case("deezer", "deezer", {"deezer-data.xlsx": workbook()}, 2, 2, 2),
    Case("listenbrainz", "listenbrainz", {"listens/2023/1.jsonl": '{"listened_at":1672531200,"track_metadata":{"track_name":"A","artist_name":"B"}}\n{"listened_at":1}\n'}, 2, 1, 1, {"malformed": 1}),
    Case("pls", "playlists", {"a.pls": "[playlist]\nFile1=/home/mira/a.mp3\nTitle1=B - A\nLength1=10\nNumberOfEntries=1\n"}, 1, 1, 1),
    Case("xspf", "playlists", {"a.xspf": XSPF}, 2, 2, 1, {"empty": 1}),
    Case("jspf", "playlists", {"a.jspf": json.dumps({"playlist": {"title": "t", "track": [{"title": "A", "creator": "B", "location": ["file:///home/mira/a.mp3"]}]}})}, 1, 1, 1),
]  # fmt: skip
CASES += TALKS
