"""A knob with a scale: how far a parameter is turned, seen as an angle."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VGroup, VMobject

from scenes.kit.claims import Claim, point_claim
from scenes.kit.paths import path, paths, vertices
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]

RADIUS = 0.46
LEAST, MOST = 225.0, -45.0
"""Angles in degrees at which a scale begins and ends; like any knob it turns clockwise."""

RIM_STROKE, POINTER_STROKE, TRAIL_STROKE, MARK_STROKE = 3.0, 6.0, 6.0, 2.0
_MARKS = 7
_MARK_LENGTH, _MARK_GAP = 0.08, 0.06
_INNER = 0.25
_ROUND = 48
_HIDDEN = 0.03  # a trail of this share of the scale is no wider than the pointer on it


def knob_angles(shares: npt.ArrayLike) -> Array:
    """Return the angles in radians at which knobs stand that are turned by shares in 0..1."""
    turned = np.clip(np.asarray(shares, float), 0.0, 1.0)
    return np.asarray(np.radians(LEAST + (MOST - LEAST) * turned))


class KnobDial(VGroup):
    """A knob whose pointer shows ``value()`` on a scale from ``over[0]`` to ``over[1]``.

    The trail along the rim runs from ``rest``, where the knob stood first, to where it stands now.
    Values beyond the scale hold the pointer at its end.
    """

    def __init__(
        self,
        value: Callable[[], float],
        over: tuple[float, float],
        *,
        color: str = "ink",
        radius: float = RADIUS,
        subject: str = "knob",
    ) -> None:
        self.value, self.over, self.subject = value, over, subject
        self.rest = float(value())
        rim = _on_circle(np.linspace(0, 2 * np.pi, _ROUND + 1), radius)
        self.rim = _stroked(theme().axis, RIM_STROKE).set_points(path(rim))
        angles = knob_angles(np.linspace(0, 1, _MARKS))
        inner = _on_circle(angles, radius + _MARK_GAP)
        outer = _on_circle(angles, radius + _MARK_GAP + _MARK_LENGTH)
        marks = paths(np.stack([inner, outer], axis=1))
        self.marks = _stroked(theme().axis, MARK_STROKE).set_points(marks)
        self.trail = _stroked(theme().of(color), TRAIL_STROKE)
        self.pointer = _stroked(theme().of(color), POINTER_STROKE)
        super().__init__(self.rim, self.marks, self.trail, self.pointer)
        self.redraw()
        self.add_updater(lambda _: self.redraw(), call_updater=False)

    @property
    def angle(self) -> float:
        """The angle in radians at which the pointer should stand."""
        return float(knob_angles(self._share(self.value())))

    def redraw(self) -> KnobDial:
        """Turn the pointer to the value as it is now."""
        hub, radius = self._circle()
        arm = _on_circle(np.array([self.angle]), radius)[0]
        self.pointer.set_points(path([hub + _INNER * arm, hub + arm]))
        between = np.linspace(self._share(self.rest), self._share(self.value()), _ROUND)
        moved = abs(between[-1] - between[0]) > _HIDDEN
        trail = hub + _on_circle(knob_angles(between), radius)
        self.trail.set_points(path(trail) if moved else np.zeros((0, 3)))
        return self

    def claims(self) -> list[Claim]:
        """Claim that the pointer ends where the value stands on the scale."""

        def truth() -> Array:
            hub, radius = self._circle()
            return np.asarray(hub + _on_circle(np.array([self.angle]), radius)[0])

        return [point_claim(self.subject, lambda: vertices(self.pointer.points)[-1], truth)]

    def _share(self, value: float) -> float:
        low, high = self.over
        return (value - low) / (high - low)

    def _circle(self) -> tuple[Array, float]:
        """Return center and radius, read from the rim as it is drawn."""
        edge = self.rim.points
        hub = (edge[0] + edge[2 * _ROUND]) / 2
        return hub, float(np.linalg.norm(edge[0] - hub))


def _on_circle(angles: Array, radius: float) -> Array:
    return radius * np.stack([np.cos(angles), np.sin(angles), np.zeros_like(angles)], axis=-1)


def _stroked(color: str, width: float) -> VMobject:
    return VMobject(stroke_color=color, stroke_width=width, fill_opacity=0)
