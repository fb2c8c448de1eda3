"""签名码: made by who has the unit's key, and by nobody else; optional, and nothing changes without it."""

import zipfile

import pytest

from books import run, type_into
from good import NAME, good_bytes
from jixiao.documents.keyed import KEY_FILE, hand_out, new_keys, read_master
from jixiao.engines import UnusableWorkbook
from jixiao.values.signing import is_signed_by, signature, unit_key
from packages import rewrite

UNIT, OTHER = "清江县总工会", "白河县总工会"


@pytest.fixture
def office(tmp_path):
    """(the bureau's key file, the unit's folder with its workbook and key)."""
    new_keys(tmp_path / "主密钥.txt")
    hand_out(read_master(tmp_path / "主密钥.txt"), [UNIT, OTHER], tmp_path / "发")
    home = tmp_path / "发" / UNIT
    (home / NAME).write_bytes(good_bytes())
    return tmp_path / "主密钥.txt", home


def exported(home):
    assert run("submit", home / NAME).returncode == 0
    return sorted((home / "报送件").iterdir())


def told(keys, *files):
    ran = run("verify", *files, "--keys", keys)
    return ran.returncode, [line.strip() for line in ran.stdout.splitlines() if "签名" in line]


def test_the_rfc_says_what_a_code_is():
    """RFC 4231, test case 2, with a key of words."""
    key = "4a656665"
    assert signature(key, "what do ya want for nothing?") == "5bdcc146bf60754e6a042426089575c7"
    assert is_signed_by(key, "what do ya want for nothing?", " 5BDCC146BF60754E6A042426089575C7 ")
    assert not is_signed_by(unit_key(key, UNIT), "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c7")


def test_documents_of_a_unit_with_its_key_are_signed(office):
    keys, home = office
    files = exported(home)
    assert told(keys, *files) == (0, ["签名相符", "签名相符"])
    assert told(keys, home / NAME, *files) == (0, ["签名相符", "签名相符"])


def test_documents_without_a_key_say_so_and_agree_without_keys(office):
    keys, home = office
    (home / KEY_FILE).unlink()
    files = exported(home)
    assert told(keys, *files) == (1, ["没有签名码", "没有签名码"])
    assert run("verify", *files).returncode == 0


def test_who_recomputes_everything_but_has_no_key_is_found(office, tmp_path):
    """Another workbook, other figures, a consistent set of documents with the old signature put in."""
    keys, home = office
    _, report = exported(home)
    with zipfile.ZipFile(report) as package:
        code = package.read("docProps/custom.xml").decode().partition("签名码")[2].partition("lpwstr>")[2][:32]
    (home / KEY_FILE).unlink()
    type_into(home / NAME, {("基本信息", "C21"): "别人"}, home / NAME)
    put_in = (
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="99" name="签名码">'
        f"<vt:lpwstr>{code}</vt:lpwstr></property></Properties>"
    )
    for path in (forged := exported(home)):
        rewrite(path, lambda text: text.replace("</Properties>", put_in), "docProps/custom.xml")
    assert run("verify", *forged).returncode == 0
    status, lines = told(keys, *forged)
    assert (status, len(lines)) == (1, 2)
    assert all(line.startswith("签名码不符") for line in lines)


def test_another_units_key_is_refused_before_anything_is_written(office, tmp_path):
    _, home = office
    (home / KEY_FILE).write_bytes((tmp_path / "发" / OTHER / KEY_FILE).read_bytes())
    ran = run("submit", home / NAME)
    assert (ran.returncode, ran.stdout, (home / "报送件").exists()) == (2, "", False)
    assert f"是“{OTHER}”的密钥" in ran.stderr


def test_a_key_file_that_is_none_is_one_line_and_none_is_replaced(office, tmp_path):
    keys, home = office
    (home / KEY_FILE).write_text("单位：甲", encoding="utf-8")
    ran = run("submit", home / NAME)
    assert (ran.returncode, len(ran.stderr.splitlines())) == (2, 1)
    assert "不是密钥文件" in ran.stderr
    with pytest.raises(UnusableWorkbook, match="不会覆盖"):
        new_keys(keys)
    assert run("keys", "new", keys).returncode == 2
    assert run("keys", "hand-out", keys, "甲局", "-o", tmp_path / "又").returncode == 0
    assert (tmp_path / "又" / "甲局" / KEY_FILE).is_file()
