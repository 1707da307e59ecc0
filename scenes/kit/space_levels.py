"""Level curves at their heights on a surface, and on their way down to the floor."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar, NamedTuple, Self

import cairo
import numpy as np
import numpy.typing as npt

from mathcore.contours import level_curves
from mathcore.fields import ScalarField
from scenes.kit.claims import Claim, Reading, level_distance_px
from scenes.kit.color import to_rgb
from scenes.kit.faces import dark_ink
from scenes.kit.occlusion import finite_runs, split_by_sight
from scenes.kit.painted import Array, Context, set_color, trace_path
from scenes.kit.space import LINES, PANE, HeightChart, InSpace, Space, State
from scenes.kit.space_lines import CASING, HAIR, HIDDEN_STRENGTH, THIN, Hidden, Stroke
from scenes.kit.surface import SurfacePlot, sight_test
from scenes.kit.theme import theme


class Contour(NamedTuple):
    """One level and its curves ``(k, 2)`` in input space."""

    level: float
    lines: tuple[Array, ...]


class LiftedContours(InSpace):
    """A family of level curves, each at the height ``z = (1 - drop) c + drop floor``.

    ``drop`` 0 is on the surface, 1 on the floor; ``contours.animate.set_drop(1)`` lets all fall.
    Pieces hidden by the surface are faint, dashed or absent. Colours follow the height ``c``.
    """

    animated: ClassVar[tuple[str, ...]] = ("drop",)
    shared: ClassVar[tuple[str, ...]] = ("_built", "behind", "field", "family")

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        contours: Iterable[tuple[float, Iterable[npt.ArrayLike]]],
        *,
        drop: float = 0.0,
        behind: SurfacePlot | None = None,
        hidden: Hidden = "faint",
        color: str | None = None,
        width: float = THIN,
    ) -> None:
        super().__init__(space, z_index=LINES)
        self.field, self.behind, self.hidden, self.line_width = field, behind, hidden, width
        # A long straight edge may pass behind a narrow hill: sight is tested at vertices.
        longest = max(space.window.width, space.window.height) / 80
        self.family = tuple(
            Contour(float(level), tuple(filled(np.asarray(line, float), longest) for line in lines))
            for level, lines in contours
        )
        self.drop = float(drop)
        self.fixed = None if color is None else theme().of(color)
        self.casing: Array = to_rgb(theme().background)
        self.on_surface: Array = to_rgb(dark_ink())
        self.heights = (float(space.box.low[2]), float(space.box.high[2]))
        self.settle()

    @classmethod
    def of_levels(
        cls, space: Space, field: ScalarField, levels: Sequence[float], **options: object
    ) -> Self:
        """Compute the level curves of a field over the space's window with ``mathcore``.

        Levels outside the z range are left out: they could not be seen on the surface.
        """
        low, high = space.box.low[2], space.box.high[2]
        levels = [level for level in levels if low <= level <= high]
        curves = level_curves(field, levels, space.window)
        family = [(curve.level, [line.points for line in curve.lines]) for curve in curves]
        return cls(space, field, family, **options)  # type: ignore[arg-type]

    def set_drop(self, drop: float) -> Self:
        """Let the curves fall: 0 on the surface, 1 on the floor."""
        self.drop = float(drop)
        return self

    def height_of(self, level: float) -> float:
        """The present height of the curve of a level."""
        return (1 - self.drop) * level + self.drop * self.space.box.floor

    def shows(self, level: float) -> bool:
        """Say whether a level is drawn now: beyond the z range it has no surface to fall from."""
        box = self.space.box
        return self.drop == 1 or box.low[2] <= level <= box.high[2]

    def color_of(self, level: float) -> Array:
        """The colour ``(3,)`` of a level's curve: dark on the surface, the ramp's once it falls."""
        low, high = self.heights
        share = float(np.clip((level - low) / (high - low), 0, 1))
        away = to_rgb(self.fixed or theme().level_color(share))
        fallen = self.fallen if self.fixed is None else 1.0
        return np.asarray(self.on_surface + fallen * (away - self.on_surface))

    @property
    def fallen(self) -> float:
        """How far, 0..1, the curves look like lines off the surface."""
        return float(np.clip(self.drop / 0.15, 0, 1))

    def depends(self) -> tuple[Hashable, ...]:
        """Follow the surface that may hide the curves."""
        return () if self.behind is None else (self.behind.stamp(),)

    def build(self) -> list[tuple[float, list[Stroke]]]:
        """Return for each level its strokes on screen, in painting order."""
        test = sight_test(self.behind)
        drawn = []
        for level, lines in self.family:
            strokes = [
                Stroke(self.space.to_screen(piece.points)[:, :2], piece.hidden)
                for line in (lines if self.shows(level) else ())
                for run in finite_runs(self.space.at(line, self.height_of(level)))
                for piece in split_by_sight(run, test)
            ]
            drawn.append((level, strokes))
        return drawn

    def extent(self) -> Array:
        """Return the bounds of all strokes."""
        points = [stroke.points for _, strokes in self.built for stroke in strokes]
        if not points:
            return np.zeros((2, 2))
        joined = np.concatenate(points)
        return np.stack([joined.min(axis=0), joined.max(axis=0)])

    def paint(self, ctx: Context) -> None:
        """Paint the levels from low to high; ``Create`` brings them one after the other."""
        ctx.set_line_join(cairo.LINE_JOIN_ROUND)
        ctx.set_line_cap(cairo.LINE_CAP_BUTT)
        for level, strokes in self.built[: round(self.reveal * len(self.built))]:
            color = self.color_of(level)
            # Through the surface a falling curve shows faintly, one on the surface not at all.
            through = HIDDEN_STRENGTH * (1.0 if self.fixed else self.fallen)
            for hidden in (True, False):
                if hidden and self.hidden == "none":
                    continue
                for stroke in strokes:
                    if stroke.hidden == hidden:
                        trace_path(ctx, stroke.points)
                if not hidden:
                    cased = 0.6 * (1.0 if self.fixed else self.fallen)
                    set_color(ctx, self.casing, cased)
                    ctx.set_line_width(self.line_width + CASING)
                    ctx.stroke_preserve()
                ctx.set_line_width(self.line_width * (0.75 if hidden else 1.0))
                ctx.set_dash((0.08, 0.08) if hidden and self.hidden == "dashed" else ())
                set_color(ctx, color, through if hidden else 1.0)
                ctx.stroke()
                ctx.set_dash(())

    def claims(self) -> Iterable[Claim]:
        """Claim that each drawn curve is on its level set, at its present height."""
        return [self._claim(index, level) for index, (level, _) in enumerate(self.family)]

    def _claim(self, index: int, level: float) -> Claim:
        def read() -> Reading:
            strokes = self.built[index][1]
            if not strokes:
                return Reading(0.0, "nothing of it is in the window")
            drawn = np.concatenate([np.pad(s.points, ((0, 0), (0, 1))) for s in strokes])
            chart = HeightChart(self.space, self.height_of(level))
            error = float(np.max(level_distance_px(chart, self.field, level, drawn), initial=0.0))
            return Reading(error, f"leaves level {level:g} by {error:.2f} px")

        return Claim("level", f"level curve {self.field.name} = {level:g} in space", read)


def filled(line: Array, longest: float) -> Array:
    """Return a polyline ``(k, 2)`` with vertices put in so that no edge exceeds a length."""
    lengths = np.linalg.norm(np.diff(line, axis=0), axis=1)
    counts = np.maximum(np.ceil(lengths / longest).astype(int), 1)
    index = np.repeat(np.arange(len(counts)), counts)
    share = np.concatenate([np.arange(count) / count for count in counts] or [np.zeros(0)])
    inner = line[index] + share[:, None] * (line[index + 1] - line[index])
    return np.asarray(np.concatenate([inner, line[-1:]]))


class Level(State):
    """A height ``c``; ``level.animate.set_level(c)`` moves what follows it."""

    animated = ("height_value",)
    bisections: ClassVar[int] = 12

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height_value = float(height)

    def set_level(self, height: float) -> Self:
        """Move to another height."""
        self.height_value = float(height)
        return self

    def signed(self, points: npt.ArrayLike) -> Array:
        """Return how far points ``(..., 3)`` are above the height."""
        return np.asarray(np.asarray(points, float)[..., 2] - self.height_value)


class LevelPlane(InSpace):
    """The horizontal plane ``z = c`` as a pane of glass.

    With ``surface.divide(level)`` it is painted between the parts below and above it.
    """

    shared: ClassVar[tuple[str, ...]] = ("_built", "level")

    def __init__(self, space: Space, level: Level, *, color: str = "value") -> None:
        super().__init__(space, z_index=PANE)
        self.level = level
        self.rgb: Array = to_rgb(theme().of(color))
        self.settle()

    def depends(self) -> tuple[Hashable, ...]:
        """Follow the level."""
        return (self.level.stamp(),)

    def build(self) -> Array:
        """Return the corners on screen: ``(4, 2)``."""
        (x0, x1), (y0, y1) = self.space.window.x, self.space.window.y
        flat = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
        return self.space.at_height(self.level.height_value).to_screen(flat)[:, :2]

    def extent(self) -> Array:
        """Return the pane's bounds."""
        return np.stack([self.built.min(axis=0), self.built.max(axis=0)])

    def paint(self, ctx: Context) -> None:
        """Paint the pane."""
        pane = self.built
        middle = pane.mean(axis=0)
        trace_path(ctx, middle + self.reveal * (pane - middle), closed=True)
        set_color(ctx, self.rgb, 0.22)
        ctx.fill_preserve()
        set_color(ctx, self.rgb, 0.75)
        ctx.set_line_width(HAIR)
        ctx.stroke()
