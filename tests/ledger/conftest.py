from collections.abc import Iterator

import pytest
from ledger_desks import Table, county

from jixiao.bureau.desk import Desk
from jixiao.bureau.ledger import ledger_workbook


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """The files of a small county, evaluated once."""
    return county(tmp_path_factory.mktemp("县"))


@pytest.fixture(scope="session")
def desk(table: Table) -> Iterator[Desk]:
    made = table.desk()
    yield made
    made.memory.close()


@pytest.fixture(scope="session")
def ledger(table: Table, desk: Desk):
    """The ledger as a file, where its links lead from."""
    path = table.folder / "台账.xlsx"
    path.write_bytes(ledger_workbook(desk))
    return path
