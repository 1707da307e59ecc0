"""Two classifiers with every gradient in closed form: in the parameters and in the inputs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Literal, Self, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from mathcore.arrays import Array, MathError, as_points

__all__ = ["Classifier", "Perceptron", "SoftmaxRegression", "fit", "saliency"]

Labels = npt.NDArray[np.integer]
Of = Literal["score", "probability", "loss"]
AnyClassifier = TypeVar("AnyClassifier", bound="Classifier")


class Classifier(ABC):
    """A map from inputs ``(..., n)`` to scores z ``(..., k)``, one for each of k classes.

    Probabilities are ``p = softmax(z)``; the loss of one example with label c is ``−log p_c``.
    """

    @abstractmethod
    def scores(self, inputs: npt.ArrayLike) -> Array:
        """Return the scores z, ``(..., n)`` to ``(..., k)``."""

    @abstractmethod
    def score_jacobian(self, inputs: npt.ArrayLike) -> Array:
        """Return ``∂z/∂x`` at inputs ``(..., n)``, shape ``(..., k, n)``."""

    @property
    @abstractmethod
    def parameters(self) -> Array:
        """All parameters in one vector ``(m,)``."""

    @abstractmethod
    def with_parameters(self, parameters: npt.ArrayLike) -> Self:
        """Return a classifier of the same shape with these parameters ``(m,)``."""

    @abstractmethod
    def pull_back(self, inputs: Array, errors: Array) -> Array:
        """Return ``Σ errors·∂z/∂parameters`` ``(m,)`` for inputs ``(e, n)``, errors ``(e, k)``."""

    def probabilities(self, inputs: npt.ArrayLike) -> Array:
        """Return the class probabilities, ``(..., n)`` to ``(..., k)``; they add up to one."""
        return np.asarray(softmax(self.scores(inputs), axis=-1))

    def predict(self, inputs: npt.ArrayLike) -> Labels:
        """Return the most probable class, ``(..., n)`` to ``(...)``."""
        return np.asarray(np.argmax(self.scores(inputs), axis=-1))

    def accuracy(self, inputs: npt.ArrayLike, labels: npt.ArrayLike) -> float:
        """Return the share of examples read correctly."""
        return float(np.mean(self.predict(inputs) == np.asarray(labels)))

    def losses(self, inputs: npt.ArrayLike, labels: npt.ArrayLike) -> Array:
        """Return ``−log p_label`` of each example, ``(..., n)`` and ``(...)`` to ``(...)``."""
        chosen = np.asarray(labels)[..., None]
        return -np.take_along_axis(log_softmax(self.scores(inputs), axis=-1), chosen, -1)[..., 0]

    def loss(self, inputs: npt.ArrayLike, labels: npt.ArrayLike) -> float:
        """Return the mean loss over the examples."""
        return float(np.mean(self.losses(inputs, labels)))

    def parameter_gradient(self, inputs: npt.ArrayLike, labels: npt.ArrayLike) -> Array:
        """Return the gradient ``(m,)`` of the mean loss in the parameters, inputs ``(e, n)``."""
        x, c = as_points(inputs), np.asarray(labels)
        return self.pull_back(x, self._errors(x, c) / len(x))

    def input_gradient(
        self, inputs: npt.ArrayLike, labels: npt.ArrayLike, *, of: Of = "loss"
    ) -> Array:
        """Return the gradient in the inputs, ``(..., n)`` and labels ``(...)`` to ``(..., n)``.

        With J = ∂z/∂x and c the label: of the ``score``, ``J_c``; of the ``probability``,
        ``p_c (J_c − Σ p_j J_j)``; of the ``loss`` of each example, ``Σ p_j J_j − J_c``.
        """
        if of not in ("score", "probability", "loss"):
            raise MathError(f"The gradient is of a score, probability or loss; got {of!r}.")
        x = as_points(inputs)
        c = np.broadcast_to(np.asarray(labels), x.shape[:-1])
        jacobian = self.score_jacobian(x)
        if of == "score":
            return np.take_along_axis(jacobian, c[..., None, None], -2)[..., 0, :]
        of_loss: Array = (self._errors(x, c)[..., None, :] @ jacobian)[..., 0, :]
        if of == "loss":
            return of_loss
        chance = np.take_along_axis(self.probabilities(x), c[..., None], -1)
        return -chance * of_loss

    def _errors(self, inputs: Array, labels: Labels) -> Array:
        """Return ``∂loss/∂z = p − e_label`` of each example, ``(..., k)``."""
        p = self.probabilities(inputs)
        return np.asarray(p - np.eye(p.shape[-1])[labels])


@dataclass(frozen=True, eq=False)
class SoftmaxRegression(Classifier):
    """The linear classifier ``z = W x + b``, weights ``(k, n)`` and biases ``(k,)``.

    Its score's sensitivity to the inputs is the row of weights itself, whatever the input.
    """

    weights: Array
    biases: Array

    @classmethod
    def zeros(cls, inputs: int, classes: int) -> SoftmaxRegression:
        """Return the untrained classifier, which finds all classes equally probable."""
        return cls(np.zeros((classes, inputs)), np.zeros(classes))

    def scores(self, inputs: npt.ArrayLike) -> Array:
        """Return ``W x + b``."""
        return np.asarray(as_points(inputs, self.weights.shape[1]) @ self.weights.T + self.biases)

    def score_jacobian(self, inputs: npt.ArrayLike) -> Array:
        """Return W, once for each input."""
        return np.broadcast_to(self.weights, (*np.shape(inputs)[:-1], *self.weights.shape))

    @property
    def parameters(self) -> Array:
        """W row by row, then b."""
        return np.concatenate([self.weights.ravel(), self.biases])

    def with_parameters(self, parameters: npt.ArrayLike) -> SoftmaxRegression:
        """Return the classifier with these weights and biases."""
        return SoftmaxRegression(*_split(parameters, self.weights, self.biases))

    def pull_back(self, inputs: Array, errors: Array) -> Array:
        """Return the sums ``Σ error xᵀ`` and ``Σ error``."""
        return np.concatenate([(errors.T @ inputs).ravel(), errors.sum(axis=0)])


@dataclass(frozen=True, eq=False)
class Perceptron(Classifier):
    """One hidden layer: ``z = V tanh(W x + a) + b``.

    Shapes: ``inner`` W ``(h, n)``, ``inner_biases`` a ``(h,)``, ``outer`` V ``(k, h)``,
    ``outer_biases`` b ``(k,)``. Here the sensitivity to an input differs from place to place.
    """

    inner: Array
    inner_biases: Array
    outer: Array
    outer_biases: Array

    @classmethod
    def random(cls, inputs: int, hidden: int, classes: int, *, seed: int = 0) -> Perceptron:
        """Return an untrained one with weights drawn from N(0, 1/fan-in)."""
        draw = np.random.default_rng(seed)
        return cls(
            draw.normal(size=(hidden, inputs)) / np.sqrt(inputs),
            np.zeros(hidden),
            draw.normal(size=(classes, hidden)) / np.sqrt(hidden),
            np.zeros(classes),
        )

    def scores(self, inputs: npt.ArrayLike) -> Array:
        """Return ``V tanh(W x + a) + b``."""
        return np.asarray(self._hidden(as_points(inputs)) @ self.outer.T + self.outer_biases)

    def score_jacobian(self, inputs: npt.ArrayLike) -> Array:
        """Return ``V diag(1 − tanh²) W``."""
        slope = 1 - self._hidden(as_points(inputs)) ** 2
        return np.asarray((self.outer * slope[..., None, :]) @ self.inner)

    @property
    def parameters(self) -> Array:
        """W row by row, a, V row by row, b."""
        return np.concatenate([block.ravel() for block in self._blocks])

    def with_parameters(self, parameters: npt.ArrayLike) -> Perceptron:
        """Return the classifier with these weights and biases."""
        return Perceptron(*_split(parameters, *self._blocks))

    def pull_back(self, inputs: Array, errors: Array) -> Array:
        """Send the errors back through both layers."""
        hidden = self._hidden(inputs)
        inner_errors = (errors @ self.outer) * (1 - hidden**2)
        return np.concatenate(
            [
                (inner_errors.T @ inputs).ravel(),
                inner_errors.sum(axis=0),
                (errors.T @ hidden).ravel(),
                errors.sum(axis=0),
            ]
        )

    @property
    def _blocks(self) -> tuple[Array, Array, Array, Array]:
        return self.inner, self.inner_biases, self.outer, self.outer_biases

    def _hidden(self, inputs: Array) -> Array:
        return np.asarray(np.tanh(inputs @ self.inner.T + self.inner_biases))


def fit(
    model: AnyClassifier,
    inputs: npt.ArrayLike,
    labels: npt.ArrayLike,
    *,
    penalty: float = 1e-3,
    iterations: int = 200,
) -> AnyClassifier:
    """Return ``model`` trained by L-BFGS on ``mean loss + penalty/2·‖parameters‖²``.

    Starts from the model's own parameters; the same input gives the same result.
    """
    x, c = as_points(inputs), np.asarray(labels)

    def objective(parameters: Array) -> tuple[float, Array]:
        here = model.with_parameters(parameters)
        value = here.loss(x, c) + penalty / 2 * float(parameters @ parameters)
        return value, here.parameter_gradient(x, c) + penalty * parameters

    best = minimize(
        objective, model.parameters, jac=True, method="L-BFGS-B", options={"maxiter": iterations}
    )
    return model.with_parameters(best.x)


def saliency(
    model: Classifier, inputs: npt.ArrayLike, label: npt.ArrayLike, *, of: Of = "score"
) -> Array:
    """Return ``|∂(score, probability or loss of the label)/∂xᵢ|``, ``(..., n)`` to ``(..., n)``.

    A local statement: how much a *small* change of each input alone would matter, here.
    """
    return np.asarray(np.abs(model.input_gradient(inputs, label, of=of)))


def _split(parameters: npt.ArrayLike, *blocks: Array) -> list[Array]:
    """Cut one vector into arrays of the blocks' shapes."""
    flat, size = np.asarray(parameters, float), sum(block.size for block in blocks)
    if flat.shape != (size,):
        raise MathError(f"This classifier has {size} parameters in one vector; got {flat.shape}.")
    ends = np.cumsum([block.size for block in blocks])[:-1]
    parts = np.split(flat, ends)
    return [part.reshape(block.shape) for part, block in zip(parts, blocks, strict=True)]
