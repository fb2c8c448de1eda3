"""The Pythons that wait behind the buttons, as the system sees them."""

from pathlib import Path

COMMAND = b"jixiao.buttons.in_libreoffice"


def workers(stand_in: Path) -> list[int]:
    """The processes that this stand-in (conftest.py) started, by the home it gave them; a press's own among them."""
    home = f"HOME={stand_in.parent}".encode()
    return [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit() and _is_one(one, home)]


def _is_one(process: Path, home: bytes) -> bool:
    try:
        return COMMAND in (process / "cmdline").read_bytes().split(b"\0") and home in (
            process / "environ"
        ).read_bytes().split(b"\0")
    except OSError:  # gone meanwhile, or somebody else's
        return False
