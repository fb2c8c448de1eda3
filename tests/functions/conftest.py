"""The corpus of published criteria lies with the tests of criteria."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "criteria"))
