"""What was measured, as a table, as numbers for README, and as JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scripts.benchmark.agree import Agreement
from scripts.benchmark.edits import Again
from scripts.studio.errors import UserError
from scripts.studio.whole import write_text

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


@dataclass(frozen=True)
class Row:
    """One scene: seconds of film, wall seconds of stock and of ours, the floor, and more.

    ``stock`` is (a), ``ours`` (c), ``floor`` (d); processor seconds are of all processes together,
    memory is of the largest process in MB, sizes in kB.
    """

    kind: str
    name: str
    film: float
    stock: float
    ours: float
    floor: float
    stock_cpu: float
    ours_cpu: float
    memory: float
    stock_size: float
    our_size: float
    agreement: Agreement

    @property
    def faster(self) -> float:
        """How many times faster than stock."""
        return self.stock / self.ours

    @property
    def over_floor(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor


@dataclass(frozen=True)
class Report:
    """All rows; ``side_by_side`` is (b): stock on all scenes, one process a core.

    ``again`` is what a second build takes, if it was measured.
    """

    machine: str
    size: str
    rows: Sequence[Row]
    side_by_side: float
    again: Again | None = None

    @property
    def ours(self) -> float:
        """Seconds that ours takes for all scenes, one after the other."""
        return sum(row.ours for row in self.rows)

    def lines(self) -> list[str]:
        """Return the table and the sums below it, as Markdown."""
        table = [
            "| scene | film | stock | ours | faster | × floor | worst SSIM | kB, stock / ours |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for row in self.rows:
            table.append(
                f"| {row.kind} | {row.film:.1f} s | {row.stock:.1f} s | {row.ours:.1f} s | "
                f"{row.faster:.1f} × | {row.over_floor:.1f} | {row.agreement.worst:.4f} | "
                f"{row.stock_size:.0f} / {row.our_size:.0f} |"
            )
        stock, floor = sum(r.stock for r in self.rows), sum(r.floor for r in self.rows)
        film = sum(row.film for row in self.rows)
        table.append(
            f"| all | {film:.1f} s | {stock:.1f} s | {self.ours:.1f} s | "
            f"{stock / self.ours:.1f} × | {self.ours / floor:.1f} | "
            f"{min(row.agreement.worst for row in self.rows):.4f} | |"
        )
        return [
            *table,
            "",
            f"{self.size} on {self.machine}. Stock manim with one process a core takes "
            f"{self.side_by_side:.1f} s for all of them, {self.side_by_side / self.ours:.1f} times "
            f"ours. The floor is encoding the same pictures, already drawn, on all cores. The "
            f"largest process takes {max(row.memory for row in self.rows):.0f} MB.",
            *self._again(),
        ]

    def _again(self) -> list[str]:
        if self.again is None:
            return []
        return [
            "",
            f"A build of a segment in which nothing changed takes {self.again.unchanged:.1f} s; "
            f"after an edit of one beat its preview is there in {self.again.edit:.1f} s.",
        ]

    def problems(self) -> list[str]:
        """Return where films do not agree with stock manim's, in sentences."""
        told = []
        for row in self.rows:
            stock, ours = row.agreement.frames
            if stock != ours:
                told.append(f"{row.name}: stock manim's film has {stock} frames, ours {ours}")
            if row.agreement.worst < 0.99:
                told.append(
                    f"{row.name}: frame {row.agreement.at} has an SSIM of "
                    f"{row.agreement.worst:.4f}, under 0.99"
                )
        return told

    def plain(self) -> dict[str, Any]:
        """Return all as plain data for JSON."""
        return asdict(self)


def write_into(readme: Path, lines: Sequence[str]) -> None:
    """Put lines between README's two marks; UserError if the marks are not there."""
    text = readme.read_text("utf-8")
    pattern = re.compile(f"({re.escape(BEGIN)}\n).*?({re.escape(END)})", re.DOTALL)
    body = "\n".join(lines) + "\n"
    new, count = pattern.subn(lambda found: found[1] + body + found[2], text)
    if count != 1:
        raise UserError(f"{readme.name} has no lines {BEGIN} and {END} to write between")
    write_text(readme, new)
