"""Characters that nobody can see, typed into a cell: the documents are whole, agree, and no terminal obeys them."""

import pytest

from books import run, type_into
from good import NAME, good_bytes

UNIT = ("基本信息", "C15")
# 单位名称里的字符 | 显示成
TYPED = [
    ("清江\x1b]0;x\x07县总工会", "清江␛]0;x␇县总工会"),
    ("清江县\x0b总工会", "清江县\n总工会"),
    ("清江县\ufffe总工会", "清江县⟨U+FFFE⟩总工会"),
    ("清江县\u202e总工会", "清江县⟨U+202E⟩总工会"),
]


def escaped(text):
    """As Excel keeps it in a file."""
    return "".join(f"_x{ord(one):04X}_" if ord(one) < 32 or one == "\ufffe" else one for one in text)


@pytest.mark.parametrize(("typed", "shown"), TYPED)
def test_documents_of_a_unit_with_such_a_name(tmp_path, typed, shown):
    from packages import rewrite, sheet_part

    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    type_into(path, {UNIT: "某某某总工会"}, path)
    rewrite(path, lambda text: text.replace("某某某总工会", escaped(typed)), sheet_part(path, UNIT[0]))
    ran = run("submit", path, "--draft", "--mail", "a@b.cn")
    assert (ran.returncode in (0, 1), ran.stderr) == (True, "")
    files = sorted((tmp_path / "报送件").iterdir())
    assert len(files) == 4
    checked = run("verify", path, *files)
    assert (checked.returncode, checked.stderr) == (0, "")
    told = run("evaluate", path)
    for text in (ran.stdout, checked.stdout, told.stdout):
        assert not any(ord(one) < 32 and one not in "\n\r\t" for one in text)
    assert shown.split("\n")[0] in told.stdout


def test_a_formula_in_the_way_of_a_press_is_one_line(tmp_path):
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    type_into(path, {("绩效指标", "D7"): "=1+1"}, path)
    before = path.read_bytes()
    ran = run("press", "calculate", path)
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (2, "", 1)
    assert "D7 是公式" in ran.stderr
    assert path.read_bytes() == before
