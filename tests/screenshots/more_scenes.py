"""The states of the archive and playlist pages that are photographed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from redraft.gui.archive.desk import Wish
from redraft.gui.archive.page import ArchivePage
from redraft.gui.archive.scanner import Stand
from redraft.gui.main_window import MainWindow
from redraft.gui.playlist import checker
from redraft.gui.playlist.page import PlaylistPage
from redraft.gui.services import Services
from screenshots.scene import Scene, Until
from screenshots.scripted import scripted
from screenshots.scripted_archive import ScriptedArchive
from screenshots.scripted_playlist import ScriptedPlaylist


def _archive(*, holds: bool = False, nothing: bool = False) -> Callable[[], Services]:
    def make() -> Services:
        services = scripted()
        services.archive = ScriptedArchive(holds=holds, nothing=nothing)
        return services

    return make


def _playlist(*, holds: bool = False, nothing: bool = False) -> Callable[[], Services]:
    def make() -> Services:
        services = scripted()
        services.playlist = ScriptedPlaylist(holds=holds, nothing=nothing)
        return services

    return make


def archive_page(window: MainWindow) -> ArchivePage:
    """The archive page, in front."""
    window.show_page("archive")
    page = window.pages["archive"]
    assert isinstance(page, ArchivePage)
    return page


def playlist_page(window: MainWindow) -> PlaylistPage:
    """The playlist page, in front."""
    window.show_page("playlist")
    page = window.pages["playlist"]
    assert isinstance(page, PlaylistPage)
    return page


def _opened(name: str) -> Callable[[MainWindow, Until], None]:
    def play(window: MainWindow, until: Until) -> None:
        page = archive_page(window)
        page.open([Path(name)])
        until(lambda: page.scanner.stand is Stand.READY or page.scanner.error is not None)

    return play


def _scanning(window: MainWindow, until: Until) -> None:
    page = archive_page(window)
    page.scanner.scan(Wish())
    until(lambda: page.scanner.report is not None)


def _scanned(view: str) -> Callable[[MainWindow, Until], None]:
    def play(window: MainWindow, until: Until) -> None:
        page = archive_page(window)
        page.scanner.scan(Wish())
        until(lambda: page.scanner.stand is Stand.DONE)
        page.work.show_view(view)
        until(lambda: not page.work.posts.model.busy)

    return play


def _checked(name: str, stand: checker.Stand) -> Callable[[MainWindow, Until], None]:
    def play(window: MainWindow, until: Until) -> None:
        page = playlist_page(window)
        page.check([Path(name)])
        until(lambda: page.checker.stand is stand or page.checker.error is not None)

    return play


SCENES = (
    Scene("archive-empty", scripted, lambda window, _until: window.show_page("archive")),
    Scene("archive-error", _archive(), _opened("holiday.bin")),
    Scene("archive-recognised", _archive(), _opened("reddit.zip")),
    Scene("archive-scanning", _archive(holds=True), _scanning),
    Scene("archive-done", _archive(), _scanned("when")),
    Scene("archive-plan", _archive(), _scanned("plan")),
    Scene("archive-cut", _archive(), _scanned("cut")),
    Scene("archive-posts", _archive(), _scanned("posts")),
    Scene("archive-nothing", _archive(nothing=True), _scanned("when")),
    Scene("playlist-empty", scripted, lambda window, _until: window.show_page("playlist")),
    Scene("playlist-error", _playlist(), _checked("holiday.bin", checker.Stand.EMPTY)),
    Scene("playlist-looking", _playlist(holds=True), _checked("music.zip", checker.Stand.LOOKING)),
    Scene("playlist-done", _playlist(), _checked("music.zip", checker.Stand.DONE)),
    Scene("playlist-nothing", _playlist(nothing=True), _checked("music.zip", checker.Stand.DONE)),
)
