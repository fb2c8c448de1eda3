"""Fill a template in a process of its own, within limits of time and memory.

Its `main` reads what `fill` takes from its standard input, pickled by this program, and answers with the report or the
one line that says what is wrong with the template.
"""

import pickle
import subprocess
import sys

from jixiao.documents.report.filling import Filling, TemplateFault, fill

SECONDS = 30
MEGABYTES = 1500  # of addresses, not all of them in use
REPORT, FAULT = b"+", b"-"
TOO_LONG = "Word 模板【{name}】{seconds} 秒还没有填完，已停下：里面可能有没有尽头的循环。请对照原模板改正。"
TOO_MUCH = "Word 模板【{name}】填到一半停下了：内容太多，内存不够。请对照原模板改正。"


def fill_apart(template: bytes, name: str, filling: Filling) -> bytes:
    """As `fill`. TemplateFault also where it takes too long or too much."""
    given = pickle.dumps((template, name, filling))
    try:
        ran = subprocess.run(
            [sys.executable, "-c", f"from {__name__} import main; main()"],
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TemplateFault(TOO_LONG.format(name=name, seconds=SECONDS)) from error
    mark, answer = ran.stdout[:1], ran.stdout[1:]
    if mark == REPORT:
        return answer
    raise TemplateFault(answer.decode() if mark == FAULT else TOO_MUCH.format(name=name))


def _limit() -> None:
    """Less memory than the machine has, where the system can say so (not on Windows, where time alone is limited)."""
    if sys.platform != "win32":
        import resource

        most = MEGABYTES * 2**20
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def main() -> None:
    """The process apart."""
    template, name, filling = pickle.load(sys.stdin.buffer)
    _limit()
    try:
        answer = REPORT + fill(template, name, filling)
    except TemplateFault as fault:
        answer = FAULT + str(fault).encode()
    sys.stdout.buffer.write(answer)
