"""The .cmd files: what cmd.exe needs of their bytes, and that no command's failure goes unnoticed."""

import re

import pytest

from jixiao.actions import SENT_TO
from jixiao.setup import SetupError
from jixiao.setup.places import OWN_PYTHON
from jixiao.setup.plan import ASK
from jixiao.setup.scripts import MINORS, install_cmd, python_check, readme, sendto_cmd, uninstall_cmd

SCRIPTS = {
    "安装.cmd": install_cmd(),
    "卸载.cmd": uninstall_cmd(),
    **{name: sendto_cmd(OWN_PYTHON, name) for name in (*(one.name for one in SENT_TO), ASK)},
}
HARMLESS = ("@echo off", "chcp ", "echo", "title ", "set ", "pause", "exit /b", "goto ", "if ", "call :", ":", "for ")
every_script = pytest.mark.parametrize("content", SCRIPTS.values(), ids=SCRIPTS)


def lines(content):
    """Without the blank ones."""
    return [line for line in content.decode("gbk").split("\r\n") if line]


@every_script
def test_bytes(content):
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert content.endswith(b"\r\n")
    assert content.startswith(b"@echo off\r\nchcp 936 >nul\r\n")
    assert b"@" not in content.removeprefix(b"@echo off"), "a placeholder was not filled"
    assert b"\t" not in content


@every_script
def test_no_byte_of_a_letter_is_a_command_character(content):
    """GB2312 only: a console in another code page shows garbled messages, but runs the same commands."""
    letters = content.decode("gbk")
    assert all(byte >= 0xA1 for letter in letters if not letter.isascii() for byte in letter.encode("gbk"))


@every_script
def test_paths_are_quoted(content):
    """People's names and folders hold blanks and brackets."""
    for line in lines(content):
        outside = re.sub(r'"[^"]*"', "", line)
        assert "%~" not in outside, line
        assert not re.search(r"%[A-Za-z]+%\\", outside), line
        assert "\\" not in outside, line


@every_script
def test_every_command_that_can_fail_is_checked(content):
    """A program's exit status is looked at in the very next line; blocks in brackets are not used at all (a bracket in a
    path would end them)."""
    commands = lines(content)
    for line, following in zip(commands, [*commands[1:], ""], strict=True):
        if not line.startswith(HARMLESS):
            assert following.startswith(("if errorlevel 1 ", "exit /b %errorlevel%")), line
        assert not re.search(r"\($|^\)", line), line


@every_script
def test_labels(content):
    commands = lines(content)
    labels = {line for line in commands if line.startswith(":")}
    wanted = {f":{name}" for line in commands for name in re.findall(r"(?:goto |call :)(\w+)", line)}
    assert wanted == labels
    for label in labels:
        before = commands[commands.index(label) - 1]
        assert before.startswith("exit /b") or label == ":run", f"{label} is run into"


@every_script
def test_everything_ends_with_an_exit_status(content):
    assert lines(content)[-1].startswith("exit /b ")


def test_the_check_of_a_python():
    """This very Python: refused on Linux, taken where the platform, version and origin are right."""
    check = python_check(MINORS)
    assert '"' not in check
    assert "%" not in check

    def status(platform, version, prefix):
        from types import SimpleNamespace

        fake = {
            "sys": SimpleNamespace(version_info=version, base_prefix=prefix, exit=lambda failed: failed),
            "sysconfig": SimpleNamespace(get_platform=lambda: platform),
        }
        return eval(check.removeprefix("import sys, sysconfig; "), fake)

    assert [
        status("win-amd64", (3, 12, 1), r"C:\Python312"),
        status("win-amd64", (3, 10, 9), r"C:\Python310"),
        status("win-amd64", (3, 16, 0), r"C:\Python316"),
        status("win32", (3, 12, 1), r"C:\Python312-32"),
        status("win-arm64", (3, 12, 1), r"C:\Python312-arm64"),
        status("win-amd64", (3, 12, 1), r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12"),
    ] == [False, True, True, True, True, True]


def test_an_entry_runs_its_action_on_what_is_dropped():
    assert b'"%LOCALAPPDATA%\\jixiao\\venv\\Scripts\\python.exe" -I -m jixiao press submit --window %*\r\n' in (
        sendto_cmd(OWN_PYTHON, "submit")
    )


def test_a_letter_that_batch_files_lack_is_refused():
    with pytest.raises(SetupError, match="批处理文件写不出的字"):
        sendto_cmd("D:\\😀\\python.exe", "submit")


def test_read_me_opens_in_every_notepad():
    content = readme("0.1.0", ["簿.xlsm", "账.xlsm"], ["绩效自评.xlam"])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    text = content.decode("utf-8-sig")
    assert "@" not in text
    assert text.index("全部解压缩") < text.index("双击“安装.cmd”") < text.index("打开工作簿")
    assert "簿.xlsm　账.xlsm" in text
