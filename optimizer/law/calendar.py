"""Months: the law counts in whole months completed."""

from calendar import monthrange
from datetime import date

import numpy as np


def months_between(start: date, end: date) -> int:
    """Whole months completed from start to end; 0 on the way to the first, negative if end is before start."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of that month if it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between_days(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """`months_between` over arrays of datetime64; shapes broadcast. int64."""
    swapped = end < start
    first, last = np.where(swapped, end, start), np.where(swapped, start, end)
    first_month, last_month = first.astype("datetime64[M]"), last.astype("datetime64[M]")
    months = (last_month - first_month).astype(np.int64)
    short = (last.astype("datetime64[D]") - last_month) < (first.astype("datetime64[D]") - first_month)
    whole = months - short
    return np.where(swapped, -whole, whole)
