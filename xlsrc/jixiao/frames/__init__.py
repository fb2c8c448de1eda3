"""pandas views of one workbook or of a whole ledger: fixed columns, documented types. For analysis and the ledger.

    from jixiao import frames
    filed = frames.read("某局_2024_绩效自评.xlsm")  # a working workbook or a 报送表
    frames.budget(filed), frames.scores(filed, floats=True), frames.findings(filed)
    frames.units("2024年度绩效自评台账.xlsx")  # every unit of a ledger, by the .db beside it

Each of these takes a Filed (what `read` gives), an open Memory, or the path of a ledger or of its .db. Over a ledger `unit`
and `digest` (SHA-256 of its file) stand in front, one file a unit: the one that counts. `columns()` lists what there is.

Types by the kind of a column (jixiao.filing.schema): `text` object (str, '' where blank); `decimal` object (exact Decimal, None
where blank), or with `floats` float64 (NaN where blank) for statistics; `integer` Int64; `flag` boolean. Money in 万元, rates
and shares in percent points. Nothing here is loaded by a press.
"""

from jixiao.frames.budget import BUDGET, budget
from jixiao.frames.files import pieces, pieces_of, write_csv, write_parquet
from jixiao.frames.tables import (
    KEYS,
    Source,
    columns,
    differences,
    figures,
    filed,
    findings,
    frame,
    project_lines,
    projects,
    rates,
    read,
    scores,
    texts,
    units,
)

__all__ = [
    "BUDGET",
    "KEYS",
    "Source",
    "budget",
    "columns",
    "differences",
    "figures",
    "filed",
    "findings",
    "frame",
    "pieces",
    "pieces_of",
    "project_lines",
    "projects",
    "rates",
    "read",
    "scores",
    "texts",
    "units",
    "write_csv",
    "write_parquet",
]
