"""Drives a terminal program through a real pty and says when what was painted (POSIX; peak memory on Linux)."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pyte

COLUMNS, LINES = 120, 36
SILENCE = 0.06  # seconds without output that end a paint
_QUERY = re.compile(rb"\x1b\[(?:0?c|6n|\?(\d+)\$p)|\x1b\](1[01]);\?(?:\x07|\x1b\\)")
# What pyte does not know and would print: CSI with a private prefix, mode requests, DCS, APC and OSC.
_UNKNOWN = re.compile(
    rb"\x1b\[\?[0-9;]*m|\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$p|\x1b\[\?[0-9;]*u"
    rb"|\x1b[P_^].*?\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)",
    re.DOTALL,
)
_WHOLE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][A-Z0-9]|[^\[\]()P_^])")


class Terminal:
    """A program on a pty of 120 × 36; times are seconds since just before it was started.

    Output is stamped as it arrives and emulated only in silence, so that the emulator's cost enters no figure.
    """

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        """Start `command`."""
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._pending: list[tuple[float, bytes]] = []
        self._tail = b""
        self._started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), environment)  # noqa: S606 (the program to measure)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def wait_for(self, pattern: str, timeout: float = 30.0) -> float:
        """Return when the screen first showed a match of `pattern`; TimeoutError with the screen where it does not."""
        if re.search(pattern, self.text()):
            return self._now()
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline:
            self._read_until_silent(0.02, 1.0)
            while self._pending:
                stamp = self._emulate()
                if re.search(pattern, self.text()):
                    return stamp
        raise TimeoutError(f"no {pattern!r} on the screen:\n{self.text()}")

    def settle(self, longest: float = 5.0) -> None:
        """Wait until the program has been silent for a third of a second; `longest` where it may say nothing at all."""
        self._read_until_silent(0.33, longest)
        while self._pending:
            self._emulate()

    def press(self, key: str) -> float:
        """Press a key and return the seconds until its paint was complete; TimeoutError where nothing is painted."""
        pressed = self._now()
        os.write(self._fd, key.encode())
        if not self._read_until_silent(SILENCE, 3.0):
            raise TimeoutError(f"{key!r} painted nothing:\n{self.text()}")
        painted = self._pending[-1][0]
        while self._pending:
            self._emulate()
        return painted - pressed

    def text(self) -> str:
        """Return the screen as text."""
        cells = self._screen.buffer
        return "\n".join("".join(cells[y][x].data for x in range(COLUMNS)) for y in range(LINES))

    def peak_mb(self) -> float:
        """Return the most memory the program has held so far, in MB."""
        return peak_mb(self.pid)

    def send(self, keys: str) -> None:
        """Press keys and wait for nothing."""
        os.write(self._fd, keys.encode())

    def kill(self) -> str:
        """Kill the program and return the last it painted."""
        os.kill(self.pid, signal.SIGKILL)
        with suppress(EOFError):
            while self._read_until_silent(0.02, 0.2):
                pass
        while self._pending:
            self._emulate()
        os.waitpid(self.pid, 0)
        os.close(self._fd)
        return self.text()

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _now(self) -> float:
        return time.perf_counter() - self._started

    def _read_until_silent(self, silence: float, longest: float) -> bool:
        """Read until nothing came for `silence` seconds after something came; False where nothing came at all."""
        end = self._now() + longest
        came = False
        while (left := end - self._now()) > 0:
            ready, _, _ = select.select([self._fd], [], [], min(left, silence) if came else left)
            if not ready:
                break
            try:
                data = os.read(self._fd, 1 << 16)
            except OSError as gone:
                raise EOFError(f"the program has ended:\n{self.text()}") from gone
            self._pending.append((self._now(), data))
            came = True
            for query in _QUERY.finditer(data):
                os.write(self._fd, _answer(query))
        return came

    def _emulate(self) -> float:
        """Feed the oldest output to the emulator, an escape that is not whole yet kept back; return when it came."""
        stamp, data = self._pending.pop(0)
        buffer = _UNKNOWN.sub(b"", self._tail + data)
        cut = buffer.rfind(b"\x1b")
        whole = cut < 0 or _WHOLE.match(buffer[cut:]) is not None
        self._tail = b"" if whole else buffer[cut:]
        self._stream.feed(buffer if whole else buffer[:cut])
        return stamp


def _answer(query: re.Match[bytes]) -> bytes:
    """Answer as a present-day terminal: what it is, where the cursor stands, its modes and colours."""
    if query[1]:
        return b"\x1b[?%s;%d$y" % (query[1], 2 if query[1] == b"2026" else 0)
    if query[2]:
        return b"\x1b]%s;rgb:%s\x1b\\" % (query[2], b"dddd/dddd/dddd" if query[2] == b"10" else b"1111/1111/1111")
    return b"\x1b[1;1R" if query[0].endswith(b"6n") else b"\x1b[?62;22c"


def peak_mb(pid: int) -> float:
    """Return the peak resident memory of a running process in MB, 0 where the system does not tell."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
