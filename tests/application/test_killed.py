"""Whatever dies in the middle of a press: the file on disk is the old one, and the next press works."""

import os
import signal
import threading
import time
import zipfile
from pathlib import Path

import pytest
from desktop import Desktop
from test_pressing import counts, pressed

from jixiao.engines import UnusableWorkbook, open_port
from jixiao.engines.libreoffice import application
from office import needs_office

POINTS = (1, 12, 36)  # calls of a press after which it strikes: on starting, while reading, while writing


@pytest.mark.parametrize("call", POINTS)
def test_python_killed(desktop: Desktop, opened, sample: Path, misbehave, call: int) -> None:
    path = opened(sample)
    content = path.read_bytes()
    misbehave("kill", "python", call)
    desktop("press", "计算评分")
    assert "没有完成" in desktop.message()
    assert path.read_bytes() == content
    misbehave()
    assert pressed(desktop, "计算评分", "评分表")[3] == pytest.approx(86)


@pytest.mark.parametrize("call", POINTS)
def test_office_killed(screen: str, stand_in: Path, sample: Path, tmp_path: Path, misbehave, call: int) -> None:
    path = tmp_path / "自评.xlsm"
    path.write_bytes(sample.read_bytes())
    (tmp_path / "desktop").mkdir()
    desktop = Desktop(tmp_path / "desktop", screen, stand_in)
    try:
        desktop("open", str(path), False)
        misbehave("kill", "office", call)
        with pytest.raises(RuntimeError, match=r"(press|active|dialogs): "):
            press_and_wait(desktop)
        assert path.read_bytes() == sample.read_bytes()
    finally:
        misbehave()
        desktop.driver.kill()
        desktop.kill()
    again = Desktop(tmp_path / "desktop", screen, stand_in)  # the same user's: the lock left behind is its own
    try:
        again("open", str(path), False)
        assert pressed(again, "计算评分", "评分表")[3] == pytest.approx(86)
        assert counts(again)[4] == "良"
    finally:
        again.end()


def press_and_wait(desktop: Desktop) -> None:
    desktop("press", "计算评分")
    desktop.until(lambda: desktop("active") == "评分表")


@needs_office
def test_office_killed_while_saving(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The target is the old file or a complete new one."""
    own = iter([application.start_own() for _ in range(4)])
    monkeypatch.setattr(application, "start_own", lambda: next(own))
    for delay in (0.0, 0.05, 0.2, 0.6):
        path = tmp_path / f"{delay}.xlsm"
        path.write_bytes(sample.read_bytes())
        port = open_port(path, "libreoffice")
        port.write_values("人员情况", 22, 3, [[28]])
        group = port._own.process.pid
        threading.Thread(target=strike, args=(group, delay)).start()
        try:
            port.save()
        except (UnusableWorkbook, RuntimeError):
            assert path.read_bytes() == sample.read_bytes()
        else:
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None
            assert open_port(path).used_block("人员情况")
        port.close()
    assert not [left.name for left in tmp_path.iterdir() if left.name.startswith(".~")], "no temporary files are left"


def strike(group: int, delay: float) -> None:
    time.sleep(delay)
    os.killpg(group, signal.SIGKILL)
