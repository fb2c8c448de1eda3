"""The same unit in each form and container: macros or none, the finished workbook, names in GBK, mails in mails."""

import io
import zipfile
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header

import olefile
import pytest
from county_bad import encrypted, old_xls
from county_packing import STYLES

from counties import Packed, content_of, looked_into, mail, make_unit, pressed, specs_of, typed_of, zipped
from jixiao.documents.verifying.verify import verify
from jixiao.findings import Severity

WHEN = datetime(2025, 6, 20, 9, 30, 10)
NAME = "清江县教育局绩效自评表（定稿）.xlsx"


@pytest.fixture(scope="module")
def spec():
    """One bureau."""
    return specs_of(0, 77, units=1)[0]


def test_macros_or_none(spec):
    parts = {form: _parts(content_of(spec, typed_of(spec), form)) for form in ("working", "macro-free", "finished")}
    assert [form for form, names in parts.items() if "xl/vbaProject.bin" in names] == ["working"]


def test_macro_free_reads_and_scores_the_same(spec):
    one, two = (looked_into(content_of(spec, typed_of(spec), form)).evaluation for form in ("working", "macro-free"))
    assert (one.total, one.grade, one.facts) == (two.total, two.grade, two.facts)


def test_the_finished_workbook_agrees_with_the_working_one(spec, tmp_path):
    paths = [tmp_path / "工作簿.xlsm", tmp_path / "报送表.xlsx"]
    paths[0].write_bytes(pressed(make_unit(spec)))
    paths[1].write_bytes(content_of(spec, typed_of(spec), "finished"))
    assert [one.differences for one in verify(paths)] == [(), ()]


def test_a_press_changes_results_and_nothing_typed(spec):
    before, after = (looked_into(workbook) for workbook in (make_unit(spec), pressed(make_unit(spec))))
    assert before.evaluation.total == after.evaluation.total
    assert {k: e.value for k, e in before.snapshot.entries.items()} == {
        k: e.value for k, e in after.snapshot.entries.items()
    }
    assert not [f for f in after.evaluation.findings if f.kind.severity is Severity.ERROR]


def _parts(workbook: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return set(package.namelist())


@pytest.mark.parametrize(("gbk", "encoding"), [(False, None), (True, "gbk")])
def test_names_in_a_zip(gbk, encoding):
    content = zipped([Packed(f"报送/{NAME}", b"1", WHEN), Packed("二.xlsx", b"2", WHEN)], gbk)
    with zipfile.ZipFile(io.BytesIO(content), metadata_encoding=encoding) as package:
        assert package.namelist() == [f"报送/{NAME}", "二.xlsx"]
        assert package.read(f"报送/{NAME}") == b"1"
        assert {bool(info.flag_bits & 0x800) for info in package.infolist()} == {not gbk}
        assert package.infolist()[0].date_time == (2025, 6, 20, 9, 30, 10)


@pytest.mark.parametrize("style", STYLES)
def test_names_in_a_mail(style):
    content = mail("自评材料", "unit1", WHEN, [Packed(NAME, b"PK1", WHEN)], style)
    message = message_from_bytes(content, policy=policy.compat32)
    part = message.get_payload()[1]
    assert part.get_payload(decode=True) == b"PK1"
    assert _name(part, style) == NAME
    assert message["Date"] == "Fri, 20 Jun 2025 09:30:10 +0800"


def _name(part, style: str) -> str:
    if style == "raw-gbk":
        raw = part._headers[[key for key, _ in part._headers].index("Content-Disposition")][1]
        return raw.encode("ascii", "surrogateescape").decode("gbk").split('"')[1]
    return str(make_header(decode_header(part.get_filename())))


def test_a_mail_in_a_mail():
    inner = mail("自评材料", "unit1", WHEN, [Packed(NAME, b"PK1", WHEN)])
    outer = message_from_bytes(mail("转发", "office", WHEN, [], forwarded=inner), policy=policy.default)
    (carried,) = outer.iter_attachments()
    assert carried.get_content_type() == "message/rfc822"
    (attached,) = carried.get_content().iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (NAME, b"PK1")


@pytest.mark.parametrize(
    ("make", "streams"),
    [(old_xls, ["Workbook"]), (encrypted, ["EncryptedPackage", "EncryptionInfo"])],
    ids=["xls", "password"],
)
def test_compound_files_are_compound_files(make, streams, spec):
    with olefile.OleFileIO(io.BytesIO(make(spec)), raise_defects=olefile.DEFECT_INCORRECT) as file:
        assert sorted(name for (name,) in file.listdir()) == streams
        assert all(file.openstream(name).read() for name in streams)
