"""The descent of a line fit: its loss's map with the path on it, and the line that it moves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import ValueTracker, VGroup

from mathcore.arrays import Window
from mathcore.models import LineFit
from mathcore.trajectory import Trajectory
from scenes.kit.bowl_levels import BowlLevels, Shape
from scenes.kit.descent_path import DescentPath
from scenes.kit.layout import Region
from scenes.kit.marks import PointDot
from scenes.kit.panels import (
    DATA,
    MAP,
    STANDING,
    DataPanel,
    Knobs,
    LossPanel,
    best_of,
    data_window,
    filling,
    loss_levels,
)
from scenes.kit.plane import Plane

Array = npt.NDArray[np.float64]

THIN = 0.035
"""Width of a leg on a map on which steps go to and fro close to each other."""

AROUND = 0.28
"""Room on a map around start and best points, as a share of their distance."""


class RidingKnobs(Knobs):
    """Knobs that a descent turns: they stand where its drawn path ends."""

    def __init__(self, start: npt.ArrayLike) -> None:
        super().__init__(*np.asarray(start, float))
        self.path: DescentPath | None = None

    @property
    def at(self) -> Array:
        """Where the path ends, or the start as long as there is none."""
        return super().at if self.path is None else self.path.head


class FitDescent(VGroup):
    """A fit's `LossPanel` with the path of a descent, drawn up to ``path.taken``."""

    def __init__(
        self,
        fit: LineFit,
        trajectory: Trajectory,
        region: Region,
        *,
        window: Window,
        taken: float = 0,
    ) -> None:
        self.knobs = RidingKnobs(trajectory.start)
        self.panel = LossPanel(fit, self.knobs, region, window=window)
        self.panel.remove(self.panel.dot)  # it is to stand in front of the path
        self.path = DescentPath(self.panel.plane, trajectory, taken=taken, width=THIN)
        self.knobs.path = self.path
        super().__init__(self.panel, self.path, self.panel.dot)
        self.add_updater(lambda _: self._mind_the_window(), call_updater=False)

    def _mind_the_window(self) -> None:
        """Show where one stands only as long as that is on the map."""
        inside = bool(self.panel.plane.window.contains(self.path.head))
        if inside != (self.panel.dot.get_fill_opacity() > 0):
            self.panel.dot.set_opacity(float(inside))


class Centering(VGroup):
    """Data and map of a fit while the mean is being subtracted from its inputs.

    ``share`` (0: as given, 1: centered) can be animated: the points slide, the map's curves turn.
    The line stands where ``knobs`` say.
    """

    def __init__(
        self, fit: LineFit, start: npt.ArrayLike, regions: tuple[Region, Region] = (DATA, MAP)
    ) -> None:
        self.fit, self.share = fit, ValueTracker(0.0)
        self.mean = float(np.mean(fit.inputs))
        self.knobs = RidingKnobs(start)
        window = common_window(fit, start, regions[1])
        self.data = DataPanel(fit, self.knobs, regions[0], window=common_data(fit, start))
        # The panel's points stay where they are; these slide.
        self.data.remove(self.data.dots, self.data.residuals)
        self.dots = VGroup(*(self._dot(k) for k in range(len(fit))))
        self.plane = Plane(window, regions[1], names=("w", "b"), equal=True)
        floor = float(fit.loss(best_of(fit)))
        heights = loss_levels(fit, start, window) - floor
        self.curves = BowlLevels(self.plane, self.shape, heights.tolist()).follow()
        self.dot = PointDot(
            self.plane, lambda: self.knobs.at, radius=STANDING, subject="the knobs (w, b)"
        ).follow(lambda: self.knobs.at)
        super().__init__(self.data, self.dots, self.plane, self.curves, self.dot)

    @property
    def now(self) -> LineFit:
        """The fit with its inputs where they are now."""
        moved = self.mean * float(self.share.get_value())
        return LineFit(tuple(x - moved for x in self.fit.inputs), self.fit.targets)

    def shape(self) -> Shape:
        """Return the loss's Hessian and best point as they are now."""
        x = np.array(self.fit.inputs) - self.mean * float(self.share.get_value())
        design = np.column_stack([x, np.ones(len(x))])
        best = np.linalg.lstsq(design, np.array(self.fit.targets), rcond=None)[0]
        return Shape(2 / len(x) * design.T @ design, best)

    def _dot(self, k: int) -> PointDot:
        def place() -> tuple[float, float]:
            moved = self.mean * float(self.share.get_value())
            return self.fit.inputs[k] - moved, self.fit.targets[k]

        return PointDot(self.data.plane, place, color="y", subject=f"data point {k + 1}").follow(
            place
        )


def common_window(fit: LineFit, start: npt.ArrayLike, region: Region) -> Window:
    """Return a window that fills a region and holds the start and the best points, both ways."""
    at = np.asarray(start, float)
    return filling(around([at, best_of(fit), best_of(fit.centered())]), region)


def common_data(fit: LineFit, start: npt.ArrayLike) -> Window:
    """Return a window that holds the data as given and centered, and lines from the start on."""
    both = [data_window(f, at) for f in (fit, fit.centered()) for at in (start, best_of(f))]
    return Window(
        (min(w.x[0] for w in both), max(w.x[1] for w in both)),
        (min(w.y[0] for w in both), max(w.y[1] for w in both)),
    )


def around(points: Sequence[Sequence[float] | Array], *, room: float = AROUND) -> Window:
    """Return the window around points ``(k, 2)`` with the same room on all sides."""
    places = np.array(points, float)
    low, high = places.min(axis=0), places.max(axis=0)
    margin = room * float(np.linalg.norm(high - low))
    (x0, y0), (x1, y1) = low - margin, high + margin
    return Window((float(x0), float(x1)), (float(y0), float(y1)))
