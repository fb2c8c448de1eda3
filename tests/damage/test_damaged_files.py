"""Good workbooks whose file was damaged at random: zip, parts, XML. Opened, pressed and saved like any other."""

from random import Random

import damage_package as package
from judging import Verdict

from books import evaluated
from good import NAME, good_bytes
from jixiao.engines import open_book
from jixiao.press.run import look_into, press

CASES = 400
PRESSED_EVERY = 8  # every eighth case is pressed and saved, too


def damaged(seed):
    """The bytes of case `seed`, and what was done to them."""
    random = Random(seed)
    content = good_bytes()
    if random.random() < 0.12:
        damage = random.choice((package.flip_bytes, package.truncate))
        return damage(random, content), damage.__name__
    parts = package.read(content)
    done = [random.choice(package.IN_PARTS) for _ in range(random.choice((1, 1, 2)))]
    for change in done:
        if parts and package.BOOK in parts and any(map(package.SHEET.fullmatch, parts)):
            change(random, parts)
    return package.write(parts), "+".join(change.__name__ for change in done)


def evaluated_maybe_pressed(path, out, pressed):
    if not pressed:
        return look_into(path).evaluation
    book = open_book(path)
    try:
        evaluation = press(book).evaluation
        book.save(out)
        return evaluation
    finally:
        book.close()


def test_damaged_files_never_give_a_wrong_score_in_silence(tmp_path, capsys):
    path, out = tmp_path / NAME, tmp_path / "结果.xlsm"
    path.write_bytes(good_bytes())
    verdict = Verdict(evaluated(path))
    for seed in range(CASES):
        content, names = damaged(seed)
        path.write_bytes(content)
        pressed = seed % PRESSED_EVERY == 0
        verdict.judge(f"seed {seed} ({names})", lambda pressed=pressed: evaluated_maybe_pressed(path, out, pressed))
        assert path.read_bytes() == content, f"seed {seed} ({names}): the input was changed"
    with capsys.disabled():
        print(f"\ndamaged files: {verdict.summary()}")
    assert verdict.cases == CASES
    assert min(verdict.refused, verdict.same, verdict.explained) > 0
