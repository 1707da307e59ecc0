"""What one input does to a score: the sensitivity, what it predicts, and what then happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, MathError, as_point
from mathcore.classifiers import Classifier

__all__ = ["Nudge", "most_sensitive", "nudge", "score_along_input", "sensitivities"]


@dataclass(frozen=True)
class Nudge:
    """One input changed by ``change``: what the gradient predicts of the score, and the truth."""

    index: int
    change: float
    predicted: float
    true: float

    @property
    def quotient(self) -> float:
        """The true change of the score for each unit of the input."""
        return self.true / self.change


def sensitivities(model: Classifier, image: npt.ArrayLike, label: int) -> Array:
    """Return ``∂z_label/∂xᵢ`` at one image ``(n,)``, shape ``(n,)``: with signs."""
    return model.input_gradient(as_point(image, name="image"), label, of="score")


def most_sensitive(model: Classifier, image: npt.ArrayLike, label: int) -> int:
    """Return the index i of the input with the largest ``|∂z_label/∂xᵢ|`` at an image ``(n,)``."""
    return int(np.abs(sensitivities(model, image, label)).argmax())


def nudge(
    model: Classifier, image: npt.ArrayLike, label: int, *, index: int, change: float
) -> Nudge:
    """Change one input of an image ``(n,)`` and compare the score's change with its prediction.

    Predicted is ``∂z/∂xᵢ · change``; true is ``z(x + change·eᵢ) − z(x)``. A change of zero is a
    ``MathError``: it has no quotient.
    """
    if change == 0:
        raise MathError("a nudge must change the input; got a change of 0.")
    x = as_point(image, name="image")
    changed = x.copy()
    changed[index] += change
    before, after = model.scores(np.stack([x, changed]))[:, label]
    slope = float(sensitivities(model, x, label)[index])
    return Nudge(index, float(change), slope * float(change), float(after - before))


def score_along_input(
    model: Classifier, image: npt.ArrayLike, label: int, index: int
) -> Callable[[npt.ArrayLike], Array]:
    """Return the score as a function of one input, the others as in the image ``(n,)``.

    The function takes values ``(...)`` of that input and gives scores ``(...)``.
    """
    x = as_point(image, name="image")

    def score(values: npt.ArrayLike) -> Array:
        given = np.asarray(values, float)
        images = np.broadcast_to(x, (*given.shape, len(x))).copy()
        images[..., index] = given
        return model.scores(images)[..., label]

    return score
