"""The .cmd files run by a real cmd.exe (wine's), from a folder with Chinese, blanks and brackets in its name."""

import pytest
import wine as machine

from jixiao.setup.scripts import install_cmd, sendto_cmd, uninstall_cmd

PYTHON = r"Programs/Python/Python{}/python.exe"
GOOD = "echo called %*\nexit /b 0"
REFUSED = "echo refused\nexit /b 1"
FAILS_LATER = 'echo %* | find "setup.py" >nul\nif not errorlevel 1 exit /b 1\nexit /b 0'


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    wine = machine.new_wine(tmp_path_factory.mktemp("wine"))
    yield wine
    machine.stop(wine)


@pytest.fixture
def wine(started):
    started.forget_pythons()
    return started


@pytest.fixture
def folder(tmp_path):
    """The unpacked zip."""
    made = tmp_path / "下载 (1)" / "绩效自评 0.1.0"
    (made / "files").mkdir(parents=True)
    (made / "files" / "setup.py").write_text("")
    (made / "安装.cmd").write_bytes(install_cmd())
    (made / "卸载.cmd").write_bytes(uninstall_cmd())
    return made


def test_without_python_it_says_where_to_get_it(wine, folder):
    _, shown = wine.run(folder / "安装.cmd")
    assert "没有找到能用的 Python。要 64 位的 Python 3.11 到 3.15，别的版本不行" in shown
    assert "www.python.org/downloads/windows" in shown
    assert "called" not in shown


@pytest.mark.parametrize(("script", "command"), [("安装.cmd", "install"), ("卸载.cmd", "uninstall")])
def test_the_python_found_runs_the_set_up(wine, folder, script, command):
    wine.put_python(PYTHON.format("312"), GOOD)
    status, shown = wine.run(folder / script)
    setup = machine.windows_path(folder / "files" / "setup.py")
    assert f'-I "{setup}" {command}' in shown
    assert "没有完成" not in shown
    assert status == 0


def test_the_newest_python_that_fits_is_taken(wine, folder):
    wine.put_python(PYTHON.format("311"), GOOD)
    wine.put_python(PYTHON.format("313"), GOOD)
    wine.put_python(PYTHON.format("314"), REFUSED)  # such as 32 bit
    _, shown = wine.run(folder / "安装.cmd")
    assert r"Python313\python.exe" in shown
    assert shown.count("called") == 1


def test_a_failed_set_up_is_told(wine, folder):
    wine.put_python(PYTHON.format("312"), FAILS_LATER)
    _, shown = wine.run(folder / "安装.cmd")
    assert "安装没有完成。请按上面的提示处理后，再双击“安装.cmd”" in shown


def test_a_zip_not_unpacked_is_told(wine, folder, tmp_path):
    """Explorer unpacks only the file that is double-clicked."""
    alone = tmp_path / "Temp1_绩效自评.zip"
    alone.mkdir()
    (alone / "安装.cmd").write_bytes(install_cmd())
    wine.put_python(PYTHON.format("312"), GOOD)
    _, shown = wine.run(alone / "安装.cmd")
    assert "请先把压缩包全部解压" in shown
    assert "called" not in shown


def test_the_python_installer_in_the_zip_is_run(wine, folder):
    """Where there is no Python; then the one it put there is found."""
    wine.put_python("kept/python.exe", GOOD)
    local = machine.windows_path(wine.local)
    batch = wine.local / "installer.cmd"
    lines = [
        f"echo %*>{local}\\installer.txt",
        f'xcopy /i /y "{local}\\kept" "{local}\\Programs\\Python\\Python312" >nul',
    ]
    batch.write_bytes("\r\n".join(["@echo off", *lines, "exit /b 0", ""]).encode("gbk"))
    (folder / "files" / "python-installer.exe").write_bytes(machine.launcher(machine.windows_path(batch)))
    _, shown = wine.run(folder / "安装.cmd")
    assert "正在安装 Python，只装给当前用户" in shown
    assert "/passive InstallAllUsers=0" in (wine.local / "installer.txt").read_bytes().decode("gbk")
    assert f'-I "{machine.windows_path(folder / "files" / "setup.py")}" install' in shown


def test_sendto_hands_the_dropped_files_over(wine, tmp_path):
    wine.put_python("jixiao/venv/Scripts/python.exe", GOOD)
    script = tmp_path / "绩效自评1 校验.cmd"
    script.write_bytes(sendto_cmd(r"%LOCALAPPDATA%\jixiao\venv\Scripts\python.exe", "validate"))
    status, shown = wine.run(script, r"C:\我 的\部门 (2).xlsm", r"D:\b.xlsm")
    assert r'-I -m jixiao press validate --window "C:\我 的\部门 (2).xlsm" D:\b.xlsm' in shown
    assert status == 0


def test_sendto_without_its_program_says_so(wine, tmp_path):
    script = tmp_path / "绩效自评1 校验.cmd"
    script.write_bytes(sendto_cmd(r"%LOCALAPPDATA%\gone\python.exe", "validate"))
    _, shown = wine.run(script, r"C:\a.xlsm")
    assert "绩效自评的程序不见了。请重新解压安装包，双击“安装.cmd”再装一次。" in shown
