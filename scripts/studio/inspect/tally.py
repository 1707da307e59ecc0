"""The count of what was read back: how many readings, how many wrong, how far off the worst."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scripts.studio.inspect.findings import ClaimTotals

TOLERANCE_PX = 1.5
"""How far a drawn thing may be from its place, in pixels of a 1080-line frame."""


@dataclass
class Tally:
    """The running count of claims; ``add`` takes the error of one reading."""

    checked: int = 0
    failed: int = 0
    worst_px: float = 0.0

    def add(self, error_px: float) -> bool:
        """Count one reading and return whether it failed."""
        failed = not error_px <= TOLERANCE_PX
        self.checked += 1
        self.failed += failed
        if math.isfinite(error_px):
            self.worst_px = max(self.worst_px, error_px)
        return failed

    def totals(self) -> ClaimTotals:
        """Return the count as a value of the report; only finite errors enter the worst one."""
        return ClaimTotals(
            checked=self.checked, failed=self.failed, worst_px=round(self.worst_px, 4)
        )
