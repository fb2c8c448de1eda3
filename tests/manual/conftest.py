"""The picture script's modules stand beside it, and use those of the tests in a running application."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "application")]
