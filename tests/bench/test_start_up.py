"""What is loaded before a command or a button begins: counted, since everybody waits for it on every click."""

import subprocess
import sys

import pytest

ROOMS = "print(*sorted({name.split('.')[1] for name in sys.modules if name.startswith('jixiao.')}))"
HEAVY = {"docxtpl", "lxml", "openpyxl", "pandas", "rich", "xlsxwriter"}
# what is imported | the rooms of the house that may come with it
STARTS = [
    ("jixiao.cli.main", "actions cli forms log resources values"),
    (
        "jixiao.buttons",
        "actions buttons criteria engines evaluation findings forms frameworks log press resources snapshot values work",
    ),
]


def printed(code: str) -> set[str]:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


@pytest.mark.parametrize(("module", "rooms"), STARTS)
def test_nothing_is_loaded_that_only_some_need(module: str, rooms: str) -> None:
    assert printed(f"import sys, {module}; {ROOMS}") == set(rooms.split())
    assert printed(f"import sys, {module}; print(*sys.modules)") & HEAVY == set()
