"""A file that can't be used: one clear line, exit status 2, nothing written."""

import zipfile

import pytest
import xlsxwriter

from books import run


def not_a_workbook(sample):
    return "只是一段文字".encode()


def truncated(sample):
    return sample.read_bytes()[:20000]


def encrypted(sample):
    return bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 1500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def old_xls(sample):
    return bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 1500 + "Workbook".encode("utf-16-le") + b"\0" * 600


def another_workbook(sample):
    import io

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet("工资表").write("A1", "姓名")
    book.close()
    return buffer.getvalue()


def another_zip(sample):
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("说明.txt", "压缩包")
    return buffer.getvalue()


CASES = [
    (not_a_workbook, "不是"),
    (truncated, "不完整"),
    (encrypted, "密码"),
    (old_xls, "xls"),
    (another_workbook, "这不是部门整体支出绩效自评工作簿"),
    (another_zip, "不是"),
]


@pytest.mark.parametrize(("make", "says"), CASES, ids=lambda value: getattr(value, "__name__", value))
def test_it_is_refused_in_one_line(make, says, sample, tmp_path):
    file, out = tmp_path / "来件.xlsm", tmp_path / "结果.xlsm"
    file.write_bytes(make(sample))
    before = file.read_bytes()
    ran = run("evaluate", file, "-o", out)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert says in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
    assert "Traceback" not in ran.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["来件.xlsm"]
    assert file.read_bytes() == before


def test_a_missing_file(tmp_path):
    ran = run("evaluate", tmp_path / "没有.xlsm")
    assert (ran.returncode, len(ran.stderr.strip().splitlines())) == (2, 1)


def test_an_output_of_another_kind_is_refused_before_anything_is_done(sample, tmp_path):
    ran = run("evaluate", sample, "-o", tmp_path / "结果.xlsx")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "扩展名" in ran.stderr
    assert not list(tmp_path.iterdir())


def test_an_output_folder_that_is_not_there(sample, tmp_path):
    ran = run("evaluate", sample, "-o", tmp_path / "没有" / "结果.xlsm")
    assert (ran.returncode, len(ran.stderr.strip().splitlines())) == (2, 1)
    assert "Traceback" not in ran.stderr
