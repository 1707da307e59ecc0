"""Lines, arrows and points in a space: solid where they are seen, faint where they are hidden."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import ClassVar, Literal, NamedTuple

import cairo
import numpy as np
import numpy.typing as npt

from scenes.kit.claims import PIXELS_PER_UNIT, Claim, Reading
from scenes.kit.color import to_rgb
from scenes.kit.occlusion import clip_heights, finite_runs, split_by_sight
from scenes.kit.painted import Array, Context, set_color, trace_path
from scenes.kit.space import LINES, InSpace, Space, State
from scenes.kit.surface import SurfacePlot, sight_test
from scenes.kit.theme import theme

Hidden = Literal["dashed", "faint", "none"]

HAIR, THIN, BOLD = 0.018, 0.032, 0.055
"""Line widths in scene units."""

HIDDEN_STRENGTH = 0.42
"""Opacity of a hidden piece, which keeps it legible through the surface."""

CASING, CASING_STRENGTH = 0.028, 0.8
"""A rim of background colour on both sides, which lifts a line off the surface."""

DASH = (0.10, 0.09)


class Stroke(NamedTuple):
    """A screen polyline ``(k, 2)`` and whether it is out of sight."""

    points: Array
    hidden: bool


class SpaceLine(InSpace):
    """A family of curves in a space, drawn as one mobject.

    A subclass gives ``curves()``, polylines ``(k, 3)`` in the space's coordinates (nan vertices
    interrupt them). Parts outside the z range are left out if ``clipped``. ``behind`` is the
    surface that may hide them; hidden pieces are drawn as ``hidden`` says.
    """

    shared: ClassVar[tuple[str, ...]] = ("_built", "behind", "follows")

    def __init__(
        self,
        space: Space,
        *,
        color: str,
        width: float = THIN,
        behind: SurfacePlot | None = None,
        hidden: Hidden = "dashed",
        follows: tuple[State, ...] = (),
        clipped: bool = False,
        cased: bool = True,
        z_index: float = LINES,
    ) -> None:
        super().__init__(space, z_index=z_index)
        self.rgb: Array = to_rgb(theme().of(color))
        self.casing: Array = to_rgb(theme().background)
        self.line_width = width
        self.behind, self.hidden, self.follows = behind, hidden, follows
        self.clipped, self.cased = clipped, cased
        self.settle()

    def curves(self) -> list[Array]:
        """Return the polylines ``(k, 3)`` to draw at the moment."""
        raise NotImplementedError

    def depends(self) -> tuple[Hashable, ...]:
        """Follow the states it was made for, and the surface that may hide it."""
        stamps = tuple(state.stamp() for state in self.follows)
        return stamps if self.behind is None else (*stamps, self.behind.stamp())

    def build(self) -> list[Stroke]:
        """Return the drawn strokes, hidden ones first."""
        box, hides = self.space.box, sight_test(self.behind)
        strokes = []
        for curve in self.curves():
            runs = clip_heights(curve, box.low[2], box.high[2]) if self.clipped else [curve]
            for run in runs:
                for part in finite_runs(run):
                    strokes += [
                        Stroke(self.space.to_screen(piece.points)[:, :2], piece.hidden)
                        for piece in split_by_sight(part, hides)
                    ]
        return strokes

    def extent(self) -> Array:
        """Return the corners of all strokes."""
        points = [stroke.points for stroke in self.built]
        if not points:
            return np.zeros((2, 2))
        joined = np.concatenate(points)
        return np.stack([joined.min(axis=0), joined.max(axis=0)])

    def paint(self, ctx: Context) -> None:
        """Stroke the hidden pieces, then the visible ones."""
        strokes = first_part(self.built, self.reveal)
        ctx.set_line_cap(cairo.LINE_CAP_ROUND)
        ctx.set_line_join(cairo.LINE_JOIN_ROUND)
        if self.hidden != "none":
            if self.hidden == "dashed":
                ctx.set_dash(DASH)
            ctx.set_line_width(self.line_width * 0.8)
            for stroke in strokes:
                if stroke.hidden:
                    trace_path(ctx, stroke.points)
            set_color(ctx, self.rgb, HIDDEN_STRENGTH)
            ctx.stroke()
            ctx.set_dash(())
        for stroke in strokes:
            if not stroke.hidden:
                trace_path(ctx, stroke.points)
        if self.cased:
            ctx.set_line_width(self.line_width + CASING)
            set_color(ctx, self.casing, CASING_STRENGTH)
            ctx.stroke_preserve()
        ctx.set_line_width(self.line_width)
        set_color(ctx, self.rgb)
        ctx.stroke()

    def drawn_lines(self) -> list[Array]:
        """Return what is drawn as scene polylines ``(k, 3)``, hidden pieces only if shown."""
        return [
            self.place(np.pad(stroke.points, ((0, 0), (0, 1))))
            for stroke in self.built
            if not stroke.hidden or self.hidden != "none"
        ]

    def curve_claim(self, subject: str, truth: Callable[[], list[Array]]) -> Claim:
        """Claim that every drawn vertex lies on the projection of the true curves.

        ``truth`` returns polylines ``(k, 3)``, fine enough to stand for the curves.
        """

        def read() -> Reading:
            lines = self.drawn_lines()
            if not lines:
                return Reading(0.0, "nothing of it is in the box")
            paths = [self.space.to_screen(path)[:, :2] for path in truth()]
            error = distance_to_paths(np.concatenate(lines)[:, :2], paths) * PIXELS_PER_UNIT
            return Reading(error, f"leaves the curve by {error:.2f} px")

        return Claim("point", subject, read)


def first_part(strokes: list[Stroke], share: float) -> list[Stroke]:
    """Return the beginning of strokes, ``share`` of their total length."""
    if share >= 1:
        return strokes
    lengths = [np.linalg.norm(np.diff(s.points, axis=0), axis=1) for s in strokes]
    left = share * float(sum(length.sum() for length in lengths))
    kept = []
    for stroke, steps in zip(strokes, lengths, strict=True):
        if left <= 0:
            break
        run = np.concatenate([[0.0], np.cumsum(steps)])
        if run[-1] <= left:
            kept.append(stroke)
        else:
            end = np.array([np.interp(left, run, stroke.points[:, k]) for k in range(2)])
            kept.append(
                Stroke(np.concatenate([stroke.points[run < left], end[None]]), stroke.hidden)
            )
        left -= run[-1]
    return kept


def distance_to_paths(points: Array, paths: list[Array]) -> float:
    """Return the largest distance of points ``(k, 2)`` from the nearest of polylines ``(m, 2)``."""
    nearest = np.full(len(points), np.inf)
    for path in paths:
        start, along = path[:-1], np.diff(path, axis=0)
        square = np.maximum((along**2).sum(axis=1), 1e-30)
        offset = points[:, None] - start
        t = np.clip((offset * along).sum(axis=-1) / square, 0, 1)
        gap = np.linalg.norm(offset - t[..., None] * along, axis=-1)
        nearest = np.minimum(nearest, np.nanmin(gap, axis=1))
    return float(nearest.max())


class SpacePath(SpaceLine):
    """Fixed polylines ``(k, 3)`` in a space."""

    shared: ClassVar[tuple[str, ...]] = (*SpaceLine.shared, "lines")

    def __init__(
        self, space: Space, lines: Iterable[npt.ArrayLike], *, color: str, **options: object
    ) -> None:
        self.lines = [np.asarray(line, float) for line in lines]
        super().__init__(space, color=color, **options)  # type: ignore[arg-type]

    def curves(self) -> list[Array]:
        """Return the polylines."""
        return self.lines
