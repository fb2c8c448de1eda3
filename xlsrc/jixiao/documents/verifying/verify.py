"""Do the documents agree? Figures are read back, everything is computed again, and each difference is told with its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from jixiao.documents.finished.submission import Submission
from jixiao.documents.keyed import told
from jixiao.documents.verifying.comparing import against, against_itself, agree, due, shown_otherwise
from jixiao.documents.verifying.difference import Difference, Sort, all_agree
from jixiao.documents.verifying.reading import Finished, custom_properties, read_finished
from jixiao.documents.verifying.reference import Reference
from jixiao.engines import UnusableWorkbook, open_port
from jixiao.engines.port import Area, WorkbookPort
from jixiao.evaluation import Evaluation
from jixiao.evaluation.fingerprint import SIGNATURE
from jixiao.forms.names import SCORES, SUMMARY
from jixiao.forms.outputs import SCORE_FACT_CELLS, SUMMARY_HEAD
from jixiao.press.blocks import Block, Cell
from jixiao.press.run import Result, look_into
from jixiao.press.score_sheet import score_block
from jixiao.press.summary_sheet import summary_block
from jixiao.resources import OWN_TEMPLATE
from jixiao.snapshot import Snapshot
from jixiao.values.address import a1
from jixiao.values.typed import visible

TOTALS = {SCORES: SCORE_FACT_CELLS[0], SUMMARY: SUMMARY_HEAD}  # 自评总分: blank until the first press
WORKBOOKS = (".xlsm", ".xlsx")
PRINTED = (".docx", ".pdf")
OWN = "报告是按【{}】旁边的《{}》核对的，不是随程序的模板。"
NO_REFERENCE = "没有可以对照的工作簿。请把填报工作簿（.xlsm）或导出的报送件（.xlsx）和要核对的文件一起给出。"


@dataclass(frozen=True)
class Verdict:
    """A file and what differs in it; `reference`: the others were compared with it; `note`: with what else."""

    path: Path
    differences: tuple[Difference, ...]
    reference: bool = False
    note: str = ""

    @property
    def agrees(self) -> bool:
        """Whether nothing but looks differs."""
        return all_agree(self.differences)

    @property
    def sorted(self) -> list[tuple[Sort, list[Difference]]]:
        """The differences by how grave they are, the gravest first; without those that there are none of."""
        sorts = [(sort, [one for one in self.differences if one.sort is sort]) for sort in Sort]
        return [(sort, found) for sort, found in sorts if found]


def verify(paths: Sequence[Path], known: Mapping[Path, Result] = MappingProxyType({})) -> list[Verdict]:
    """One verdict per file. The working workbook is the reference, else the first finished one.

    `known`: what a press on a working workbook came to, where that was just done; the others are computed again.
    UnusableWorkbook with one clear line where a file can't be used or none of them can be the reference.
    """
    for path in paths:
        if not path.is_file():
            raise UnusableWorkbook(f"【{path.name}】找不到这个文件。请检查路径和文件名。")
    finished = {path: found for path in paths if _is_workbook(path) and (found := read_finished(path))}
    own = [path for path in paths if _is_workbook(path) and path not in finished]
    working = {path: known[path] if path in known else look_into(path) for path in own}
    chosen = next(iter(working), None) or next(iter(finished), None)
    if chosen is None:
        raise UnusableWorkbook(NO_REFERENCE)
    filed = finished.get(chosen)
    reference = Reference(chosen, filed.submission if filed else _submitted(working[chosen]), filed)
    return [_verdict(path, reference, finished.get(path), working.get(path)) for path in paths]


def signatures(paths: Sequence[Path], verdicts: Sequence[Verdict], master: str) -> dict[Path, str]:
    """What to say of the 签名码 of every finished workbook and report, against the unit that the reference names."""
    chosen = next(verdict.path for verdict in verdicts if verdict.reference)
    filed = read_finished(chosen)
    submission = filed.submission if filed else _submitted(look_into(chosen))
    found: dict[Path, str] = {}
    for path in paths:
        if path.suffix.lower() == ".docx" or (_is_workbook(path) and read_finished(path)):
            found[path] = told(master, submission, custom_properties(path).get(SIGNATURE, ""))
    return found


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in WORKBOOKS


def _verdict(path: Path, reference: Reference, finished: Finished | None, working: Result | None) -> Verdict:
    found: Iterable[Difference]
    chosen = path == reference.path
    if finished:
        values = against_itself(finished) if chosen else against(finished, reference)
        expected = finished.submission if chosen else due(finished, reference)
        found = [*values, *shown_otherwise(finished, expected, filed=reference.filed is not None)]
    elif working:
        found = [
            *shown_differences(path, working),
            *(() if chosen else _other_entries(path, working, reference.submission)),
        ]
    else:
        found = document_differences(path, reference)
    return Verdict(path, tuple(dict.fromkeys(found)), chosen, _template_told(path, reference))


def _template_told(path: Path, reference: Reference) -> str:
    """Where the report as it should be was made with a template of the unit's own, not ours."""
    return (
        OWN.format(reference.path.name, OWN_TEMPLATE) if path.suffix.lower() in PRINTED and reference.template else ""
    )


def document_differences(path: Path, reference: Reference) -> Iterator[Difference]:
    """A report, a PDF, a mail or a .zip against the reference. UnusableWorkbook for any other kind of file."""
    from jixiao.documents.verifying.mail import mail_differences, zip_differences
    from jixiao.documents.verifying.pdf import pdf_differences
    from jixiao.documents.verifying.word.report import docx_differences

    kinds = {".docx": docx_differences, ".pdf": pdf_differences, ".eml": mail_differences, ".zip": zip_differences}
    if path.suffix.lower() not in kinds:
        raise UnusableWorkbook(f"【{path.name}】不会核对这种文件。可以核对 .xlsm、.xlsx、.docx、.pdf、.eml、.zip。")
    return kinds[path.suffix.lower()](path, reference)


def _submitted(working: Result) -> Submission:
    return Submission(working.snapshot, working.evaluation)


def shown_differences(path: Path, working: Result) -> Iterator[Difference]:
    """Where 评分表 and 汇总 of a working workbook show something else; sheets nobody filled yet are left out."""
    port = open_port(path)
    try:
        yield from differences_in(path, port, working.snapshot, working.evaluation)
    finally:
        port.close()


def differences_in(path: Path, port: WorkbookPort, snapshot: Snapshot, evaluation: Evaluation) -> Iterator[Difference]:
    """`shown_differences` on the port of a workbook that is open already."""
    for block in (score_block(snapshot, evaluation), summary_block(evaluation)):
        if block.sheet in port.sheet_names():
            area = Area(block.top, block.left, len(block.rows), len(block.rows[0]))
            yield from _block_differences(path.name, block, port.read_values(block.sheet, area))


def _block_differences(file: str, block: Block, found: Sequence[Sequence[object]]) -> Iterator[Difference]:
    row, column = TOTALS[block.sheet]
    if found[row - block.top][column - block.left] is None:
        return
    for r, c, cell in [(r, c, cell) for r, row in enumerate(block.rows) for c, cell in enumerate(row)]:
        value = found[r][c]
        if isinstance(cell, str | int | Decimal | None) and not agree(_plain(cell), value):  # type: ignore[arg-type]
            place = f"《{block.sheet}》{a1(block.top + r, block.left + c)}"
            yield Difference(file, place, visible(value), visible(_plain(cell)))


def _plain(cell: Cell) -> Decimal | str | None:
    return Decimal(cell) if isinstance(cell, int) else cell if isinstance(cell, Decimal | str) else None


def _other_entries(path: Path, working: Result, reference: Submission) -> Iterator[Difference]:
    """A second working workbook: its entries and results against the reference's, by data item."""
    from jixiao.evaluation.fingerprint import entry_facts, result_facts

    def facts(one: Submission | Result) -> dict[tuple[str, str], str]:
        every = [*entry_facts(one.snapshot), *result_facts(one.snapshot, one.evaluation)]
        return {(kind, key): value for kind, key, value in every}

    own, wanted = facts(working), facts(reference)
    for key in dict.fromkeys([*wanted, *own]):
        if own.get(key) != wanted.get(key):
            yield Difference(path.name, key[1], own.get(key, ""), wanted.get(key, ""))
