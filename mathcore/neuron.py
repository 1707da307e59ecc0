"""A network with one hidden neuron, and its loss as a function of its two weights."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import sympy

from mathcore.arrays import Array, MathError, as_point, as_points
from mathcore.digits import digits
from mathcore.expressions import symbols_for
from mathcore.fields import ScalarField

__all__ = ["HiddenNeuron", "ink_reader"]


@dataclass(frozen=True)
class HiddenNeuron:
    """The prediction ``v·tanh(w·x)`` against targets, judged by the mean squared error.

    ``L(w, v) = (1/n) Σ (v·tanh(w·xᵢ) − yᵢ)²``. ``inputs`` and ``targets`` are n numbers each.
    Weights are arrays ``(..., 2)`` of (w, v). Changing the sign of both leaves the loss as it is,
    and the origin is a critical point, a saddle where inputs and targets are correlated.
    """

    inputs: tuple[float, ...]
    targets: tuple[float, ...]

    def __post_init__(self) -> None:
        for name in ("inputs", "targets"):
            values = as_point(getattr(self, name), name=name)
            object.__setattr__(self, name, tuple(values.tolist()))
        if len(self.inputs) != len(self.targets) or not self.inputs:
            raise MathError(
                f"A neuron needs one target per input; got {len(self.inputs)} inputs and "
                f"{len(self.targets)} targets."
            )

    def __len__(self) -> int:
        return len(self.inputs)

    def predict(self, weights: npt.ArrayLike, inputs: npt.ArrayLike | None = None) -> Array:
        """Return ``v·tanh(w·x)``, weights ``(..., 2)`` to ``(..., n)``, at the data's inputs."""
        w, v = np.moveaxis(as_points(weights, 2, name="weights"), -1, 0)
        x = np.asarray(self.inputs if inputs is None else inputs, float)
        return np.asarray(v[..., None] * np.tanh(w[..., None] * x))

    @cached_property
    def loss(self) -> ScalarField:
        """The mean squared error ``L(w, v)`` as a field, equal inputs counted together."""
        w, v = symbols_for(("w", "v"))
        groups: dict[Fraction, list[Fraction]] = {}
        for x, y in zip(self.inputs, self.targets, strict=True):
            groups.setdefault(_simple(x), []).append(_simple(y))
        total = sympy.Integer(0)
        for ink, ys in sorted(groups.items()):
            bent = v * sympy.tanh(w * _rational(ink))
            total += len(ys) * bent**2 - 2 * _rational(sum(ys, Fraction(0))) * bent
        squares = sum((_simple(y) ** 2 for y in self.targets), Fraction(0))
        loss = (total + _rational(squares)) / len(self)
        return ScalarField(sympy.expand(loss), ("w", "v"), name="L")

    @property
    def correlation(self) -> float:
        """The mean of ``xᵢyᵢ``: the Hessian at the origin is ``−2`` times it off the diagonal."""
        return float(np.mean(np.array(self.inputs) * np.array(self.targets)))

    def accuracy(self, weights: npt.ArrayLike) -> float:
        """Return the share of inputs whose prediction has the target's sign, for weights (2,)."""
        return float(np.mean(np.sign(self.predict(weights)) == np.sign(self.targets)))


@lru_cache(maxsize=8)
def ink_reader(ones: int = 1, zeros: int = 0, pixel: int = 36) -> HiddenNeuron:
    """Return the neuron that tells two digits apart by the ink in one pixel of real images.

    The inputs are ``2·ink − 1`` of the training images of two digits (see `digits`), the targets
    ``+1`` for the first digit and ``−1`` for the second. Pixel 36 is one of the four in the middle:
    inked in a one, empty in a zero.
    """
    data = digits()
    if ones == zeros or not {ones, zeros} <= set(range(10)):
        raise MathError(f"Two different digits are needed, got {ones} and {zeros}.")
    if not 0 <= pixel < data.train_images.shape[1]:
        raise MathError(f"An image has pixels 0 to {data.train_images.shape[1] - 1}, got {pixel}.")
    chosen = (data.train_labels == ones) | (data.train_labels == zeros)
    inputs = 2 * data.train_images[chosen][:, pixel] - 1
    targets = np.where(data.train_labels[chosen] == ones, 1.0, -1.0)
    return HiddenNeuron(tuple(inputs.tolist()), tuple(targets.tolist()))


def _simple(number: float) -> Fraction:
    """Return the simplest fraction that rounds to a number."""
    short = Fraction(number).limit_denominator(10**6)
    return short if float(short) == number else Fraction(number)


def _rational(number: Fraction) -> sympy.Rational:
    return sympy.Rational(number.numerator, number.denominator)
