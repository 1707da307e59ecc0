"""What the gradient rules may be told: one example for each, and the line fit that ends them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import numpy as np
from pydantic import BeforeValidator, PlainSerializer, model_validator

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from mathcore.rules import chain_gradient, curve_points, quadratic_field
from scenes.kit.nudge_params import NudgeParams
from scenes.kit.params import Direction, Finite, WindowSpec


def _matrix(value: object) -> tuple[tuple[float, float], tuple[float, float]]:
    rows = np.asarray(value, float)
    if rows.shape != (2, 2) or not np.isfinite(rows).all():
        raise ValueError(f"expected a matrix [[a11, a12], [a21, a22]], got {value!r}")
    if np.allclose(rows + rows.T, 0):
        raise ValueError("this matrix gives the quadratic form zero; choose another")
    (a, b), (c, d) = rows.tolist()
    return (a, b), (c, d)


def _field_of(letter: str) -> Callable[[object], ScalarField]:
    def read(value: object) -> ScalarField:
        if isinstance(value, ScalarField):
            return value
        if not isinstance(value, str):
            raise ValueError(f'expected a formula in {letter} such as "{letter}**2", got {value!r}')
        return ScalarField.from_text(value, (letter,), "g" if letter == "u" else "r")

    return read


def _text(field: ScalarField) -> str:
    return field.text


Outer = Annotated[
    ScalarField, BeforeValidator(_field_of("u")), PlainSerializer(_text, return_type=str)
]
Coordinate = Annotated[
    ScalarField, BeforeValidator(_field_of("t")), PlainSerializer(_text, return_type=str)
]
Matrix = Annotated[tuple[tuple[Finite, Finite], tuple[Finite, Finite]], BeforeValidator(_matrix)]


class RuleParams(NudgeParams):
    """One example for each rule; the fit's data, its start and the first film's nudge.

    ``a`` is the linear function's vector, ``A`` the quadratic form's matrix, ``outer`` a function
    of u that is applied to that form, ``curve`` the two coordinates of r(t) over ``span``.
    ``window`` is the part of input space that the maps show.
    """

    a: Direction = (2, 1)
    A: Matrix = ((2, 2), (0, 1))
    outer: Outer = ScalarField.from_text("log(1 + u)", ("u",), "g")
    curve: tuple[Coordinate, Coordinate] = (
        ScalarField.from_text("1.1*cos(t)", ("t",), "r"),
        ScalarField.from_text("1.1*sin(t)", ("t",), "r"),
    )
    span: tuple[Finite, Finite] = (0, 6.28)
    window: WindowSpec = Window((-2, 2), (-2, 2))

    @property
    def form(self) -> ScalarField:
        """The quadratic form of ``A``."""
        return quadratic_field(self.A, ("x1", "x2"))

    @property
    def symmetric(self) -> bool:
        """Whether ``A`` equals its transpose."""
        return self.A[0][1] == self.A[1][0]

    @property
    def arrows_do(self) -> str:
        """What happens to the gradients' arrows when the outer function is applied, in words."""
        values = self.form(np.stack(self.window.grid(21, 21), axis=-1))
        slopes = self.outer.gradient(values[..., None])
        if (slopes >= 0).all():
            return "keep their directions. Only their lengths change."
        if (slopes <= 0).all():
            return "turn right round, and their lengths change."
        return "stay on their lines. Where g falls, they turn round."

    @model_validator(mode="after")
    def _can_be_shown(self) -> RuleParams:
        if not self.span[0] < self.span[1]:
            raise ValueError(f"span must rise, got {list(self.span)}")
        moments = np.linspace(*self.span, 81)
        if not np.isfinite(self.form.gradient(curve_points(self.curve, moments))).all():
            raise ValueError("the curve leaves the domain of the quadratic form")
        corners = np.stack(self.window.grid(21, 21), axis=-1)
        with np.errstate(all="ignore"):
            slopes = chain_gradient(self.outer, self.form, corners)
        if not np.isfinite(slopes).all():
            raise ValueError(
                f"{self.outer.text} has no slope at some values of the quadratic form in the "
                "window; choose another outer function"
            )
        return self
