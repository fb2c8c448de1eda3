"""The LibreOffice engine: what can go wrong, always in bounded time and one clear line; installing the buttons."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from engine_books import plain_book, rich_book

from jixiao.actions import menus
from jixiao.engines import FormulaInTheWay, LockedCells, UnusableWorkbook, open_port
from jixiao.engines.libreoffice import application, backend, install
from jixiao.engines.libreoffice.office.formulas import excel_formula
from jixiao.engines.port import Area, CellError
from office import needs_office, shared_office

pytestmark = needs_office


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(application.ADDRESS, shared_office())


def refused(path: Path) -> str:
    with pytest.raises(UnusableWorkbook) as caught:
        open_port(path, "libreoffice")
    assert "\n" not in caught.value.message_zh
    assert caught.value.message_zh.startswith(f"【{path.name}】")
    return caught.value.message_zh


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return plain_book(tmp_path / "自评.xlsx", [["甲", 1], ["乙", 2]])


def started(monkeypatch: pytest.MonkeyPatch) -> list[application.OwnApplication]:
    """Collects what is started from now on."""
    found: list[application.OwnApplication] = []
    honest = application.start_own

    def start() -> application.OwnApplication:
        found.append(honest())
        return found[-1]

    monkeypatch.setattr(application, "start_own", start)
    return found


def assert_gone(own: application.OwnApplication) -> None:
    assert own.process.poll() is not None
    assert not own.profile.exists()


def test_no_libreoffice(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(application.PROGRAM, "/没有/soffice")
    assert "没有找到 LibreOffice" in refused(book)


def test_no_python_that_knows_uno(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owns = started(monkeypatch)
    monkeypatch.setenv(application.PYTHON, sys.executable)
    assert "python3-uno" in refused(book)
    assert_gone(owns[0])


def test_the_second_python_is_tried(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = list(application.pythons())
    monkeypatch.setattr(application, "pythons", lambda: iter([sys.executable, *honest]))
    port = open_port(book, "libreoffice")
    assert port.sheet_names() == ["表"]
    port.close()


def test_libreoffice_that_does_not_start(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    idle = tmp_path / "soffice"
    idle.write_text("#!/bin/sh\nexec sleep 600\n")
    idle.chmod(0o755)
    owns = started(monkeypatch)
    monkeypatch.setenv(application.PROGRAM, str(idle))
    monkeypatch.setattr(backend, "START_SECONDS", 3.0)
    assert "启动" in refused(book)
    assert_gone(owns[0])


def test_nobody_listens_at_the_address(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(application.ADDRESS, "pipe,name=jixiao-nobody")
    monkeypatch.setattr(backend, "START_SECONDS", 2.0)
    assert "启动" in refused(book)


def test_hanging_libreoffice(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owns = started(monkeypatch)
    port = open_port(book, "libreoffice")
    monkeypatch.setattr(backend, "CALL_SECONDS", 2.0)
    os.killpg(owns[0].process.pid, signal.SIGSTOP)
    with pytest.raises(UnusableWorkbook, match="没有回应"):
        port.read_values("表", Area(1, 1))
    assert_gone(owns[0])
    with pytest.raises(UnusableWorkbook, match="断了"):
        port.sheet_names()
    port.close()


def test_killed_libreoffice(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owns = started(monkeypatch)
    port = open_port(book, "libreoffice")
    os.killpg(owns[0].process.pid, signal.SIGKILL)
    with pytest.raises((UnusableWorkbook, RuntimeError)):
        port.write_values("表", 1, 1, [["丙"]])
    port.close()
    assert_gone(owns[0])
    again = open_port(book, "libreoffice")
    assert again.read_values("表", Area(1, 1)) == [["甲"]]
    again.close()


def test_closing_leaves_nothing_behind(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owns = started(monkeypatch)
    open_port(book, "libreoffice").close()
    assert_gone(owns[0])
    assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_killed_python_leaves_nothing_behind(book: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from jixiao.engines import open_port;"
        "port = open_port(Path(sys.argv[1]), 'libreoffice');"
        "print(port._own.process.pid, port._own.profile, flush=True); time.sleep(600)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(book)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pid, profile = process.stdout.readline().split()
    process.kill()
    process.wait()
    process.stdout.close()
    end = time.monotonic() + 60
    while Path(profile).exists() or alive(int(pid)):
        assert time.monotonic() < end
        time.sleep(0.1)


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(("host", "refuses"), [("另一台电脑", True), (None, False)])
def test_locked_by_somebody(book: Path, monkeypatch: pytest.MonkeyPatch, host: str | None, refuses: bool) -> None:
    """A lock of another machine counts; one of this machine whose LibreOffice is gone doesn't."""
    monkeypatch.delenv(application.ADDRESS, raising=False)
    lock = book.with_name(f".~lock.{book.name}#")
    lock.write_text(
        f"张三,zhangsan,{host or os.uname().nodename},22.11.2026 10:00,file:///没有/这个;", encoding="utf-8"
    )
    if refuses:
        assert "正在 LibreOffice 中打开（张三）" in refused(book)
    else:
        open_port(book, "libreoffice").close()


def test_another_kind_of_file(tmp_path: Path, shared: None) -> None:
    (tmp_path / "坏.ods").write_bytes(b"PK\3\4 nothing")
    assert "打不开" in refused(tmp_path / "坏.ods")
    (tmp_path / "老.xlsx").write_bytes(b"")
    assert "空的" in refused(tmp_path / "老.xlsx")


def test_rich_book(tmp_path: Path, shared: None) -> None:
    port = open_port(rich_book(tmp_path / "a.xlsm"), "libreoffice")
    [[error]] = port.read_values("录入", Area(3, 3))
    assert (error, type(error)) == ("#DIV/0!", CellError)
    assert port.read_values("录入", Area(4, 1, 1, 2)) == [["合计", pytest.approx(120.8333333)]]
    assert port.read_formulas("录入", Area(3, 2, 2, 2)) == [[None, "=1/0"], ["=SUM(B1:B3)", None]]
    assert port.names() == {"系数": "=0.8", "预算数": "=录入!$B$1:$B$3", "录入!本表": "=录入!$A$1"}
    with pytest.raises(LockedCells, match="【录入】A4"):
        port.write_values("录入", 4, 1, [["x"]])
    port.unlock("录入")
    with pytest.raises(FormulaInTheWay, match="【录入】B4"):
        port.write_values("录入", 3, 1, [["x", 1], ["y", 2]])
    port.write_values("录入", 3, 1, [["x"]])
    port.relock("录入")
    assert port.protected("录入")
    with pytest.raises(KeyError):
        port.visible("没有")
    port.close()


def test_dates_times_and_booleans(book: Path, shared: None) -> None:
    port = open_port(book, "libreoffice")
    row = [dt.datetime(2024, 3, 5), dt.datetime(2024, 3, 5, 12, 30), dt.time(6, 15), dt.timedelta(hours=30), True, 0]
    port.write_values("表", 5, 2, [row])
    assert port.read_values("表", Area(5, 2, 1, 6)) == [row]
    port.close()


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(B1:B2)",
        '=IF(B1>1,"a;b",IFERROR(1/0,""))',
        "='另 表'!A1+表!B2",
        '=HYPERLINK("#\'表\'!A1","→ ""甲"";乙")',
        "=SUM({1,2;3,4})",
        "=STDEV.S(B1:B2)",
        "=INDEX(B:B,ROW()-1)",
        '=COUNTIF($B$1:$B$2,"<>#N/A")',
    ],
)
def test_formulas_come_back_in_excels_grammar(book: Path, shared: None, formula: str) -> None:
    port = open_port(book, "libreoffice")
    port.write_formulas("表", 5, 4, [[formula.replace("'另 表'!A1", "B1")]])
    assert port.read_formulas("表", Area(5, 4)) == [[formula.replace("'另 表'!A1", "B1")]]
    port.close()


@pytest.mark.parametrize(
    ("theirs", "excels"),
    [
        ("=$'另 表'.A1;2", "='另 表'!A1,2"),
        ("=$表.$A$1:$B$2", "=表!$A$1:$B$2"),
        ("='it''s'.A1", "='it''s'!A1"),
        ("={1;2|3;4}", "={1,2;3,4}"),
        ('="a;b.C1"', '="a;b.C1"'),
        ("=STDEV.S(A1;B1)", "=STDEV.S(A1,B1)"),
        ("=SUM(A1~B1)", "=SUM(A1,B1)"),
        ("=#REF!+1.5", "=#REF!+1.5"),
        ("=A1:B2!B1:C2", "=A1:B2 B1:C2"),
    ],
)
def test_grammar(theirs: str, excels: str) -> None:
    assert excel_formula(theirs) == excels


def test_unknown_suffix(book: Path, shared: None) -> None:
    port = open_port(book, "libreoffice")
    with pytest.raises(UnusableWorkbook, match="扩展名"):
        port.save(book.with_suffix(".csv"))
    assert [path.name for path in book.parent.iterdir() if ".csv" in path.name] == []
    port.save(book.with_suffix(".ods"))
    port.close()
    again = open_port(book.with_suffix(".ods"), "libreoffice")
    assert again.used_block("表").values == [["甲", 1.0], ["乙", 2.0]]
    again.close()


@pytest.fixture(scope="module")
def fresh_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    profile = tmp_path_factory.mktemp("profile") / "4"
    application.initialise(profile)
    return profile


def files(profile: Path) -> dict[str, bytes]:
    return {str(p.relative_to(profile)): p.read_bytes() for p in profile.rglob("*") if p.is_file()}


def test_installing_twice_and_uninstalling(fresh_profile: Path) -> None:
    install.install_libreoffice(fresh_profile, sys.executable, menus())
    once = files(fresh_profile)
    install.install_libreoffice(fresh_profile, sys.executable, menus())
    assert files(fresh_profile) == once
    source = once["user/basic/Jixiao/Buttons.xba"].decode()
    assert all(f'Case "{macro}"' in source for macro in ("JxValidate", "JxCalculate"))
    install.uninstall_libreoffice(fresh_profile)
    after = files(fresh_profile)
    assert not [name for name in after if "Jixiao" in name]
    assert not [name for name, content in after.items() if b"Jixiao" in content or b"cn.jixiao" in content]


def test_the_menus_go_even_after_libreoffice_wrote_its_settings_anew(fresh_profile: Path) -> None:
    settings = fresh_profile / "user" / "registrymodifications.xcu"
    for _ in range(2):
        install.install_libreoffice(fresh_profile, sys.executable, menus())
        application.initialise(fresh_profile)
        text = settings.read_text(encoding="utf-8")
        assert [text.count(title) for title in menus()] == [2, 2], "once each, in two languages"
    install.uninstall_libreoffice(fresh_profile)
    assert "cn.jixiao" not in settings.read_text(encoding="utf-8")


def test_every_button_has_its_function() -> None:
    from jixiao import buttons

    assert all(callable(getattr(buttons, action)) for action in install.macros().values())


def test_not_while_libreoffice_runs(fresh_profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (fresh_profile / ".lock").write_text("x")
    monkeypatch.setattr(install, "in_use", lambda profile: True)
    with pytest.raises(UnusableWorkbook, match="正在运行"):
        install.install_libreoffice(fresh_profile, sys.executable, menus())
    (fresh_profile / ".lock").unlink()


def test_somebody_elses_macro_on_the_event_stays(fresh_profile: Path) -> None:
    settings = fresh_profile / "user" / "registrymodifications.xcu"
    before = settings.read_text(encoding="utf-8")
    theirs = (
        f'<item oor:path="{install.BINDINGS}"><node oor:name="OnStartApp" oor:op="replace">'
        '<prop oor:name="BindingURL" oor:op="fuse"><value>macro:///别人.的.宏</value></prop></node></item></oor:items>'
    )
    settings.write_text(before.replace("</oor:items>", theirs), encoding="utf-8")
    mine = files(fresh_profile)
    with pytest.raises(UnusableWorkbook, match="别人"):
        install.install_libreoffice(fresh_profile, sys.executable, menus())
    assert files(fresh_profile) == mine
    settings.write_text(before, encoding="utf-8")


def test_damaged_settings(fresh_profile: Path) -> None:
    settings = fresh_profile / "user" / "registrymodifications.xcu"
    before = settings.read_bytes()
    settings.write_bytes(before[: len(before) // 2])
    with pytest.raises(UnusableWorkbook, match="设置文件"):
        install.install_libreoffice(fresh_profile, sys.executable, menus())
    settings.write_bytes(before)
