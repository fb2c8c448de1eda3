"""The model of Excel is of tests/addin, the desktop of tests/application."""

import sys
from pathlib import Path

for folder in ("addin", "application"):
    sys.path.append(str(Path(__file__).parents[1] / folder))
