"""What a segment asks of a trained reader of digits: a class's score, one pixel, two changes."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array
from mathcore.classifiers import Classifier
from mathcore.digits import IMAGE_SHAPE, digits, linear_reader, neural_reader
from mathcore.sensitivity import Nudge, most_sensitive, nudge, score_along_input, sensitivities
from scenes.kit.numbers import integer_in_words

TRUSTED = 0.1
"""Relative error below which a prediction is trusted."""


class Asked:
    """What is asked of the network: digits, a class, one pixel of the first digit, two changes."""

    def __init__(self, chosen: tuple[int, ...], asked: int | None, step: float) -> None:
        data = digits()
        self.network: Classifier = neural_reader()
        self.images = data.test_images[list(chosen)]
        self.labels = [int(label) for label in data.test_labels[list(chosen)]]
        self.guesses = [int(guess) for guess in self.network.predict(self.images)]
        self.label = self.guesses[0] if asked is None else asked
        self.index = most_sensitive(self.network, self.images[0], self.label)
        self.value = float(self.images[0][self.index])
        self.slope = float(sensitivities(self.network, self.images[0], self.label)[self.index])
        far = 1.0 - self.value if self.value < 0.5 else -self.value
        self.small = self._nudged(step if far > 0 else -step)
        self.far = self._nudged(far)

    @property
    def place(self) -> tuple[int, int]:
        """Row and column of the pixel."""
        row, column = divmod(self.index, IMAGE_SHAPE[1])
        return row, column

    @property
    def span(self) -> tuple[float, float]:
        """The least and the largest score while the pixel is changed."""
        scores = np.stack([self.network.scores(self.with_ink(v)) for v in np.linspace(0, 1, 11)])
        return float(scores.min()), float(scores.max())

    @property
    def trusted_to(self) -> float:
        """The ink up to which the prediction, on the way, is off by less than ``TRUSTED``."""
        shares = np.linspace(0.005, 1, 200)
        true = self.score(self.value + shares * self.far.change) - self.score(self.value)
        good = np.abs(true - shares * self.far.predicted) < TRUSTED * np.abs(
            shares * self.far.predicted
        )
        reach = shares[good.argmin() - 1] if not good.all() else 1.0
        return float(self.value + reach * self.far.change)

    @cached_property
    def maps(self) -> list[Array]:
        """The network's saliency map of each digit."""
        return [
            sensitivities(self.network, image, self.label).reshape(IMAGE_SHAPE)
            for image in self.images
        ]

    @cached_property
    def weights(self) -> Array:
        """The linear model's saliency map, computed for the first digit, the same for all."""
        return sensitivities(linear_reader(), self.images[0], self.label).reshape(IMAGE_SHAPE)

    @cached_property
    def others_in_words(self) -> str:
        """What is said of a digit among them that the network misreads."""
        ordinals = ("first", "second", "third", "fourth")
        for k, (label, guess) in enumerate(zip(self.labels, self.guesses, strict=True)):
            if label != guess:
                return (
                    f"The {ordinals[k]} is misread: it is {_article(label)}, but the network says "
                    f"{integer_in_words(guess)}."
                )
        return "The network reads all of them correctly."

    @property
    def read_right(self) -> tuple[int, int]:
        """How many of the held-out digits the network reads correctly, and of how many."""
        data = digits()
        right = self.network.predict(data.test_images) == data.test_labels
        return int(right.sum()), len(right)

    def scores(self, k: int) -> Array:
        """Return the network's scores of a digit."""
        return self.network.scores(self.images[k])

    def score(self, ink: npt.ArrayLike) -> Array:
        """Return the asked score ``(...)`` of the first digit with this ink ``(...)``."""
        return score_along_input(self.network, self.images[0], self.label, self.index)(ink)

    def tangent(self, ink: npt.ArrayLike) -> Array:
        """Return what the sensitivity predicts of it, ``(...)`` to ``(...)``."""
        start = float(self.score(self.value))
        return np.asarray(start + self.slope * (np.asarray(ink, float) - self.value))

    def with_ink(self, value: float) -> Array:
        """Return the first digit with this much ink in its pixel."""
        image = self.images[0].copy()
        image[self.index] = value
        return np.asarray(image)

    def blended(self, k: int, share: float) -> Array:
        """Return a digit's map on its way from the network's to the linear model's."""
        return np.asarray((1 - share) * self.maps[k] + share * self.weights)

    def _nudged(self, change: float) -> Nudge:
        return nudge(self.network, self.images[0], self.label, index=self.index, change=change)


def _article(label: int) -> str:
    return f"{'an' if label == 8 else 'a'} {integer_in_words(label)}"
