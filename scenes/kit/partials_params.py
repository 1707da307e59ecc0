"""What may be told to the film that computes partials: a point, a step, and its functions."""

from __future__ import annotations

import numpy as np
from pydantic import ValidationInfo, field_validator

from mathcore.arrays import MathError
from mathcore.fields import ScalarField
from mathcore.working import composition, kind_of
from scenes.kit.central_check import agrees, central, error_of, telling
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.params import FieldSpec, Point, Positive, SegmentParams, spec

RULES = {
    "constant": ("There is no x in it.", "So it is a constant, and its slope is zero."),
    "letter": ("Only x is in it.", "So this is an ordinary derivative."),
    "sum": ("A sum.", "We go term by term."),
    "multiple": ("Two factors, but only one holds x.", "The other is a number, and it stays."),
    "product": ("Two factors, and both hold x.", "So we need the product rule."),
    "quotient": ("A quotient.", "The quotient rule, with y as a number."),
    "composition": ("A function inside another.", "Outer slope, times inner slope."),
}
"""What is said of a function, by the rule that comes first: what one sees, and what one does."""


class PartialsParams(SegmentParams):
    """The point, the step of the check, and the functions.

    ``field`` is worked through term by term, ``chain`` is a composition that shows what the
    chain rule is for, and four more follow in a ``gallery``.
    """

    at: Point = (0.5, 4)
    step: Positive = 0.01
    field: FieldSpec = spec("x**3*y + 2*x + y**2")
    chain: FieldSpec = spec("exp(x*y)")
    gallery: tuple[FieldSpec, FieldSpec, FieldSpec, FieldSpec] = (
        spec("x*exp(x*y)"),
        spec("x/(x + y)"),
        spec("sin(x)*cos(y)"),
        spec("log(x**2 + y**2)"),
    )

    @property
    def wrong(self) -> float:
        """What the slope of the composition would be without the chain rule."""
        slope = composition(self.chain).outer_slope()
        return float(ScalarField(slope, ("x", "y"))(self.at))

    @field_validator("field", "chain")
    @classmethod
    def _can_be_checked(cls, field: ScalarField, info: ValidationInfo) -> ScalarField:
        return _checked(field, info)

    @field_validator("gallery")
    @classmethod
    def _each_can_be_checked(
        cls, fields: tuple[ScalarField, ...], info: ValidationInfo
    ) -> tuple[ScalarField, ...]:
        return tuple(_checked(field, info) for field in fields)

    @field_validator("chain")
    @classmethod
    def _needs_the_chain_rule(cls, field: ScalarField, info: ValidationInfo) -> ScalarField:
        try:
            taken = composition(field)
        except MathError as error:
            raise ValueError(str(error)) from None
        at = info.data.get("at", (0.0, 0.0))
        without = float(ScalarField(taken.outer_slope(), ("x", "y"))(at))
        if agrees(without, float(field.gradient(at)[0])):
            raise ValueError(
                f"at {list(at)} the slope of {field.text} is the same without the chain rule; "
                "choose another point or function"
            )
        return field

    @property
    def gallery_facts(self) -> dict[str, Fact]:
        """For each function of the gallery: what one sees and does, its slope, and the error."""
        facts: dict[str, Fact] = {}
        for k, field in enumerate(self.gallery):
            exact = float(field.gradient(self.at)[0])
            seen, done = RULES[kind_of(field.expression, field.symbols[0])]
            facts |= {f"seen{k}": seen, f"done{k}": done, f"slope{k}": Number(exact)}
            facts[f"error{k}"] = shown_error(exact, central(field, self.at, "x", self.step))
        return facts


def shown_error(exact: float, measured: float) -> Number:
    """Return how far a central difference is off, with as many decimals as tell something."""
    error = error_of(exact, measured)
    places = telling(error)
    return Number(error, places if error >= 10.0**-places else None)


def _checked(field: ScalarField, info: ValidationInfo) -> ScalarField:
    """Refuse a function that has no slope at the point, or one that the check can't confirm."""
    at, step = info.data.get("at"), info.data.get("step")
    if at is None or step is None:
        return field
    slopes = field.gradient(at)
    if not np.isfinite(slopes).all():
        raise ValueError(f"{field.text} has no gradient at {list(at)}; choose another point")
    for variable, slope in zip("xy", slopes, strict=True):
        with np.errstate(all="ignore"):
            measured = central(field, at, variable, step)
        if not agrees(float(slope), measured):
            raise ValueError(
                f"a step of {step:g} is too coarse to check {field.text} at {list(at)}; "
                "choose a smaller one"
            )
    return field
