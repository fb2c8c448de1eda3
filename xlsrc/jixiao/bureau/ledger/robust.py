"""Who is alone: values far from the rest, measured so that they don't hide themselves.

z = 0.6745·(x − median)/MAD, far beyond 3.5 (Iglewicz and Hoaglin 1993, ASQC vol. 16). Where more than half of the values are
equal MAD is 0 and the mean absolute deviation takes its place: z = (x − median)/(1.253314·MeanAD).
"""

import pandas as pd

FAR = 3.5
LEAST = 5  # below that many values nobody is alone


def robust_z(values: pd.Series) -> pd.Series:
    """z by the index of `values` (floats, NaN where unknown); all 0 where the values are equal or too few."""
    known = values.dropna()
    away = known - known.median()
    mad, mean = away.abs().median(), away.abs().mean()
    if len(known) < LEAST or not mean:
        return known * 0.0
    return 0.6745 * away / mad if mad else away / (1.253314 * mean)


def alone(values: pd.Series) -> pd.Index:
    """The index of what is far from the rest, the farthest first."""
    z = robust_z(values).abs()
    return z[z > FAR].sort_values(ascending=False, kind="stable").index
