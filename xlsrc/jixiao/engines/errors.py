"""What can go wrong at the border to a workbook; every message is for the clerk."""


class UnusableWorkbook(Exception):  # noqa: N818 - the name is the project's word for it
    """The file can't be used at all. `message_zh`: one Chinese line, what is wrong and what to do."""

    def __init__(self, message_zh: str) -> None:
        super().__init__(message_zh)
        self.message_zh = message_zh


class LockedCells(ValueError):  # noqa: N818
    """A write into locked cells of a protected sheet, which Excel would refuse as well."""


class FormulaInTheWay(ValueError):  # noqa: N818
    """A write of values over formula cells, or of a formula into an array or shared formula."""
