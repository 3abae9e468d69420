"""Pipes, devices and the system's own files, read so that waiting for them ends where the run is past its limits."""

from __future__ import annotations

import errno
import io
import os
import select
import stat
import time
from typing import Any

from pwsh_emu.runtime import limits

INTERVAL = 0.05  # seconds between two looks at the limits


class WaitingFile(io.RawIOBase):
    """A file that may give nothing for long."""

    def __init__(self, path: str) -> None:
        self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        mode = os.fstat(self._handle).st_mode
        if stat.S_ISDIR(mode):
            os.close(self._handle)
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        self._begun = not stat.S_ISFIFO(mode)  # a pipe that nobody writes to yet looks as if it had ended

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        """Wait for something to read; 0 at the end. Raises PipelineStopped where the run is past its limits."""
        while True:
            limits.check()
            try:
                data = os.read(self._handle, len(target))
            except BlockingIOError:
                self._begun = True
                select.select([self._handle], [], [], INTERVAL)
                continue
            if data or self._begun:
                self._begun = True
                target[: len(data)] = data
                return len(data)
            time.sleep(INTERVAL)

    def close(self) -> None:
        if not self.closed:
            os.close(self._handle)
        super().close()


def open_waiting(path: str) -> io.BufferedReader:
    """Open such a file; raises OSError."""
    return io.BufferedReader(WaitingFile(path))


def read_waiting(path: str) -> bytes:
    """Return all that such a file gives, with a look at the limits between the pieces."""
    pieces: list[bytes] = []
    with open_waiting(path) as file:
        while piece := file.read(1 << 20):
            limits.claim(sum(map(len, pieces)))
            pieces.append(piece)
    return b"".join(pieces)
