"""The Python that stands ready for the next press: who starts it, when it ends, and that a press never depends on it."""

import os
import signal
import time
from pathlib import Path

import pytest
from desktop import Desktop
from test_pressing import pressed
from waiting import workers


@pytest.fixture
def ready(desktop: Desktop, opened, sample: Path, stand_in: Path) -> int:
    """One that stands ready after a press of 校验."""
    opened(sample)
    pressed(desktop, "校验", "校验结果")
    (one,) = desktop.until(lambda: workers(stand_in))
    return one


def test_one_stands_ready_after_each_press_and_does_the_next(desktop, ready: int, stand_in: Path) -> None:
    for _ in range(3):
        pressed(desktop, "计算评分", "评分表")
        (after,) = desktop.until(lambda: workers(stand_in))
        assert after != ready, "a press has a process of its own"
        ready = after


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_gone_meanwhile_a_press_starts_another(desktop, ready: int, stand_in: Path, sign: int) -> None:
    os.kill(ready, sign)
    assert pressed(desktop, "计算评分", "评分表")[3] == pytest.approx(86)
    assert not desktop("dialogs")


def test_a_press_that_came_too_late_goes_to_another(desktop, ready: int, misbehave) -> None:
    order = misbehave("expire")
    assert pressed(desktop, "计算评分", "评分表")[3] == pytest.approx(86)
    assert not order.exists(), "one had ended before it heard of the press"
    assert not desktop("dialogs")


def test_it_ends_with_the_application(screen: str, sample: Path, stand_in: Path, tmp_path: Path) -> None:
    path = tmp_path / "自评.xlsm"
    path.write_bytes(sample.read_bytes())
    others = set(workers(stand_in))
    desktop = Desktop(tmp_path, screen, stand_in)
    desktop("open", str(path), False)
    pressed(desktop, "校验", "校验结果")
    (ready,) = desktop.until(lambda: set(workers(stand_in)) - others)
    desktop.end()
    until = time.monotonic() + 20
    while ready in workers(stand_in) and time.monotonic() < until:
        time.sleep(0.05)
    assert ready not in workers(stand_in)
