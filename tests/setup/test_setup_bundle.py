"""The release zip: what a clerk finds in it, and that an offline Windows machine needs nothing else."""

import re
import zipfile
from pathlib import Path

import pytest
from wheel_minors import MINORS

from books import run
from jixiao import __version__, resources
from jixiao.setup import SetupError
from jixiao.setup.bundle import bundle_name, collect, documents, program, zipped
from jixiao.setup.wheels import missing, resolved

JIXIAO = f"jixiao=={__version__}"


@pytest.fixture(scope="module")
def package(release_zip):
    """The zip, open."""
    with zipfile.ZipFile(release_zip) as opened:
        yield opened


@pytest.mark.parametrize("minor", MINORS)
def test_the_wheels_suffice_without_any_index(windows_wheels, minor):
    assert missing(windows_wheels, JIXIAO, minor) == ""


@pytest.mark.parametrize("absent", ["pywin32", "lxml", "et_xmlfile", "jixiao"])
def test_one_wheel_less_does_not_suffice(windows_wheels, tmp_path, absent):
    for wheel in windows_wheels.glob("*.whl"):
        if not wheel.name.startswith(f"{absent}-"):
            (tmp_path / wheel.name).symlink_to(wheel)
    why = missing(tmp_path, JIXIAO, MINORS[0])
    assert absent.replace("_", "-") in why


def test_what_only_windows_needs_is_among_them(own, windows_wheels):
    """pip alone, asked on Linux, leaves it out."""
    assert any(line.startswith("pywin32==") for line in resolved(own, MINORS[0]))
    names = {wheel.name for wheel in windows_wheels.glob("*.whl")}
    assert all("none-any" in name or "win_amd64" in name for name in names), names
    for minor in MINORS:
        tag = f"cp{minor.replace('.', '')}"
        compiled = {name.partition("-")[0] for name in names if tag in name}
        assert compiled >= {"pywin32", "numpy", "pandas", "lxml", "xlwings"}


def test_xlwings_for_windows_brings_the_library_that_vba_loads(windows_wheels):
    """VBA looks for xlwings64-<version>.dll in the environment's own folder, where pip puts a wheel's data."""
    for wheel in windows_wheels.glob("xlwings-*.whl"):
        version = wheel.name.split("-")[1]
        with zipfile.ZipFile(wheel) as opened:
            dlls = {name for name in opened.namelist() if name.endswith(".dll")}
        folder = f"xlwings-{version}.data/data"
        assert dlls == {f"{folder}/xlwings32-{version}.dll", f"{folder}/xlwings64-{version}.dll"}
        assert f'"xlwings64-{version}.dll"' in xlwings_module()


def xlwings_module():
    import xlwings

    return Path(xlwings.__file__).with_name("xlwings.bas").read_text(encoding="utf-8")


def test_its_name_says_what_it_is(release_zip):
    assert release_zip.name == bundle_name() == f"绩效自评-{__version__}-windows.zip"


def test_what_a_clerk_sees(package):
    top = {name for name in package.namelist() if "/" not in name}
    assert top >= {
        "安装.cmd",
        "卸载.cmd",
        "请先看我.txt",
        "使用手册.html",
        "部门整体支出绩效自评.xlsm",
        "绩效自评台账.xlsm",
        "绩效自评.xlam",
    }
    assert {Path(name).suffix for name in top} == {".cmd", ".txt", ".html", ".xlsm", ".xlam"}
    assert {name.split("/")[0] for name in package.namelist()} - top == {"files"}
    read_me = package.read("请先看我.txt").decode("utf-8-sig")
    assert all(name in read_me for name in top - {"请先看我.txt"})


def test_chinese_names_are_marked_as_utf_8(package):
    """Without the mark Windows shows them in the machine's code page."""
    for info in package.infolist():
        assert info.filename.isascii() or info.flag_bits & 0x800, info.filename
        assert len(info.filename) < 100, "long paths fail on Windows"


def test_the_documents_are_the_repository_s(package):
    for name in ("部门整体支出绩效自评.xlsm", "绩效自评台账.xlsm", "绩效自评.xlam"):
        assert package.read(name) == resources.workbook(name).read_bytes()


def test_nothing_of_the_machine_that_made_it(package):
    """No registry's address, no path: neither in our files nor in our wheel."""
    ours = [package.read(name) for name in package.namelist() if not name.endswith((".whl", ".xlsm", ".xlam"))]
    (wheel,) = (name for name in package.namelist() if Path(name).name.startswith("jixiao-"))
    with package.open(wheel) as file, zipfile.ZipFile(file) as opened:
        ours += [opened.read(name) for name in opened.namelist() if Path(name).suffix in (".py", ".cmd", ".txt", "")]
        ours += [opened.read(name) for name in opened.namelist() if Path(name).name in ("METADATA", "RECORD", "WHEEL")]
    root = str(resources.data_root()).encode()
    for content in ours:
        assert not re.search(rb"pypi|https?://[^ \"']*/simple|index-url *=|find-links *=", content)
        assert root not in content


def test_the_same_contents_give_the_same_zip():
    assert zipped(list(documents())) == zipped(list(documents()))


def test_an_installer_that_is_not_python_s_is_refused(tmp_path):
    (tmp_path / "setup.exe").write_bytes(b"MZ")
    done = run("bundle", "-o", tmp_path / "dist", "--python-installer", tmp_path / "setup.exe")
    assert (done.returncode, done.stdout) == (2, "")
    assert "setup.exe 不是 Python 的 Windows 安装程序" in done.stderr
    assert not (tmp_path / "dist").exists()


def test_it_is_made_from_a_checkout_only(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "data_root", lambda: tmp_path)
    with pytest.raises(SetupError, match="源代码文件夹"):
        collect(tmp_path, MINORS)


def test_python_s_installer_goes_in_under_the_name_that_the_script_looks_for(tmp_path):
    from jixiao.setup.scripts import install_cmd

    installer = tmp_path / "python-3.12.10-amd64.exe"
    installer.write_bytes(b"MZ")
    names = dict(program([], installer))
    assert names["files/python-installer.exe"] == b"MZ"
    assert rb"files\python-installer.exe" in install_cmd()
