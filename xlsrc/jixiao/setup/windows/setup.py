"""files/setup.py of the release zip: finds the wheel beside it and runs the set-up from there."""

import sys
from pathlib import Path

FILES = Path(__file__).resolve().parent

if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(wheel) for wheel in (FILES / "wheels").glob("jixiao-*.whl")]
    from jixiao.setup.from_zip import main

    sys.exit(main(FILES.parent, sys.argv[1]))
