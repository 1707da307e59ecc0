"""Real handwritten digits, two classifiers trained on them, and what they misread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array
from mathcore.classifiers import Classifier, Perceptron, SoftmaxRegression, fit

__all__ = [
    "IMAGE_SHAPE",
    "Digits",
    "Misread",
    "digits",
    "linear_reader",
    "misread",
    "neural_reader",
]

IMAGE_SHAPE = (8, 8)
"""Rows and columns of an image; an input of 64 numbers is one row after the other, top first."""


@dataclass(frozen=True, eq=False)
class Digits:
    """Images ``(e, 64)`` with ink from 0 to 1 and labels 0–9 ``(e,)``, split for an honest test."""

    train_images: Array
    train_labels: npt.NDArray[np.int64]
    test_images: Array
    test_labels: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Misread:
    """A test image that a classifier gets wrong: its index, label, guess and the guess's chance."""

    index: int
    label: int
    guess: int
    confidence: float


@lru_cache(maxsize=1)
def digits(*, test_share: float = 0.25, seed: int = 0) -> Digits:
    """Return the 1797 digits that ship with scikit-learn (UCI, Alpaydin and Kaynak, 1998).

    Each digit keeps its share in both parts; the split depends on ``seed`` only.
    """
    # Imported here because it takes a second, which nobody else should wait for.
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    data = load_digits()
    parts = train_test_split(
        np.asarray(data.data, float) / 16,
        np.asarray(data.target, np.int64),
        test_size=test_share,
        stratify=data.target,
        random_state=seed,
    )
    for part in parts:
        part.setflags(write=False)
    train_images, test_images, train_labels, test_labels = parts
    return Digits(train_images, train_labels, test_images, test_labels)


@lru_cache(maxsize=1)
def linear_reader() -> SoftmaxRegression:
    """Return softmax regression trained on the training digits (once in a process)."""
    data = digits()
    return fit(SoftmaxRegression.zeros(64, 10), data.train_images, data.train_labels)


@lru_cache(maxsize=1)
def neural_reader() -> Perceptron:
    """Return a perceptron with 32 hidden units trained on the same digits (once in a process)."""
    data = digits()
    return fit(Perceptron.random(64, 32, 10), data.train_images, data.train_labels, iterations=100)


def misread(model: Classifier) -> tuple[Misread, ...]:
    """Return the test digits that ``model`` reads wrongly, the most confident error first."""
    data = digits()
    chances = model.probabilities(data.test_images)
    guesses = chances.argmax(axis=-1)
    wrong = np.flatnonzero(guesses != data.test_labels)
    found = [
        Misread(int(i), int(data.test_labels[i]), int(guesses[i]), float(chances[i, guesses[i]]))
        for i in wrong
    ]
    return tuple(sorted(found, key=lambda m: (-m.confidence, m.index)))
