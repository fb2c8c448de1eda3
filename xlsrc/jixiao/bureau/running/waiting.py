"""Files that wait, and those that were on their way when a worker died."""

from collections import deque
from collections.abc import Iterable
from itertools import islice
from pathlib import Path


class Waiting:
    """Paths in their order, taken one at a time; what comes back is taken first."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths, self._back = iter(paths), deque[Path]()

    def first(self) -> Path | None:
        """The next path, left where it is; None where there is none left."""
        if not self._back:
            self._back.extend(islice(self._paths, 1))
        return self._back[0] if self._back else None

    def take(self) -> Path | None:
        """The next path; None where there is none left."""
        return self._back.popleft() if self._back else next(self._paths, None)

    def put_back(self, path: Path) -> None:
        """It was taken, but nobody has begun with it."""
        self._back.append(path)
