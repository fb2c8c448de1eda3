"""The actions on closed, saved workbooks: for WPS and for machines where macros are forbidden.

What 发送到 and `jixiao press` run. The result goes into the same file, with a dated backup beside it.
"""

from .elsewhere import refuse_if_open
from .pressing import Pressed, press_file

__all__ = ["Pressed", "press_file", "refuse_if_open"]
