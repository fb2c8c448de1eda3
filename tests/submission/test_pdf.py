"""A PDF of our own documents, printed by LibreOffice: it agrees as it is, and one changed figure is found."""

from pathlib import Path

import pytest

from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.report import make_report
from jixiao.documents.verifying.difference import Sort
from jixiao.documents.verifying.pdf import pdf_differences
from jixiao.documents.verifying.reference import Reference
from packages import rewrite
from submission.submissions import good, sample
from validator import needs_printer, printed

pytestmark = needs_printer
UNITS = {"好单位": good, "样本": sample}
D, B = "word/document.xml", "xl/worksheets/sheet1.xml"
CHANGED = [
    # file, part, as it is, changed to; how grave, what is told as found
    ("好单位.docx", D, "878.05万元", "878.50万元", Sort.FIGURE, "878.50"),
    ("好单位.docx", D, "自评得分96.34分", "自评得分98.34分", Sort.FIGURE, "98.34"),
    ("好单位.docx", D, "支出预算900.00万元", "支出预算900.00亿元", Sort.FIGURE, "亿元"),
    ("好单位.docx", D, "控制率88.24%", "控制率-88.24%", Sort.FIGURE, "-88.24"),
    ("好单位.docx", D, "等次为“优”", "等次为“良”", Sort.FIGURE, "良"),
    ("好单位.docx", D, "2025年6月20日", "2025年6月21日", Sort.FIGURE, "6月21日"),
    ("好单位.docx", D, "（公章）：清江县总工会", "（公章）：清河县总工会", Sort.FIGURE, "清河县"),
    ("好单位.docx", D, "服务时间偏短", "服务时间很好", Sort.WORDS, "很好"),
    ("好单位.docx", D, "组织联系职工，", "", Sort.WORDS, "主要职责"),
    ("好单位.docx", D, "维护职工合法权益", "依法维护职工合法权益", Sort.WORDS, "依法"),
    ("好单位.docx", D, "</w:body>", "<w:p><w:r><w:t>以纸质为准</w:t></w:r></w:p></w:body>", Sort.WORDS, "以纸质为准"),
    ("好单位.xlsx", B, "<v>318.75</v>", "<v>381.75</v>", Sort.FIGURE, "381.75"),
    ("好单位.xlsx", "xl/sharedStrings.xml", "组织联系职工", "组织服务职工", Sort.WORDS, "服务"),
    ("样本.docx", D, "等次为“良”。", "等次为“良”，上级补助7.7万元。", Sort.FIGURE, "7.7"),
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
        for n, (file, part, was, now, _, _) in enumerate(CHANGED):
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
def test_a_change_is_found_and_nothing_else(pdfs, n):
    file, _, _, _, sort, found = CHANGED[n]
    (only,) = pdf_differences(pdfs[f"改{n}{file[file.index('.') :]}"], working(file))
    assert (only.sort, found in only.found) == (sort, True), only.told


def test_a_printed_document_of_another_unit_does_not_agree(pdfs):
    """Its 核对码 tells it apart too."""
    places = [one.place for one in pdf_differences(pdfs["样本.docx"], Reference(Path("填报.xlsm"), good()))]
    assert "印在文中的核对码" in places
    assert len(places) > 20
