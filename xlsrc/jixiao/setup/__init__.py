"""Set-up for people without administrator rights: what goes where, doing it, undoing it, looking whether it works.

places → plan → applying; `from_zip` runs that on Windows from the release zip, before anything is installed: therefore
places, settings, release, scripts, plan, applying and from_zip use the standard library only, and the wheel they run
from is still a zip file. bundle makes the release zip; doctor looks at a machine.
"""


class SetupError(Exception):
    """The set-up can't go on. `message_zh`: one Chinese line, what is wrong and what to do."""

    def __init__(self, message_zh: str) -> None:
        super().__init__(message_zh)
        self.message_zh = message_zh
