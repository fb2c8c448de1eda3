"""Documents of one export agree, whichever of them are given and in whatever order."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import xlsxwriter

import good
from books import filled, run, type_into
from jixiao import resources
from jixiao.documents.finished.submission import Submission
from jixiao.documents.outbox import write_submission
from jixiao.documents.verifying import verify as verifying
from jixiao.documents.verifying.opened import opened
from jixiao.new_workbooks.blank import project_as_shipped, sample_workbook
from jixiao.new_workbooks.framework_file import read_source
from jixiao.resources import SAMPLE_NAME
from validator import needs_printer, printed

TABLE = [
    ("一级指标", "二级指标", "三级指标", "权重", "评分标准", "指标解释/计算公式"),
    ("投入", "预算配置", "在职人员控制率", 40, "以100%为标准。在职人员控制率≦100%，计40分；每超过一个百分点扣0.5分，扣完为止。",
     "在职人员控制率=（在职人员数/编制数）×100%"),
    ("投入", "预算配置", "“三公经费”变动率", 60, "“三公经费”变动率≦0,计60分;>0,每超过一个百分点扣0.5分",
     "（三公本年决算数-三公上年决算数）/三公上年决算数×100%"),
]  # fmt: skip
REPORTED = '"上报自评得分" = '


class Export(NamedTuple):
    unit: str
    draft: bool
    with_findings: bool = False

    @property
    def title(self) -> str:
        return "-".join((self.unit, "草稿" if self.draft else "报送稿", *["附校验结果"] * self.with_findings))


UNITS = [("样本", True), ("好单位", True), ("好单位", False), ("财政局的评分表，有错", True), ("财政局的评分表", False)]
EXPORTS = [Export(*unit, with_findings) for unit in UNITS for with_findings in (False, True)]
PRINTED = [EXPORTS[n] for n in (0, 4, 6, 7, 9)]
KINDS = (".xlsm", ".xlsx", ".docx", ".zip", ".eml")


def of_the_bureau(folder: Path, reported: str) -> bytes:
    """The good unit with the bureau's own score table; `reported`: the total that its report is said to have."""
    table = xlsxwriter.Workbook(folder / "评分表.xlsx")
    sheet = table.add_worksheet("附件2")
    for n, row in enumerate(TABLE):
        sheet.write_row(n, 0, row)
    table.close()
    entries = good.DATA.read_text(encoding="utf-8").partition("[answers.")[0]
    lines = [f"{REPORTED}{reported}" if one.startswith(REPORTED) else one for one in entries.splitlines()]
    (folder / "填的.toml").write_text("\n".join(lines), encoding="utf-8")
    framework = read_source(folder / "评分表.xlsx").framework
    return sample_workbook(framework, folder / "填的.toml", project_as_shipped())


def workbook_of(unit: str, folder: Path) -> Path:
    path = folder / "填报.xlsm"
    if unit == "样本":
        shutil.copy(resources.workbook("samples", SAMPLE_NAME), path)
    elif unit == "好单位":
        path.write_bytes(good.good_bytes())
    else:
        path.write_bytes(of_the_bureau(folder, "96.34" if "有错" in unit else "100"))
        type_into(path, good.project("项目自评1", "职工之家改造", figures=(120, 150, 146.3)), path)
    filled(path, path)
    return path


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[Export, dict[str, Path]]:
    """Every export: suffix → file."""
    made: dict[Export, dict[str, Path]] = {}
    for unit, exports in itertools.groupby(EXPORTS, lambda one: one.unit):
        path = workbook_of(unit, tmp_path_factory.mktemp("单位"))
        working = verifying.look_into(path)
        for one in exports:
            submission = Submission(working.snapshot, working.evaluation, one.draft, one.with_findings)
            assert bool(submission.errors) == (unit in ("样本", "财政局的评分表，有错"))
            folder = tmp_path_factory.mktemp("报送件")
            write_submission(submission, folder, ("caizheng@example.cn",))
            made[one] = {".xlsm": path} | {file.suffix: file for file in folder.iterdir()}
            assert set(made[one]) == set(KINDS)
    return made


@pytest.fixture
def each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is read once, and compared once with each reference: a verdict is made of nothing else."""
    known: dict[object, object] = {}

    def once(name, key):
        work = getattr(verifying, name)

        def remembered(*given):
            at = (name, *key(*given))
            if at not in known:
                known[at] = work(*given)
            return known[at]

        monkeypatch.setattr(verifying, name, remembered)

    once("read_finished", lambda path: (path,))
    once("look_into", lambda path: (path,))
    once("_verdict", lambda path, reference, *_: (path, reference.path))


def differing(groups: dict[str, list[Path]]) -> set[str]:
    """What is told of any choice of the documents in any order; a choice without a workbook can't be compared."""
    told: set[str] = set()
    for count in range(1, len(groups) + 1):
        for chosen in itertools.permutations(groups, count):
            if set(chosen) & {".xlsm", ".xlsx", ".zip", ".eml"}:
                verdicts = verifying.verify([path for kind in chosen for path in groups[kind]])
                assert sum(one.reference for one in verdicts) == 1
                told |= {difference.told for one in verdicts for difference in one.differences}
    return told


def laid_out(files: dict[str, Path], folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """As the command does: what is inside a .zip or .eml becomes files, in a folder of its own."""
    for kind, path in files.items():
        (folder / kind[1:]).mkdir()
        yield kind, opened([path], folder / kind[1:])


@pytest.mark.parametrize("export", EXPORTS, ids=[one.title for one in EXPORTS])
def test_every_choice_in_every_order_agrees(exported, export: Export, tmp_path: Path, each_once: None) -> None:
    assert differing(dict(laid_out(exported[export], tmp_path))) == set()


@pytest.fixture(scope="module")
def pdfs(exported, tmp_path_factory: pytest.TempPathFactory) -> dict[Export, dict[str, Path]]:
    """Finished workbook and report printed: two runs of LibreOffice for all."""
    folder = tmp_path_factory.mktemp("印")
    made: dict[Export, dict[str, Path]] = {export: {} for export in PRINTED}
    for kind in (".xlsx", ".docx"):
        copies = [shutil.copy(exported[export][kind], folder / f"{export.title}{kind}") for export in PRINTED]
        for export, pdf in zip(PRINTED, printed(folder / kind[1:], *copies), strict=True):
            made[export][f"{kind}.pdf"] = pdf
    return made


@needs_printer
@pytest.mark.parametrize("export", PRINTED, ids=[one.title for one in PRINTED])
def test_printed_ones_agree_too(exported, pdfs, export: Export, tmp_path: Path, each_once: None) -> None:
    files = {kind: exported[export][kind] for kind in (".xlsm", ".xlsx", ".docx", ".zip")} | pdfs[export]
    assert differing(dict(laid_out(files, tmp_path))) == set()


COMMANDS = [
    # as it arrives at the bureau: without the workbook it was made from
    (Export("样本", True, True), (".xlsx", ".docx")),
    (Export("样本", True), (".docx", ".xlsx")),
    (Export("好单位", False), (".xlsx", ".docx")),
    (Export("财政局的评分表", False), (".docx", ".zip", ".eml")),
    (Export("财政局的评分表，有错", True, True), (".eml", ".xlsx")),
]


@pytest.mark.parametrize(("export", "kinds"), COMMANDS)
def test_the_command_says_so(exported, export: Export, kinds: tuple[str, ...]) -> None:
    ran = run("verify", *(exported[export][kind] for kind in kinds))
    assert (ran.returncode, "应为" in ran.stdout, ran.stderr) == (0, False, "")


MIXED = [
    # report of, workbook of; what is told
    (Export("好单位", True), Export("好单位", False), "草稿标记：现为 草　稿（未定稿，不作报送用），应为 （空）"),
    (Export("好单位", False), Export("好单位", True), "草稿标记：现为 （空），应为 草　稿（未定稿，不作报送用）"),
    (Export("好单位", False), Export("好单位", True), "文档属性“草稿”：现为 否，应为 是"),
]


@pytest.mark.parametrize(("report", "workbook", "told"), MIXED)
def test_a_draft_beside_a_final_one_is_told(exported, report: Export, workbook: Export, told: str) -> None:
    verdicts = verifying.verify([exported[workbook][".xlsx"], exported[report][".docx"]])
    assert [told in line for line in [one.told for v in verdicts for one in v.differences]].count(True) == 1


def test_another_number_of_errors_is_told_where_it_is_known(exported, tmp_path: Path) -> None:
    """By the working workbook, and by a finished one with 校验结果; without it nobody knows."""
    from packages import rewrite

    files = exported[Export("财政局的评分表，有错", True)]
    report = Path(shutil.copy(files[".docx"], tmp_path))
    rewrite(report, lambda text: text.replace("还有 1 个错误", "还有 3 个错误"), "word/header1.xml")
    listing = exported[Export("财政局的评分表，有错", True, True)][".xlsx"]
    for reference, count in ((files[".xlsm"], 1), (listing, 1), (files[".xlsx"], 0)):
        (_, verdict) = verifying.verify([reference, report])
        assert [one.place for one in verdict.differences] == ["草稿标记"] * count


def test_two_lists_of_findings_that_differ_are_told(exported, tmp_path: Path) -> None:
    files = exported[Export("样本", True, True)]
    other = Path(shutil.copy(files[".xlsx"], tmp_path / "改过.xlsx"))
    type_into(other, {("校验结果", "E5"): "没有问题"}, other)
    (first, second) = verifying.verify([files[".xlsx"], other])
    assert first.differences == ()
    assert "《校验结果》E5" in [one.place for one in second.differences]
    assert any("“校验结果”部分有改动" in one.place for one in second.differences)
