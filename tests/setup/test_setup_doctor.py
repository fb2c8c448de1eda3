"""jixiao doctor: each thing that may be missing, found missing; and the whole table on this machine."""

from pathlib import Path

import pytest
from profiles import RELEASE, profile, variables

from books import run
from jixiao.setup import doctor
from jixiao.setup.applying import apply
from jixiao.setup.doctor_excel import addin_point, sendto_point, settings_point
from jixiao.setup.doctor_windows import application_point, server
from jixiao.setup.plan import plan

PYTHONS = [((3, 11, 0), 64, True), ((3, 15, 2), 64, True), ((3, 10, 9), 64, False), ((3, 12, 1), 32, False)]


@pytest.mark.parametrize(("version", "bits", "good"), PYTHONS)
def test_python(version, bits, good):
    assert doctor.python_point(version, bits, "python").good is good


def test_packages_all_here():
    point = doctor.packages_point()
    assert point.good
    assert {"xlwings", "openpyxl", "docxtpl"} <= {part.split()[0] for part in point.found.split("、")}


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(doctor.sys, "platform", "win32")
    point = doctor.packages_point()
    assert (point.good, point.found) == (False, "缺 pywin32")
    assert "安装.cmd" in point.remedy


def test_template(monkeypatch, tmp_path):
    from jixiao import resources

    assert doctor.template_point().good
    assert doctor.ledger_point().good
    for name in (resources.BLANK_NAME, resources.LEDGER_NAME):
        (tmp_path / name).write_bytes(b"PK\3\4 broken")
    monkeypatch.setattr(resources, "workbook", tmp_path.joinpath)
    assert "文件不完整或已损坏" in doctor.template_point().found
    assert "文件不完整或已损坏" in doctor.ledger_point().found


def test_a_unit_s_workbook_in_the_place_of_the_ledger(monkeypatch, tmp_path, blank):
    from jixiao import resources

    (tmp_path / resources.LEDGER_NAME).write_bytes(blank.read_bytes())
    monkeypatch.setattr(resources, "workbook", tmp_path.joinpath)
    assert (doctor.ledger_point().good, doctor.ledger_point().found) == (False, "不是绩效自评台账")


def test_a_folder_that_cant_be_written(tmp_path):
    assert doctor.writable_point(tmp_path).good
    assert not doctor.writable_point(tmp_path / "没有").good


@pytest.fixture
def user(tmp_path):
    """A profile with everything installed."""
    places = profile(tmp_path)
    apply(places, plan(places, RELEASE, "0.1.0"))
    return places


def test_settings(user, tmp_path):
    environ = variables(tmp_path)
    assert "这个文件不存在" in settings_point(user, environ).found
    real = Path(environ["LOCALAPPDATA"] + r"\jixiao\venv\Scripts\python.exe")  # one name here, a path on Windows
    real.write_bytes(b"")
    assert settings_point(user, environ).good
    user.settings.write_bytes(b'"INTERPRETER_WIN","' + str(real).encode() + b'"\r\n')
    assert "不是绩效自评的 Python" in settings_point(user, environ).found
    user.settings.unlink()
    assert "里没有 INTERPRETER_WIN" in settings_point(user, environ).found


def test_add_in(user):
    addin = RELEASE.addins[0]
    assert addin_point(user, addin).good
    (user.startup / addin.name).write_bytes(b"older")
    assert "版本不同" in addin_point(user, addin).found
    (user.startup / addin.name).unlink()
    assert addin_point(user, addin).found.startswith("没有 ")


def test_sendto(user):
    assert sendto_point(user.sendto).good
    next(user.sendto.glob("*.cmd")).unlink()
    assert not sendto_point(user.sendto).good


EXCEL = {
    r"Excel.Application\CLSID": "{0002}",
    r"CLSID\{0002}\LocalServer32": r"C:\PROGRA~1\MICROS~1\EXCEL.EXE /automation",
}
WPS = {
    r"ket.Application\CLSID": "{4500}",
    r"CLSID\{4500}\LocalServer32": r'"C:\Users\张 三\AppData\Local\Kingsoft\et.exe" /Automation',
}
TAKEN = WPS | {r"Excel.Application\CLSID": "{4500}"}
REGISTRIES = [
    (EXCEL, True, "Excel"),
    (EXCEL | WPS, True, "Excel、WPS 表格"),
    (WPS, True, "WPS 表格（没有 Excel：保存并关闭工作簿，用“发送到”菜单）"),
    ({}, False, "没有"),
    (TAKEN, False, r"Excel.Application 指向 C:\Users\张 三\AppData\Local\Kingsoft\et.exe"),
]


@pytest.mark.parametrize(
    ("registry", "good", "found"), REGISTRIES, ids=["Excel", "both", "WPS", "none", "WPS as Excel"]
)
def test_applications(registry, good, found):
    point = application_point(registry.get)
    assert (point.good, point.found) == (good, found)


def test_a_com_server_s_program():
    assert server("Excel.Application", EXCEL.get) == r"C:\PROGRA~1\MICROS~1\EXCEL.EXE"


def test_the_command_prints_a_table_with_remedies(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))  # a user who never set LibreOffice up
    done = run("doctor")
    assert done.returncode == 1
    for heading in ("检查什么", "结果", "怎么办", "Python", "程序组件", "工作簿模板", "写文件"):
        assert heading in done.stdout
    assert "jixiao install" in done.stdout
    assert done.stderr == ""
