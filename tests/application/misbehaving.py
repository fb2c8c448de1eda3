"""The Python behind a button, misbehaving: `raise`, `exit`, `expire`, `wait`, `kill python N` or `kill office N` before call N.

Or watched: `time` leaves the moments of a press beside the order, as {"calls": [[operation, begun, ended], …], "heavy":
libraries that no press needs}.
"""

import atexit
import json
import os
import runpy
import signal
import sys
import time
from pathlib import Path

from jixiao.engines.libreoffice import channel

order, *command = sys.argv[1:]
what, *details = Path(order).read_text(encoding="utf-8").split()
honest = channel.Channel.call


watched = {"calls": []}


def call(self, operation, *args, seconds):
    if what == "raise" and operation == "write":
        raise RuntimeError("planted")
    if what == "kill" and self.trips == int(details[1]):
        os.kill(os.getpid() if details[0] == "python" else os.getppid(), signal.SIGKILL)
    begun = time.monotonic()
    try:
        return honest(self, operation, *args, seconds=seconds)
    finally:
        watched["calls"].append([operation, begun, time.monotonic()])


def leave():
    if watched["calls"]:
        watched["heavy"] = sorted({"numpy", "openpyxl", "pandas"} & sys.modules.keys())
        Path(f"{order}.times").write_text(json.dumps(watched), encoding="utf-8")


if what == "wait":
    Path(order).write_text("waiting", encoding="utf-8")
    while Path(order).exists():
        time.sleep(0.1)
if what == "expire":
    Path(order).unlink()
    sys.exit(75)  # as if nobody had pressed for too long; the next one behaves
if what == "time":
    atexit.register(leave)
if what == "exit":
    sys.exit("planted: no such module")
channel.Channel.call = call
assert command == ["-m", "jixiao.buttons.in_libreoffice"]
sys.argv = command[1:]
runpy.run_module(command[1], run_name="__main__", alter_sys=True)
