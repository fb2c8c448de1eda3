"""The rows of the table, in order."""

from jixiao.selftest import application, pressing, reading, writing

SUITE = (*reading.TRIALS, *writing.TRIALS, *application.TRIALS, *pressing.TRIALS)
