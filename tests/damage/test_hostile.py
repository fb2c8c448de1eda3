"""Files made to do harm: refused or neutralised, in bounded memory and time, in a process of their own."""

import io
import re
import resource
import subprocess
import sys
import time
import zipfile

import damage_package as package
import pytest

from books import filled, found, type_into
from good import NAME, good_bytes
from packages import rewrite, sheet_part

MEMORY = 2 * 2**30  # address space of the process; numpy and pandas alone reserve about half of it
SECONDS = 60
ENTITY_BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20)
    ) + "]>"
)  # fmt: skip


def evaluate_bounded(path, *arguments):
    """`jixiao evaluate` with bounded memory; (exit status, stdout, stderr, seconds, peak bytes)."""

    def bound():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    started = time.perf_counter()
    command = [sys.executable, "-m", "jixiao", "evaluate", str(path), *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, preexec_fn=bound, check=False)
    return ran.returncode, ran.stdout, ran.stderr, time.perf_counter() - started


def changed(tmp_path, part, content):
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    rewrite(path, content, part) if callable(content) else path.write_bytes(
        package.write({**package.read(good_bytes()), part: content})
    )
    return path


def refused_in_one_line(ran):
    status, out, err, _ = ran
    assert (status, out) == (2, ""), err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


BOMBS = {
    "零字节": lambda: b"\0" * (400 * 2**20),
    "空格": lambda: b"<worksheet>" + b" " * (400 * 2**20) + b"</worksheet>",
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet3.xml", package.STRINGS])
def test_zip_bombs_are_refused(tmp_path, name, part):
    path = changed(tmp_path, part, BOMBS[name]())
    assert path.stat().st_size < 3 * 2**20
    refused_in_one_line(evaluate_bounded(path, "-o", tmp_path / "结果.xlsm"))
    assert not (tmp_path / "结果.xlsm").exists()


def test_a_zip_bomb_of_many_parts_is_refused(tmp_path):
    parts = package.read(good_bytes())
    filler = b"\0" * (40 * 2**20)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in {**parts, **{f"xl/media/{n}.bin": filler for n in range(12)}}.items():
            held.writestr(name, content)
    path = tmp_path / NAME
    path.write_bytes(buffer.getvalue())
    refused_in_one_line(evaluate_bounded(path))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet3.xml", package.STRINGS, package.BOOK, package.STYLES, "[Content_Types].xml"]
)
def test_entity_bombs_are_refused(tmp_path, part):
    def plant(text):
        head, mark, rest = text.partition("?>")
        return f"{head}{mark}{ENTITY_BOMB}{rest}" if mark else ENTITY_BOMB + text

    refused_in_one_line(evaluate_bounded(changed(tmp_path, part, plant)))


HUGE = {
    "一百兆的数字": lambda: b"".join(
        b'<row r="%d">' % row + b'<c><v>1234567.89</v></c>' * 180 + b"</row>" for row in range(60, 23000)
    ),
    "一百兆的空行": lambda: b"".join(b'<row r="%d" ht="15" customHeight="1" spans="1:200"></row>' % row for row in range(60, 1_048_000)),
    "一百兆的一格": lambda: b'<row r="60"><c r="B60" t="inlineStr"><is><t>' + "长".encode() * 35_000_000 + b"</t></is></c></row>",
}  # fmt: skip


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_sheet_stays_within_memory_and_time(tmp_path, name):
    """100 MB of XML in one sheet: one clear line, or an evaluation; in either case soon."""
    part = sheet_part_of(tmp_path, "重点工作")
    rows = HUGE[name]()
    content = package.read(good_bytes())[part].replace(b"</sheetData>", rows + b"</sheetData>")
    path = changed(tmp_path, part, content)
    status, out, err, seconds = evaluate_bounded(path)
    assert status in (0, 1, 2), err[-300:]
    assert "Traceback" not in err, err[-300:]
    assert seconds < SECONDS
    if status == 2:
        refused_in_one_line((status, out, err, seconds))


def sheet_part_of(tmp_path, sheet):
    (tmp_path / "量.xlsm").write_bytes(good_bytes())
    return sheet_part(tmp_path / "量.xlsm", sheet)


MARK = "7351"  # in every command, and nowhere else in the workbook
COMMANDS = (
    f"=cmd|'/c calc {MARK}'!A1", f'=HYPERLINK("http://{MARK}.com","点我")', f"+{MARK}+cmd|' /C calc'!A1", f"@SUM({MARK})",
    f"-{MARK}+1", f"\t={MARK}+1",
)  # fmt: skip
TEXTS = [
    ("基本信息", "C15"), ("基本信息", "C21"), ("支出预算", "J6"), ("重点项目", "B8"), ("重点项目", "J8"), ("重点工作", "B6"),
    ("重点工作", "F6"), ("绩效指标", "F19"), ("绩效指标", "H19"), ("绩效指标", "J19"), ("文字材料", "C26"),
    ("指标体系", "B22"), ("项目自评1", "D3"),
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_formulas_typed_as_text_never_become_formulas(tmp_path, command):
    """In every entry that is copied anywhere: no output cell holds a formula that we did not write."""
    from jixiao.engines import open_port

    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    port = open_port(path)
    for sheet, cell in TEXTS:
        row, column = int(re.sub(r"\D", "", cell)), "ABCDEFGHIJK".index(cell[0]) + 1
        port.unlock(sheet)
        port.write_values(sheet, row, column, [[command]])  # as text: an apostrophe before it, in Excel
    port.save(path)
    before = formulas(path)
    filled(path, tmp_path / "结果.xlsm")
    added = formulas(tmp_path / "结果.xlsm") - before
    assert added
    assert [formula for formula in added if MARK in formula] == []


def formulas(path):
    """Every formula of a file, as in its XML."""
    import html

    with zipfile.ZipFile(path) as held:
        texts = [held.read(name).decode() for name in held.namelist() if package.SHEET.fullmatch(name)]
    return {html.unescape(formula) for text in texts for formula in re.findall(r"<f>(.*?)</f>", text)}


@pytest.mark.parametrize("command", COMMANDS[:2])
def test_formulas_typed_as_formulas_are_findings_and_are_not_copied(tmp_path, command):
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    type_into(path, {("基本信息", "C15"): command, ("绩效指标", "H19"): command, ("三公及资产", "C26"): command}, path)
    before = formulas(path)
    evaluation = filled(path, tmp_path / "结果.xlsm")
    told = {(code, sheet, cell) for code, sheet, cell in found(evaluation) if code == "R03"}
    assert told == {("R03", "基本信息", "C15"), ("R03", "绩效指标", "H19"), ("R03", "三公及资产", "C26")}
    assert [formula for formula in formulas(tmp_path / "结果.xlsm") - before if MARK in formula] == []


def test_a_sheet_name_can_not_break_out_of_a_link(tmp_path):
    """The links of 校验结果 are the only formulas a press writes; their parts come from names people give."""
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    type_into(path, {("三公及资产", "C26"): "六百"}, path)
    evil = "x'!A1&quot;,cmd&amp;&quot;"
    rewrite(path, lambda text: text.replace('name="三公及资产"', f'name="{evil}"'), "xl/workbook.xml")
    filled(path, tmp_path / "结果.xlsm")
    links = [
        formula for formula in formulas(tmp_path / "结果.xlsm") if formula.startswith("HYPERLINK") and "cmd" in formula
    ]
    assert 'HYPERLINK("#\'x\'\'!A1"",cmd&""\'!C26","→ x\'!A1"",cmd&"" C26")' in links
    texts = [re.sub(r'"(?:[^"]|"")*"', "", link) for link in links]
    assert set(texts) == {"HYPERLINK(,)"}  # all that people typed stays inside the quotes


def test_external_links_are_findings(tmp_path):
    """A value taken from another file is not a typed value; a computed cell that is linked elsewhere is recomputed."""
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    type_into(
        path, {("三公及资产", "C26"): "='[决算.xlsx]Sheet1'!B2", ("支出预算", "G11"): "='[决算.xlsx]Sheet1'!B2"}, path
    )
    evaluation = filled(path, tmp_path / "结果.xlsm")
    assert {("R03", "三公及资产", "C26"), ("R04", "支出预算", "G11")} <= found(evaluation)
    assert str(evaluation.total) == "96.34"
