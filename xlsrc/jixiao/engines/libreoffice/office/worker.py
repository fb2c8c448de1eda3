"""The Python behind the buttons, as a child process that waits for one press.

Started after a press for the next one, so that nobody waits for its start: a press has a process of its own, with nothing
left in it of the press before. It is reached by pipes that only its parent holds, ends by itself when nobody presses for
a while, and with the application.
"""

from __future__ import annotations  # LibreOffice may bring Python 3.8

import json
import os
import subprocess
import tempfile
from typing import Any

HIDDEN = ("PYTHONPATH", "PYTHONHOME", "PYTHONEXECUTABLE")
EXPIRED = 75
"""Its exit status when nobody pressed for too long: an order that came at that very moment goes to another one."""


class Worker:
    """One process: `requests` and `replies` are descriptors of ours. OSError where the program can't be started."""

    def __init__(self, program: list[str]) -> None:
        self.program = program
        self.requests, theirs_out = os.pipe()
        theirs_in, self.replies = os.pipe()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process
        try:
            self._process = self._started(theirs_in, theirs_out)
        except OSError:
            self._let_go()
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)

    def _started(self, reading: int, writing: int) -> Any:
        environment = {key: value for key, value in os.environ.items() if key not in HIDDEN}
        environment["JIXIAO_LIBREOFFICE"] = f"fd:{reading},{writing}"
        return subprocess.Popen(
            self.program,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            pass_fds=(reading, writing),
            env=environment,
        )

    @property
    def waits(self) -> bool:
        return self._process.poll() is None

    def order(self, action: str, path: str) -> bool:
        """Tell what was pressed, in which file. False if nobody reads any more."""
        return self.say(json.dumps({"action": action, "path": path}).encode("ascii") + b"\n")

    def say(self, data: bytes) -> bool:
        """False if nobody reads any more."""
        try:
            while data:
                data = data[os.write(self.replies, data) :]
        except BrokenPipeError:
            return False
        return True

    def ended(self, seconds: float) -> int:
        """Its exit status. subprocess.TimeoutExpired if it doesn't end in time."""
        return int(self._process.wait(seconds))

    def last_words(self) -> str:
        """The last line it left for us."""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")[:300]

    def end(self) -> None:
        """Stop it where it still runs, and let go of all of it."""
        if self.waits:
            self._process.kill()
            self._process.wait()
        self._let_go()

    def _let_go(self) -> None:
        os.close(self.requests)
        os.close(self.replies)
        self._errors.close()


class Spare:
    """At most one worker that waits."""

    def __init__(self) -> None:
        self._waiting: Worker | None = None

    def take(self, program: list[str]) -> Worker:
        """The one that waits, if it is one of that program, else a new one. OSError as from Worker."""
        worker, self._waiting = self._waiting, None
        if worker is None:
            return Worker(program)
        if worker.waits and worker.program == program:
            return worker
        worker.end()
        return Worker(program)

    def prepare(self, program: list[str]) -> None:
        """Have one wait for the next press; where it can't be started, the next press will say so."""
        if self._waiting is None:
            try:
                self._waiting = Worker(program)
            except OSError:
                self._waiting = None
