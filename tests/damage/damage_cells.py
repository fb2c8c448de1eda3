"""Ways to damage a workbook's sheets as people do: values, types, rows, columns, headings, names, whole sheets.

Works on grids (the flat picture between spreadsheet and logic), so that thousands of cases run in a minute. One cell is
left alone: 上报自评得分, the good workbook's own statement of its score, against which a change of any figure shows.
"""

from collections.abc import Callable
from datetime import datetime
from random import Random

from jixiao.snapshot.grid import Grid

Sheet = tuple[list[list[object]], list[list[object]]]
Book = dict[str, Sheet]
Damage = Callable[[Random, Book], None]
CLAIM = ("基本信息", "上报自评得分")
WEIRD: tuple[object, ...] = (
    None, "", " ", "\u200b", "\u3000", "-", "无", "不适用", "/", "N/A", "#DIV/0!", "#REF!", "#N/A", "#NAME?", True, False,
    0, -1, 0.5, 1e308, -1e308, 1e-300, 2024, 2024.05, 45846, 1e15, 99999999999, 3.141592653589793,
    "１２３．４５", "1,234.5", "（500）", "12.5万元", "125000元", "1.2.3", "一百", "是", "否", "98.5%", "９８％", "100",
    "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "=cmd|'/c calc'!A1", "+1", "@SUM(A1)", "合计", "项目", "填写内容",
    "2025年7月8日", "20250230", datetime(2024, 5, 1), datetime(1900, 1, 1), datetime(9999, 12, 31), "\ud800", "\x00",
    "很长" * 5000, "\n\n", "’;DROP TABLE", "<b>&amp;</b>", "[bold]", "{name}", "%s", "年初预算数", "（表末，请在本行以上填写）",
)  # fmt: skip


def as_book(grids: tuple[Grid, ...]) -> Book:
    """Grids as lists that can be changed; every sheet begins at A1."""
    book: Book = {}
    for grid in grids:
        width = grid.left - 1
        values = [[None] * 12 for _ in range(grid.top - 1)] + [[None] * width + list(row) for row in grid.values]
        formulas = [[None] * 12 for _ in range(grid.top - 1)] + [[None] * width + list(row) for row in grid.formulas]
        book[grid.sheet] = (values, formulas)
    return book


def as_grids(book: Book) -> list[Grid]:
    """Back again."""
    return [Grid(name, values, formulas) for name, (values, formulas) in book.items()]


def change_cell(random: Random, book: Book) -> None:
    """Something else in a filled cell."""
    _, row, column, values, formulas = _filled(random, book)
    _put(values, formulas, row, column, random.choice(WEIRD))


def change_number(random: Random, book: Book) -> None:
    """A slip of the finger: ten times, a sign, a digit."""
    _, row, column, values, formulas = _filled(random, book, numbers=True)
    number = values[row][column]
    slip = random.choice((number * 10, number / 10, -number, number + 1, number * 10000, round(number), 0))
    _put(values, formulas, row, column, slip)


def dress_number(random: Random, book: Book) -> None:
    """The same number as people write it: text, unit, full width."""
    _, row, column, values, formulas = _filled(random, book, numbers=True)
    text = f"{values[row][column]:g}"
    wide = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})
    _put(
        values, formulas, row, column, random.choice((text, f" {text} ", f"{text}万元", wide, f"{text}人", f"￥{text}"))
    )


def type_anywhere(random: Random, book: Book) -> None:
    """Something in any cell, blank ones and labels too."""
    name, values, formulas = _any_sheet(random, book)
    row, column = random.randrange(len(values)), random.randrange(1, 11)
    if not _is_claim(name, values[row]):
        _put(values, formulas, row, column, random.choice(WEIRD))


def overwrite_formula(random: Random, book: Book) -> None:
    """A number, or another formula, where the template computes."""
    name = random.choice(
        [name for name, (_, formulas) in book.items() if any(map(_has_formula, formulas))] or list(book)
    )
    values, formulas = book[name]
    places = [(r, c) for r, cells in enumerate(formulas) for c, f in enumerate(cells) if _is_formula(f)]
    if places:
        row, column = random.choice(places)
        _put(values, formulas, row, column, random.choice((0, 1, 99.5, "100%", None, "=A1", "=#REF!+1", "=SUM(#REF!)")))


def insert_rows(random: Random, book: Book) -> None:
    """Blank rows, or a copy of a row."""
    _, values, formulas = _any_sheet(random, book)
    at = random.randrange(len(values) + 1)
    for _ in range(random.randint(1, 4)):
        copied = random.randrange(len(values)) if random.random() < 0.4 else None
        values.insert(at, list(values[copied]) if copied is not None else [])
        if formulas:
            formulas.insert(at, list(formulas[copied]) if copied is not None and copied < len(formulas) else [])


def delete_rows(random: Random, book: Book) -> None:
    """One to three rows."""
    name, values, formulas = _any_sheet(random, book)
    for _ in range(random.randint(1, 3)):
        row = random.randrange(len(values)) if values else 0
        if values and not _is_claim(name, values[row]):
            values.pop(row)
            if row < len(formulas):
                formulas.pop(row)


def delete_or_insert_column(random: Random, book: Book) -> None:
    """A column gone, or a blank one more."""
    name, values, formulas = _any_sheet(random, book)
    column = random.randrange(1, 10)
    gone = random.random() < 0.5 and not (name == CLAIM[0] and column == 2)
    for row in (*values, *formulas):
        if gone and column < len(row):
            row.pop(column)
        elif not gone and column <= len(row):
            row.insert(column, None)


def swap_columns(random: Random, book: Book) -> None:
    """Two columns, or their headings only."""
    _, values, formulas = _any_sheet(random, book)
    first, second = random.sample(range(1, 9), 2)
    rows = range(len(values)) if random.random() < 0.5 else [random.randrange(len(values))]
    for row in rows:
        for cells in (values, formulas):
            if row < len(cells) and max(first, second) < len(cells[row]):
                cells[row][first], cells[row][second] = cells[row][second], cells[row][first]


def swap_rows(random: Random, book: Book) -> None:
    """Two rows, or one cell of each."""
    name, values, formulas = _any_sheet(random, book)
    first, second = random.sample(range(len(values)), 2)
    if _is_claim(name, values[first]) or _is_claim(name, values[second]):
        return
    if random.random() < 0.5:
        for cells in (values, formulas):
            if max(first, second) < len(cells):
                cells[first], cells[second] = cells[second], cells[first]
        return
    column = random.randrange(1, 9)
    if column < min(len(values[first]), len(values[second])):
        values[first][column], values[second][column] = values[second][column], values[first][column]


def sort_rows(random: Random, book: Book) -> None:
    """A stretch of rows sorted by a column, as Excel's sort does, headings and all if they were in the selection."""
    _, values, formulas = _any_sheet(random, book)
    top = random.randrange(len(values))
    bottom = min(len(values), top + random.randint(2, 12))
    column = random.randrange(1, 5)
    order = sorted(range(top, bottom), key=lambda r: str(values[r][column]) if column < len(values[r]) else "")
    for cells in (values, formulas):
        cells[top:bottom] = [cells[row] for row in order if row < len(cells)]


def rename_sheet(random: Random, book: Book) -> None:
    """Another name, an old copy's name, a blank more."""
    name = random.choice(list(book))
    other = random.choice((f"{name} (2)", f"{name} ", f"旧{name}", "Sheet1", "=1+1", "x'y", "汇总表"))
    if other not in book:
        items = [(other if key == name else key, value) for key, value in book.items()]
        book.clear()
        book.update(items)


def copy_sheet(random: Random, book: Book) -> None:
    """A second copy, before or after the first, with or without a change."""
    name = random.choice(list(book))
    values, formulas = book[name]
    copy = ([list(row) for row in values], [list(row) for row in formulas])
    items = list(book.items())
    at = random.choice((0, len(items)))
    items.insert(at, (f"{name} (2)", copy))
    book.clear()
    book.update(items)
    if random.random() < 0.7 and name != CLAIM[0]:
        change_number(random, {name: book[name]} if random.random() < 0.5 else {f"{name} (2)": copy})


def delete_sheet(random: Random, book: Book) -> None:
    """Gone."""
    if len(book) > 1:
        del book[random.choice(list(book))]


def empty_sheet(random: Random, book: Book) -> None:
    """Select all, delete."""
    name = random.choice(list(book))
    book[name] = ([[None]], [[None]])


def lose_formulas(random: Random, book: Book) -> None:
    """Pasted as values: every formula of a sheet is what it showed, or nothing."""
    name = random.choice(list(book))
    values, formulas = book[name]
    for row, cells in enumerate(formulas):
        for column, formula in enumerate(cells):
            if _is_formula(formula):
                _put(values, formulas, row, column, random.choice((None, 12.34, "#REF!")))


DAMAGES: tuple[Damage, ...] = (
    change_cell, change_cell, change_number, change_number, dress_number, type_anywhere, type_anywhere, overwrite_formula,
    insert_rows, delete_rows, delete_or_insert_column, swap_columns, swap_rows, sort_rows, rename_sheet, copy_sheet,
    delete_sheet, empty_sheet, lose_formulas,
)  # fmt: skip


def _any_sheet(random: Random, book: Book) -> tuple[str, list[list[object]], list[list[object]]]:
    name = random.choice(list(book))
    values, formulas = book[name]
    if len(values) < 2:
        values.extend([[None], [None]])
    return name, values, formulas


def _filled(random: Random, book: Book, numbers: bool = False):  # type: ignore[no-untyped-def]
    def fits(value: object) -> bool:
        return isinstance(value, float) if numbers else value is not None

    places = [
        (name, r, c, values, formulas)
        for name, (values, formulas) in book.items()
        for r, row in enumerate(values)
        if not _is_claim(name, row)
        for c, value in enumerate(row)
        if fits(value)
    ]
    return random.choice(places) if places else ("", 0, 0, [[0.0]], [])


def _is_claim(name: str, row: list[object]) -> bool:
    return name.startswith(CLAIM[0]) and CLAIM[1] in row


def _put(values: list[list[object]], formulas: list[list[object]], row: int, column: int, value: object) -> None:
    is_formula = _is_formula(value) and bool(formulas)
    for cells, new in ((values, None if is_formula else value), (formulas, value if is_formula else None)):
        if row < len(cells):
            cells[row] += [None] * (column + 1 - len(cells[row]))
            cells[row][column] = new


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=") and len(value) > 1


def _has_formula(row: list[object]) -> bool:
    return any(map(_is_formula, row))
