"""A whole county through the command: 300 units in folders, archives and mails, and everything is said rightly of each.

Made anew in each run: 279 units file something usable, 14 nothing, 7 only what can't be used; 12 bad kinds of files, duplicates,
older and newer versions, old templates, another year, and faults planted across units.
"""

import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from books import run
from counties import Fault, Verdict, make_county, taken_out
from jixiao.bureau.ledger import names
from jixiao.filing.memory import ATTACHED, COUNTS, SAME, SUPERSEDED, UNUSABLE

TODAY = "2025-07-01"
SAID = {
    Verdict.COUNTS: COUNTS,
    Verdict.DUPLICATE: SAME,
    Verdict.SUPERSEDED: SUPERSEDED,
    Verdict.WITH_ERRORS: SUPERSEDED,
    Verdict.REFUSED: UNUSABLE,
    Verdict.OTHER_YEAR: UNUSABLE,
    Verdict.OLD_TEMPLATE: UNUSABLE,
}
NO_WORKBOOK = (".txt", ".docx")  # kept apart as 附件; lock files and Thumbs.db are nothing
SHOWN = {  # heading of 总表 → what the generator typed
    "年初预算": "initial",
    "调整后预算": "adjusted",
    "执行数": "executed",
}
CODES = {
    Fault.COPIED: {"K11"},
    Fault.RENAMED: {"K11"},
    Fault.REWORDED: {"K11"},
    Fault.OTHER_NAME: {"K13"},
    Fault.OTHER_WORDS: {"K25"},
    Fault.SAME_BUDGET: {"K14"},
    Fault.SAME_RESULTS: {"K26"},
    Fault.FULL_MARKS: {"K15", "K16"},
    Fault.AHEAD: {"K17", "K18"},
    Fault.OUTLIER: {"K19"},
    Fault.NO_OUTPUT: {"K20"},
    Fault.NO_MONEY: {"K21", "K22"},
    Fault.SAME_CONTACT: {"K23"},
    Fault.AS_LAST_YEAR: {"K12"},
}


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("县")
    account = make_county(folder, 7)
    last = run("collect", folder / "上年", "-o", folder / "上年台账.xlsx", "--year", account.year - 1, "--today", TODAY)
    assert last.returncode in (0, 1), last.stderr
    return folder, account


@pytest.fixture(scope="module")
def collected(county):
    folder, account = county
    told = collect(folder, account, folder / "台账.xlsx")
    return told, openpyxl.load_workbook(folder / "台账.xlsx", data_only=True)


def command(folder, account, output, *more):
    options = {
        "--roster": account.roster, "--year": account.year, "--today": TODAY,
        "--last-year": folder / "上年台账.xlsx", "-o": output,
    }  # fmt: skip
    words = ("collect", account.folder, *(word for pair in options.items() for word in pair), *more)
    return [sys.executable, "-m", "jixiao", *map(str, words)]


def collect(*arguments):
    return subprocess.run(command(*arguments), capture_output=True, text=True)


def rows(book, name):
    """The rows of a sheet as dicts by heading."""
    sheet = book[name]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(n for n, row in enumerate(cells) if names.UNIT in row or "编号" in row)
    return [dict(zip(cells[head], row, strict=True)) for row in cells[head + 1 :] if any(row)]


def test_it_says_that_there_is_something_to_do(collected):
    told, _ = collected
    assert (told.returncode, told.stderr) == (1, "")
    assert "采用 279" in told.stdout.splitlines()[-2]


def test_every_file_is_named_rightly(county, collected):
    """The same bytes are one file received several times: which of them counts doesn't matter."""
    _, account = county
    wanted, said_of = {}, {}
    for said in account.files:
        digest = hashlib.sha256(taken_out(account, said.at)).hexdigest()
        wanted.setdefault(digest, []).extend(statuses(said))
        said_of[digest] = said
    found = {}
    for row in rows(collected[1], names.REGISTER):
        if row[names.WHERE]:
            found.setdefault(row[names.DIGEST], []).append(row[names.STATUS])
            assert row["原因"], row
    assert {digest: sorted(words) for digest, words in found.items()} == {
        digest: sorted(words) for digest, words in wanted.items() if words
    }


def statuses(said):
    """What 登记 says of a file: nothing of a system's own files."""
    if said.verdict is Verdict.IGNORED:
        return [ATTACHED] if said.at[-1].endswith(NO_WORKBOOK) else []
    return [SAID[said.verdict]]


def test_every_unit_stands_as_it_should(county, collected):
    """What a damaged file was about nobody can know; where its name speaks of a unit, 缺报名单 says so."""
    _, account = county
    standing = {row[names.UNIT]: row[names.STATUS] for row in rows(collected[1], names.TOTALS)}
    unreadable = {one.unit for one in account.said(Verdict.REFUSED)} & set(account.unusable)
    known = set(account.unusable) - unreadable
    assert {unit for unit, word in standing.items() if word == "缺报"} == set(account.missing) | unreadable
    assert {unit for unit, word in standing.items() if word == "不能用"} == known
    assert {unit for unit, word in standing.items() if word in ("已报", "逾期")} == set(account.counted)
    missing = {row[names.UNIT]: row["原因"] or "" for row in rows(collected[1], names.MISSING)}
    assert set(missing) == set(account.missing) | set(account.unusable)
    assert {unit for unit, why in missing.items() if why.startswith("可能报过")} == unreadable


def test_figures_of_thirty_units_stand_at_their_place(county, collected):
    _, account = county
    totals = {row[names.UNIT]: row for row in rows(collected[1], names.TOTALS)}
    for unit in random.Random(30).sample(account.counted, 30):
        expected, row = account.units[unit].expected, totals[unit]
        for heading, field in SHOWN.items():
            assert Decimal(str(row[heading])) == getattr(expected, field), (unit, heading)
        assert row["执行率"] == pytest.approx(float(expected.executed / expected.adjusted), abs=0.00006), unit


def test_every_planted_fault_is_found_and_false_alarms_are_few(county, collected, capsys):
    _, account = county
    found = rows(collected[1], names.SUSPICIONS)
    units = set(account.counted)
    named = [(row["编号"], {unit for unit in units if unit in str(row)}) for row in found if row["编号"]]
    missed = [
        plant for plant in account.planted
        if not any(code in CODES[plant.fault] and set(plant.units) & them for code, them in named)
    ]  # fmt: skip
    assert missed == []
    guilty = {unit for plant in account.planted for unit in plant.units}
    false = [(code, them) for code, them in named if not them & guilty]
    with capsys.disabled():
        print(f"\n疑点 {len(named)} 条，误报 {len(false)} 条，每百个单位 {100 * len(false) / len(units):.1f} 条")
    assert len(false) <= len(units) * 3 / 100


def test_a_second_collection_evaluates_nothing_and_gives_the_same_bytes(county, collected):
    folder, account = county
    before = (folder / "台账.xlsx").read_bytes()
    again = collect(folder, account, folder / "台账.xlsx", "--jobs", "1")
    assert again.returncode == 1
    assert (folder / "台账.xlsx").read_bytes() == before


def test_killed_in_the_middle_the_next_run_goes_on_and_gives_the_same_bytes(county, collected, tmp_path):
    folder, account = county
    shutil.copytree(account.folder, tmp_path / account.folder.name, copy_function=shutil.copy2)
    for name in (account.roster.name, "上年台账.xlsx", "上年台账.db"):
        shutil.copy2(folder / name, tmp_path / name)
    moved = replace(account, folder=tmp_path / account.folder.name, roster=tmp_path / account.roster.name)
    running = subprocess.Popen(command(tmp_path, moved, tmp_path / "台账.xlsx"), stderr=subprocess.DEVNULL)
    done = wait_for_receipts(tmp_path / "台账.db", 40)
    running.kill()
    running.wait()
    kept = receipts(tmp_path / "台账.db")
    assert done <= kept < len(account.files) - 100, "it was killed before the end, and kept what it had"
    assert not (tmp_path / "台账.xlsx").exists()
    assert collect(tmp_path, moved, tmp_path / "台账.xlsx").returncode == 1
    assert (tmp_path / "台账.xlsx").read_bytes() == (folder / "台账.xlsx").read_bytes()


def receipts(path):
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as memory:
        try:
            return memory.execute("SELECT count(*) FROM receipts").fetchone()[0]
        except sqlite3.OperationalError:  # not yet laid out
            return 0


def wait_for_receipts(path, number):
    for _ in range(3000):
        if (found := receipts(path)) >= number:
            return found
        time.sleep(0.05)
    raise AssertionError("nothing was evaluated")
