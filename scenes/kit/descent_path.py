"""The path of a descent on a map, and the right angles at which its steps leave the contours."""

from __future__ import annotations

from typing import Self

import numpy as np
import numpy.typing as npt
from manim import VMobject

from mathcore.trajectory import Trajectory
from scenes.kit.claims import PIXELS_PER_UNIT, Claim, Reading, point_claim
from scenes.kit.marks import CORNER, MARK_STROKE
from scenes.kit.paths import paths
from scenes.kit.plane import Plane
from scenes.kit.step_path import LEG, StepPath
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]

_LEAST_ARM = 2.2
"""A step shorter than this many sides of a mark gets a smaller one."""


class DescentPath(StepPath):
    """The steps of a `Trajectory` of two variables, drawn step by step on a plane.

    Each leg claims to leave along ``directions`` ``(k - 1, 2)``, minus the gradients unless given
    (a natural gradient, a momentum). A flow's chords claim no direction.
    """

    def __init__(
        self,
        plane: Plane,
        trajectory: Trajectory,
        *,
        taken: float | None = None,
        directions: npt.ArrayLike | None = None,
        color: str = "step",
        width: float = LEG,
        stops: bool = True,
        subject: str = "descent",
    ) -> None:
        self.trajectory = trajectory
        ways = -trajectory.gradients[:-1] if directions is None else directions
        self.directions = np.array(ways, float)
        super().__init__(
            plane, trajectory.points, taken=taken, color=color, width=width,
            stops=stops and trajectory.times is None, subject=subject,
        )  # fmt: skip

    def claims(self) -> list[Claim]:
        """Claim that the stops are the trajectory's and that each leg leaves along its direction.

        A leg's error is how far its drawn end is from the ray along the direction.
        """
        made = super().claims()
        if self.trajectory.times is None and self.legs().begun.any():
            subject = f"directions in which {self.subject} leaves its stops"
            made.append(point_claim(subject, self._drawn_ends, self._on_rays))
        return made

    def _drawn_ends(self) -> Array:
        """Return where the legs that begin in the window end on screen, ``(m, 3)``."""
        return np.asarray(self.drawn_legs[1, self.legs().begun])

    def _on_rays(self) -> Array:
        """Return the point next to each of these ends on the ray where its leg belongs."""
        legs = self.legs()
        numbers = legs.number[legs.begun]
        base = self.plane.to_screen(self.places[numbers])
        way = self.plane.vector_to_screen(self.directions[numbers])
        way = way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-300)
        reach = ((self._drawn_ends() - base) * way).sum(axis=1, keepdims=True)
        return np.asarray(base + np.maximum(reach, 0.0) * way)


class StepCorners(VMobject):
    """A right-angle mark at each stop of a descent, between the leg that leaves and the contour.

    Of the contour's two sides the one is taken that is nearer to where the path came from, so that
    after an exact line search the mark stands between both legs. It appears as soon as its leg has
    set out, with ``ahead`` as soon as its stop is reached; ``redraw``, or ``follow``, reads how far
    the path has come. On a plane with unequal
    scales the angles look wrong, and the claims say so.
    """

    def __init__(
        self,
        path: DescentPath,
        *,
        ahead: bool = False,
        size: float = CORNER,
        color: str = "highlight",
        width: float = MARK_STROKE,
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=width, fill_opacity=0)
        self.path, self.ahead, self.size = path, ahead, size
        self.redraw()

    def redraw(self) -> Self:
        """Draw the marks of all steps that have been begun."""
        corner, leg, contour = self._arms()
        self.set_points(
            paths(
                np.stack([corner + leg, corner + leg + contour, corner + contour], axis=1)
                if len(corner)
                else []
            )
        )
        return self

    def follow(self) -> Self:
        """Follow the path at every frame."""
        return self.add_updater(lambda _: self.redraw(), call_updater=False)

    def claims(self) -> list[Claim]:
        """Claim that the sides of every drawn mark are perpendicular."""
        if len(self.points) == 0:
            return []

        def read() -> Reading:
            a, b, c = self.points[0::8], self.points[3::8], self.points[7::8]
            # The marks are small; their sides stand for arms of one unit.
            sides = [(end - b) / np.linalg.norm(end - b, axis=1, keepdims=True) for end in (a, c)]
            off = float(np.abs((sides[0] * sides[1]).sum(axis=1)).max())
            return Reading(off * PIXELS_PER_UNIT, f"one angle is {np.degrees(np.arccos(off)):.2f}°")

        return [Claim("right-angle", f"right angles along {self.path.subject}", read)]

    def _arms(self) -> tuple[Array, Array, Array]:
        """Return the corners on screen and both sides of their marks, each ``(m, 3)``."""
        path, plane = self.path, self.path.plane
        begun = int(path.taken) + 1 if self.ahead else int(np.ceil(path.taken))
        begun = min(begun, path.steps)
        points, moves = path.places[:begun], np.diff(path.places[: begun + 1], axis=0)
        gradients = path.trajectory.gradients[:begun]
        inside = plane.window.contains(points) & (np.abs(gradients).max(axis=-1, initial=0) > 0)
        corner, leg = plane.to_screen(points), plane.vector_to_screen(moves)
        contour = plane.vector_to_screen(np.stack([-gradients[:, 1], gradients[:, 0]], axis=1))
        # Where the path came from; at the start, upwards, where marks are seen best.
        back = np.concatenate([[[0.0, 1.0, 0.0]], -leg[:-1]])[:begun]
        length = np.linalg.norm(leg, axis=1, keepdims=True)
        side = np.minimum(self.size, length / _LEAST_ARM)
        sign = np.where((contour * back).sum(axis=1, keepdims=True) < 0, -1.0, 1.0)
        leg, contour = (
            way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-300) * side
            for way in (leg, sign * contour)
        )
        return corner[inside], leg[inside], contour[inside]
