"""A LibreOffice desktop for tests: virtual screen, profile with the buttons installed, a driver beside it."""

import itertools
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from jixiao.actions import menus
from jixiao.engines.libreoffice import application
from jixiao.engines.libreoffice.install import install_libreoffice

LIMIT = float(os.environ.get("JIXIAO_TEST_LIMIT", "90"))  # seconds for anything, on a slow machine
HERE = Path(__file__).parent
_numbers = itertools.count(1)


class Hand:
    """A driver beside a running LibreOffice that accepts connections at `address`."""

    program = HERE / "driver.py"

    def __init__(self, address: str) -> None:
        self.address = address
        self._replies: queue.Queue[str] = queue.Queue()
        self.driver = subprocess.Popen(
            [next(application.pythons()), "-B", str(self.program), address, str(LIMIT)],
            env=application.clean_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._reply() == "ready"

    def _listen(self) -> None:
        assert self.driver.stdout is not None
        for line in self.driver.stdout:
            self._replies.put(line)
        self._replies.put('{"error": "the driver ended"}')

    def _reply(self):
        reply = json.loads(self._replies.get(timeout=LIMIT))
        if "error" in reply:
            raise RuntimeError(reply["error"])
        return reply["ok"]

    def __call__(self, operation: str, *arguments: object):
        """One operation of the driver (see driver.py)."""
        assert self.driver.stdin is not None
        self.driver.stdin.write(json.dumps([operation, *arguments]) + "\n")
        self.driver.stdin.flush()
        return self._reply()

    def until(self, condition, seconds: float = LIMIT):
        """Poll until the condition gives something true; AssertionError if it doesn't in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError(f"nothing happened in {seconds} s; open message boxes: {self('dialogs')}")

    def end(self) -> None:
        self.driver.kill()
        self.driver.wait(LIMIT)


class Desktop(Hand):
    """A LibreOffice with windows. `folder` takes the profile; `python` is what the buttons run."""

    def __init__(self, folder: Path, display: str, python: Path | str = sys.executable) -> None:
        self.profile, self.display = folder / "profile", display
        install_libreoffice(self.profile, python, menus())
        self._without_tips()
        address = f"pipe,name=jixiao-test-{os.getpid()}-{next(_numbers)}"
        command = [str(application.soffice()), "--norestore", "--nologo", "--nodefault"]
        command += [f"-env:UserInstallation={self.profile.as_uri()}", f"--accept={address};urp;"]
        environment = application.clean_environment() | {"DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen"}
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, env=environment, start_new_session=True, **quiet)
        super().__init__(address)

    def _without_tips(self) -> None:
        """No "tip of the day" over the workbook, as if it had been seen."""
        settings = self.profile / "user" / "registrymodifications.xcu"
        item = (
            '<item oor:path="/org.openoffice.Office.Common/Misc">'
            '<prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop></item></oor:items>'
        )
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("</oor:items>", item), encoding="utf-8")

    def message(self) -> str:
        """The next message box's text; it is closed."""
        text = " ".join(self.until(lambda: self("dialogs")))
        self.dismiss()
        return text

    def dismiss(self) -> None:
        """Click all message boxes away."""

        def none_left() -> bool:
            place = self("button")
            if place is not None:
                self.click(*place)
            return place is None

        self.until(none_left)

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Real clicks on the virtual screen."""
        environment = os.environ | {"DISPLAY": self.display}
        subprocess.run(
            ["xdotool", "mousemove", str(x), str(y), "sleep", "0.3", "click", "--repeat", str(times), "1"],
            env=environment,
            check=True,
            timeout=30,
        )

    def click_button(self, caption: str, shows: str) -> None:
        """A real click on a form button until its sheet comes: X loses one in about thirty; a clerk clicks again."""
        for seconds in (15, 15, LIMIT):
            self.click(*self("place", caption))
            with suppress(AssertionError):
                self.until(lambda: self("active") == shows, seconds)
                return
        raise AssertionError(f"{caption}: not heard; open message boxes: {self('dialogs')}")

    def keys(self, *keys: str) -> None:
        """Real keystrokes to the window under the pointer."""
        environment = os.environ | {"DISPLAY": self.display}
        subprocess.run(["xdotool", "key", *keys], env=environment, check=True, timeout=30)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(LIMIT)

    def end(self) -> None:
        super().end()
        self.kill()
        shutil.rmtree(self.profile, ignore_errors=True)


def virtual_screen() -> "tuple[subprocess.Popen[bytes], str]":
    """An Xvfb and its display."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, pass_fds=(writing,), **quiet)
    os.close(writing)
    with os.fdopen(reading) as told:
        return process, ":" + told.readline().strip()
