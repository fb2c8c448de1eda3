"""Write so many workbooks into a folder, one after the other: `uv run python tests/county/county_bench.py FOLDER [UNITS]`.

A thousand to a subfolder, and a roster beside; nothing is kept, so memory stays flat.
"""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from counties import make_unit, many_specs, write_roster

THOUSAND = 1000


def write_units(folder: Path, units: int, seed: int = 1) -> None:
    """{folder}/报送/000/{unit}.xlsm … and {folder}/名册.xlsx."""
    specs = list(many_specs(units, seed))
    for n, spec in enumerate(specs):
        target = folder / "报送" / f"{n // THOUSAND:03d}"
        target.mkdir(parents=True, exist_ok=True)
        (target / f"{spec.unit}.xlsm").write_bytes(make_unit(spec))
    write_roster(folder / "名册.xlsx", specs, seed)


def main() -> None:
    """FOLDER, UNITS (10,000 if not given)."""
    import resource

    folder, units = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10 * THOUSAND
    began = time.perf_counter()
    write_units(folder, units)
    each = (time.perf_counter() - began) * 1000 / units
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{units} 个工作簿，每个 {each:.1f} 毫秒，最高内存 {peak} MB")


if __name__ == "__main__":
    main()
