"""Words with a meaning of their own, in what people type and in what the program writes."""

YES, NO = "是", "否"
NOT_APPLICABLE = "不适用"  # 0 ÷ 0 (财预〔2020〕10号 knows no rate without a budget); never 100 %
TYPE_ZERO = "填 0"
ZERO_IS_TYPED = f"（数量为零的{TYPE_ZERO}）"
"""Beside a blank cell that takes a number: blank is no zero."""
