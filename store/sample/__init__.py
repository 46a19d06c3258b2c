"""A sample shop: a bicycle workshop with customers in five languages and a believable history up to now.

`regulars demo`, the tests and the benchmarks all take their records from `sample_records`.
"""

from __future__ import annotations

from store.sample.generate import (
    DEMO,
    LARGE,
    MEDIUM,
    SMALL,
    SampleSize,
    build_sample_book,
    sample_records,
)

__all__ = [
    "DEMO",
    "LARGE",
    "MEDIUM",
    "SMALL",
    "SampleSize",
    "build_sample_book",
    "sample_records",
]
