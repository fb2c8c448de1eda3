"""How much of a file is looked at, so that memory and time stay bounded."""

MAX_ROWS, MAX_COLUMNS = 20000, 200  # cells beyond are ignored

MAX_CELLS = 500_000  # with content, per sheet

TOO_MANY = "工作表中有内容的单元格超过 50 万个，无法处理。请删去与自评无关的大表后再试。"
