"""The fingerprint: over entries and results, not places; recomputable from its description."""

import hashlib
import json
import unicodedata

import pytest

from books import type_into
from jixiao.evaluation.fingerprint import canonical, fingerprint, short
from packages import insert_rows
from submission.submissions import sample, submission_of


def test_it_can_be_recomputed_from_the_description():
    made = sample()
    text = canonical(made.snapshot, made.evaluation)
    lines = text.split("\n")
    assert lines == sorted(lines)
    assert all(len(json.loads(line)) == 3 for line in lines)
    assert unicodedata.is_normalized("NFC", text)
    assert '["format","jixiao","1"]' in lines
    assert '["entry","项目支出年初预算数","383.32"]' in lines
    assert '["result","自评总分","86"]' in lines
    assert hashlib.sha256(text.encode()).hexdigest() == made.fingerprint == fingerprint(made.snapshot, made.evaluation)
    assert short(made.fingerprint) == made.fingerprint[:12]


CHANGES = {
    "数": ("支出预算", "C7", 9.91),
    "文字": ("文字材料", "C12", "别的职责"),
    "日期": ("基本信息", "C20", "2025-07-09"),
    "清单": ("重点工作", "C6", "未完成"),
    "指标体系": ("指标体系", "F30", 7),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_changed_entry_changes_it(typed, name):
    sheet, cell, value = CHANGES[name]
    assert submission_of(typed({(sheet, cell): value})).fingerprint != sample().fingerprint


def test_inserted_rows_and_ways_of_writing_do_not(tmp_path, sample):
    path = tmp_path / "动过.xlsm"
    path.write_bytes(sample.read_bytes())
    insert_rows(path, "重点工作", at=8, count=3)
    type_into(path, {("支出预算", "C6"): "214.870", ("基本信息", "C20"): "2025年7月8日"}, path)
    assert submission_of(path).fingerprint == submission_of(sample).fingerprint
