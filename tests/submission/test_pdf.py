"""A PDF of our own documents, printed by LibreOffice: it agrees as it is, and one changed figure is found."""

import re
from pathlib import Path

import pytest

from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.report import make_report
from jixiao.documents.verifying.pdf import pdf_differences
from jixiao.documents.verifying.reference import Reference
from packages import rewrite
from submission.submissions import good, sample
from validator import needs_printer, printed

pytestmark = needs_printer
UNITS = {"好单位": good, "样本": sample}
CHANGED = [
    # file, part, as it is, changed to; what is told as found
    ("好单位.docx", "word/document.xml", "878.05万元", "878.50万元", "878.50"),
    ("好单位.docx", "word/document.xml", "自评得分96.34分", "自评得分98.34分", "98.34"),
    ("好单位.xlsx", "xl/worksheets/sheet1.xml", "<v>318.75</v>", "<v>381.75</v>", "381.75"),
    ("样本.docx", "word/document.xml", "等次为“良”。", "等次为“良”，上级补助7.7万元。", "7.7"),
]


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    folder = tmp_path_factory.mktemp("印")
    for name, submission in UNITS.items():
        one = submission()
        (folder / f"{name}.docx").write_bytes(make_report(one.snapshot, one.evaluation))
        (folder / f"{name}.xlsx").write_bytes(finished_workbook(one))
    return folder


@pytest.fixture(scope="module")
def pdfs(documents):
    """Every document as it is, and once for each change: one run of LibreOffice, two for the two kinds of suffix."""
    made = {}
    for suffix in (".docx", ".xlsx"):
        paths = [documents / f"{name}{suffix}" for name in UNITS]
        for n, (file, part, was, now, _) in enumerate(CHANGED):
            if file.endswith(suffix):
                paths.append(documents / f"改{n}{suffix}")
                paths[-1].write_bytes((documents / file).read_bytes())
                _change(paths[-1], part, was, now)
        pdf = printed(documents / suffix[1:], *paths)
        made |= {path.name: one for path, one in zip(paths, pdf, strict=True)}
    return made


def _change(path, part, was, now):
    def change(text):
        assert was in text, f"{was} stands nowhere in {part}"
        return text.replace(was, now, 1)

    rewrite(path, change, part)


def working(file):
    return Reference(Path("填报.xlsm"), UNITS[file[: file.index(".")]]())


@pytest.mark.parametrize("file", [f"{name}{suffix}" for name in UNITS for suffix in (".docx", ".xlsx")])
def test_a_printed_document_agrees(pdfs, file):
    told = [one.told for one in pdf_differences(pdfs[file], working(file))]
    assert told == []


@pytest.mark.parametrize("n", range(len(CHANGED)))
def test_a_changed_figure_is_found(pdfs, n):
    file, _, _, _, found = CHANGED[n]
    told = list(pdf_differences(pdfs[f"改{n}{file[file.index('.') :]}"], working(file)))
    assert any(found in re.split("、", one.found) for one in told), [one.told for one in told]


def test_a_printed_document_of_another_unit_does_not_agree(pdfs):
    """Its 核对码 tells it apart too."""
    places = [one.place for one in pdf_differences(pdfs["样本.docx"], Reference(Path("填报.xlsm"), good()))]
    assert "印在文中的核对码" in places
    assert len(places) > 20
