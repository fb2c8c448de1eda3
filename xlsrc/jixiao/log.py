"""The log file that the clerk is asked for when something goes wrong."""

import logging
import traceback
from pathlib import Path

LOG_FILE = Path.home() / "jixiao.log"


def log_failure(action: str, file: Path | None = None) -> None:
    """The traceback being handled, into the log file that the clerk is asked for."""
    logging.getLogger(__name__).error("%s failed", action, exc_info=True)
    try:
        with (file or LOG_FILE).open("a", encoding="utf-8") as log:
            log.write(f"{action}\n{traceback.format_exc()}\n")
    except OSError as error:  # a full disk must not hide the message to the clerk
        logging.getLogger(__name__).warning("no log file: %s", error)
