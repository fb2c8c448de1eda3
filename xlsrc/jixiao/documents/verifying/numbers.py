"""Number formats, spelled one way."""

import re

GENERAL = "General"


def spelled(code: str) -> str:
    """A number format, spelled one way: what applications write differently and show alike is dropped."""
    code = re.sub(r"\[\$-[0-9A-Fa-f]+\]|;@$", "", code)
    code = re.sub(r'"([^"]*)"', lambda quoted: "".join(f"\\{one}" for one in quoted[1]), code)
    code = re.sub(r"\\(?=[-/: ])", "", code)
    code = re.sub(r"\[(?:red|红色)\]", "[Red]", code, flags=re.IGNORECASE)
    return GENERAL if code.lower() in ("general", "@", "g/通用格式") else code
