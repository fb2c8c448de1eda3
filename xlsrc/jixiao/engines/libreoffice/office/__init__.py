"""The half that runs under LibreOffice's or the distribution's Python: it may import uno, and nothing of jixiao.

Plain Python 3.8. `bridge` is a process beside the application; the extension (see ../install.py) carries the
same modules into the application itself for the buttons.
"""
