"""Installing into a profile, again, over filled workbooks, and taking everything out again."""

from dataclasses import replace
from pathlib import Path

import pytest
from profiles import RELEASE, profile, tree

from jixiao.actions import SENT_TO
from jixiao.files import Document
from jixiao.setup import SetupError
from jixiao.setup.applying import apply, read_manifest, undo
from jixiao.setup.places import macos
from jixiao.setup.plan import plan
from jixiao.setup.release import Release

OTHERS = b'"INTERPRETER_WIN","C:\\py\\python.exe"\r\n"SHOW CONSOLE","True"\r\n'
BLANK, LEDGER = "部门整体支出绩效自评.xlsm", "绩效自评台账.xlsm"


def install(places, release=RELEASE, version="0.1.0"):
    """As 安装.cmd does, without the Python environment."""
    placed = read_manifest(places.manifest).placed
    return apply(places, plan(places, release, version, placed))


def test_everything_is_where_it_belongs(tmp_path):
    places = profile(tmp_path)
    install(places)
    labels = [action.label for action in SENT_TO]
    assert sorted(path.name for path in places.sendto.iterdir()) == [
        f"绩效自评{number:02} {label}.cmd" for number, label in enumerate(labels, 1)
    ]
    assert {path.name for path in places.documents.iterdir()} == {BLANK, LEDGER, "使用手册.html"}
    assert [path.name for path in places.startup.iterdir()] == ["绩效自评.xlam"]
    assert [path.name for path in places.desktop.iterdir()] == ["绩效自评.cmd"]
    assert b'"INTERPRETER_WIN","%LOCALAPPDATA%\\jixiao\\venv\\Scripts\\python.exe"' in places.settings.read_bytes()


@pytest.mark.parametrize("settings", [None, OTHERS], ids=["no settings before", "others' settings before"])
def test_install_twice_and_uninstall_leaves_nothing(tmp_path, settings):
    places = profile(tmp_path)
    if settings:
        places.settings.parent.mkdir()
        places.settings.write_bytes(settings)
    (places.sendto / "邮件收件人.lnk").write_bytes(b"theirs")
    before, folders = tree(tmp_path), {path for path in tmp_path.rglob("*") if path.is_dir()}
    install(places)
    once = tree(tmp_path)
    install(places)
    assert tree(tmp_path) == once
    assert undo(places) == []
    assert tree(tmp_path) == before
    assert {path for path in tmp_path.rglob("*") if path.is_dir()} == folders


def test_a_filled_workbook_is_never_touched(tmp_path):
    places = profile(tmp_path)
    places.documents.mkdir()
    (places.documents / BLANK).write_bytes(b"filled last year")
    install(places)
    install(places)
    assert (places.documents / BLANK).read_bytes() == b"filled last year"
    assert (places.documents / "部门整体支出绩效自评（空白 0.1.0）.xlsm").read_bytes() == b"blank workbook"
    undo(places)
    assert [path.name for path in places.documents.iterdir()] == [BLANK]


def test_a_workbook_filled_after_installing_is_left_and_told(tmp_path):
    places = profile(tmp_path)
    install(places)
    (places.documents / BLANK).write_bytes(b"filled")
    assert undo(places) == [places.documents / BLANK]
    assert [path.name for path in places.documents.iterdir()] == [BLANK]


def test_an_upgrade_renews_an_unused_blank_and_forgets_nothing(tmp_path):
    places = profile(tmp_path)
    install(places)
    newer = Release((Document(BLANK, b"new blank"),), RELEASE.manual, (Document("绩效.xlam", b"new add-in"),))
    install(places, newer, "0.2.0")
    assert (places.documents / BLANK).read_bytes() == b"new blank"
    assert [path.name for path in places.startup.iterdir()] == ["绩效.xlam"]
    undo(places)
    assert not places.documents.exists()


def test_another_python_is_not_taken_for_somebody_elses(tmp_path):
    """Installed from 安装.cmd, then from a Python of one's own: the first is not brought back at the end."""
    places = profile(tmp_path)
    places.settings.parent.mkdir()
    places.settings.write_bytes(OTHERS)
    install(places)
    own = replace(places, python=r"C:\Python312\python.exe")
    install(own)
    assert b"C:\\Python312\\python.exe" in own.settings.read_bytes()
    undo(own)
    assert own.settings.read_bytes() == OTHERS


def test_excel_holding_the_add_in_is_one_line_and_changes_nothing(tmp_path, monkeypatch):
    """Windows answers with a sharing violation; here the opening is made to fail the same way."""
    places = profile(tmp_path)
    install(places)
    before = tree(tmp_path)
    newer = Release((Document(BLANK, b"new"),), RELEASE.manual, (Document("绩效自评.xlam", b"new"),))
    monkeypatch.setattr(Path, "open", refusing(places.startup / "绩效自评.xlam"))
    for work in (lambda: install(places, newer), lambda: undo(places)):
        with pytest.raises(SetupError, match=r"绩效自评\.xlam 正被使用。请先关闭 Excel 和 WPS"):
            work()
    monkeypatch.undo()
    assert tree(tmp_path) == before


def refusing(path):
    """Path.open, as if another program had that file open."""
    real = Path.open

    def opened(self, mode="r", *arguments, **options):
        if self == path and "+" in mode:
            raise PermissionError(13, "The process cannot access the file", str(self))
        return real(self, mode, *arguments, **options)

    return opened


def test_a_folder_that_cant_be_written_is_one_line(tmp_path):
    places = profile(tmp_path)
    places.sendto.rmdir()
    places.sendto.write_bytes(b"a file where the folder should be")
    with pytest.raises(SetupError, match=r"写不进 .*SendTo.*请检查这个文件夹是否允许写入"):
        install(places)


def test_interrupted_half_way_it_can_be_taken_out(tmp_path, monkeypatch):
    from jixiao.setup import applying

    places = profile(tmp_path)
    before = tree(tmp_path)
    written, real = [], applying.write_whole

    def stop_after_three(path, content):
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(path)
        real(path, content)

    monkeypatch.setattr(applying, "write_whole", stop_after_three)
    with pytest.raises(KeyboardInterrupt):
        install(places)
    monkeypatch.setattr(applying, "write_whole", real)
    undo(places)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"files": 3}'])
def test_a_damaged_manifest_is_told(tmp_path, content):
    places = profile(tmp_path)
    places.program.mkdir()
    places.manifest.write_bytes(content)
    with pytest.raises(SetupError, match="安装记录读不出来"):
        undo(places)


def test_macos_gets_add_in_settings_and_applescript(tmp_path):
    places = macos(tmp_path, "/opt/python3")
    install(places)
    assert places.settings.read_bytes() == b'"INTERPRETER_MAC","/opt/python3"\r\n'
    assert [path.name for path in places.startup.iterdir()] == ["绩效自评.xlam"]
    (script,) = places.script.iterdir()
    assert script.suffix == ".applescript"
    undo(places)
    assert tree(tmp_path) == {}


def test_the_commands_do_the_same(tmp_path, monkeypatch):
    """jixiao install and uninstall as on Windows, with the package's own workbook, manual and add-ins."""
    from click.testing import CliRunner

    from jixiao.cli import machine as cli_install
    from jixiao.setup import places as module

    places = profile(tmp_path)
    before = tree(tmp_path)
    monkeypatch.setattr(cli_install, "_on_linux", lambda profile: False)
    monkeypatch.setattr(module, "here", lambda python: places)
    done = CliRunner().invoke(cli_install.install)
    assert (done.exit_code, done.output) == (
        0,
        f"已设置好。工作簿和手册在：{places.documents}。重新打开 Excel，按钮和“绩效自评”选项卡就能用了。\n",
    )
    assert (places.startup / "绩效自评.xlam").read_bytes().startswith(b"PK")
    assert "<h1>使用手册</h1>" in (places.documents / "使用手册.html").read_text(encoding="utf-8")
    assert CliRunner().invoke(cli_install.uninstall).exit_code == 0
    assert tree(tmp_path) == before
