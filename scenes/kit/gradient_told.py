"""What is told of a gradient beside its picture: f, its partials, both as one, and the mistake."""

from __future__ import annotations

from manim import VGroup

from mathcore.calculus import partial
from mathcore.fields import ScalarField
from mathcore.working import tidy
from scenes.kit.formulas import fitted, formula, number, point, row
from scenes.kit.layout import AIRY, SIDE, WIDE, LayoutError, Region, place, stack
from scenes.kit.rate_words import equals
from scenes.kit.typography import BODY, LABEL, TITLE, Typeset, math

COLORS = {
    "f": "value",
    "x": "x",
    "y": "y",
    "nabla f": "gradient",
    "px": "x",
    "py": "y",
    "third": "error",
}


class GradientTold:
    """The lines of a column for ``field`` at a point: nothing is on screen by itself.

    ``name`` is f, ``partials`` are both with their values as parts ``px`` and ``py``, ``result``
    is the gradient at the point with the same parts, and ``note`` tells the ``scale`` at which its
    arrow is drawn, if that is not 1; all of these are the ``lines``. ``two`` names the gradient's
    two numbers after their inputs; ``three`` asks for a third, which there is not.
    """

    def __init__(
        self, field: ScalarField, at: tuple[float, float], *, scale: float, region: Region = SIDE
    ) -> None:
        slopes = field.gradient(at).tolist()
        here, sign = point(at), equals(slopes)
        first, second = (number(slope) for slope in slopes)
        pair = f"{{{{ {first} : px }}}}, {{{{ {second} : py }}}}"
        drawn = f'"drawn" {number(scale)} thin nabla f'
        self.region = region
        self.name = self._set(f"f(x, y) = {formula(field.expression)}")
        self.partials = VGroup(
            *(
                self._set(
                    f"frac(partial f, partial {name}) {here} {equals([slope])} "
                    f"{{{{ {number(slope)} : p{name} }}}}"
                )
                for name, slope in zip("xy", slopes, strict=True)
            )
        )
        self.result = self._set(f"nabla f {here} {sign} ({pair})")
        self.note = VGroup(*([] if scale == 1 else [math(drawn, size=LABEL, colors=COLORS)]))
        self.lines = VGroup(self.name, self.partials, self.result, self.note)
        stack([self.name, *self.partials, self.result, *self.note], region, gap=AIRY, align="left")
        under = f"underbrace({{{{ {first} : px }}}}, x), underbrace({{{{ {second} : py }}}}, y)"
        self.two = self._set(f"nabla f {sign} ({under})", size=TITLE)
        self.three = self._set(f"({under}, underbrace({{{{ ? : third }}}}, f))", size=TITLE)
        stack([self.two, self.three], region, gap=WIDE, align="center")

    def _set(self, source: str, *, size: float = BODY) -> Typeset:
        return fitted(source, colors=COLORS, width=self.region.width, size=size)


def in_general(field: ScalarField, region: Region) -> VGroup:
    """Return the gradient at any point, or nothing where that is too long to be read."""
    slopes = [tidy(partial(field, name).expression) for name in field.variables]
    source = f"nabla f (x, y) = {row(slopes)}"
    try:
        return VGroup(place(fitted(source, colors=COLORS, width=region.width), region))
    except LayoutError:
        return VGroup()
