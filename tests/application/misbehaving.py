"""The Python behind a button, misbehaving: `raise`, `exit`, `wait`, `kill python N` or `kill office N` before call N."""

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


def call(self, operation, *args, seconds):
    if what == "raise" and operation == "write":
        raise RuntimeError("planted")
    if what == "kill" and self.trips == int(details[1]):
        os.kill(os.getpid() if details[0] == "python" else os.getppid(), signal.SIGKILL)
    return honest(self, operation, *args, seconds=seconds)


if what == "wait":
    Path(order).write_text("waiting", encoding="utf-8")
    while Path(order).exists():
        time.sleep(0.1)
if what == "exit":
    sys.exit("planted: no such module")
channel.Channel.call = call
assert command[0] == "-m"
sys.argv = command[1:]
runpy.run_module(command[1], run_name="__main__", alter_sys=True)
