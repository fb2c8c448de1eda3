"""Who answers for what is filed: 填报人, 审核人, 单位负责人, and the day. What nobody typed is left blank, to be signed."""

from datetime import date

from jixiao.snapshot import Snapshot

SIGNERS = ("填报人", "审核人", "单位负责人")
BLANK, APART = "　　　　　", "　　"
BLANK_DAY = "　　　年　月　日"


def signed_by(snapshot: Snapshot) -> str:
    """填报人：王某　　审核人：　　　　　　　单位负责人：…　　日期：2025年7月8日."""
    names = [f"{signer}：{snapshot.text(signer) or BLANK}" for signer in SIGNERS]
    return APART.join([*names, f"日期：{in_words(snapshot.day('填报日期'))}"])


def in_words(day: date | None) -> str:
    """2025年7月8日; blanks to write into where there is no day."""
    return BLANK_DAY if day is None else f"{day.year}年{day.month}月{day.day}日"
