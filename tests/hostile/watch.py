"""Hears of everything that Python does to the machine while a script runs: files written, processes, sockets, libraries (`sys.addaudithook`)."""

from __future__ import annotations

import ctypes  # noqa: F401 - loaded before anybody listens
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = frozenset(
    "os.remove os.rename os.mkdir os.rmdir os.link os.symlink os.truncate os.chmod os.chown os.utime os.mkfifo tempfile.mkstemp tempfile.mkdtemp "
    "shutil.move shutil.rmtree shutil.copyfile sqlite3.connect".split()
)
ESCAPES = frozenset(
    "os.system os.exec os.posix_spawn os.fork os.forkpty os.kill os.killpg os.putenv os.unsetenv subprocess.Popen ctypes.dlopen pickle.find_class "
    "pty.spawn winreg.OpenKey urllib.Request webbrowser.open".split()
)
_NEUTRAL_SOCKET_EVENTS = frozenset(("socket.gethostname",))


class Watch:
    """What was heard: ``written`` (path or event of each change to the file system) and ``escaped`` (events of any other reach)."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.escaped: list[str] = []

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, int):  # a file object for a descriptor, whose own opening was heard
                return
            if isinstance(flags, int) and flags & WRITING and not str(path).endswith(".pyc") and "__pycache__" not in str(path):
                self.written.append(str(path))
        elif event in CHANGES:
            if "__pycache__" not in str(arguments):
                self.written.append(f"{event}{arguments}")
        elif event in ESCAPES or (event.startswith("socket.") and event not in _NEUTRAL_SOCKET_EVENTS):
            self.escaped.append(f"{event}{arguments}")


_watches: list[Watch] = []
_installed = threading.Event()


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    for watch in _watches:
        watch.hear(event, arguments)


@contextmanager
def watching() -> Iterator[Watch]:
    """Hear while the block runs."""
    if not _installed.is_set():
        sys.addaudithook(_hook)
        _installed.set()
    watch = Watch()
    _watches.append(watch)
    try:
        yield watch
    finally:
        _watches.remove(watch)
