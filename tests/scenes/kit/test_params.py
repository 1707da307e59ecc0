"""Parameters: what is admitted, and the sentences for what is not."""

from __future__ import annotations

import pytest

from mathcore.arrays import Window
from scenes.kit.params import (
    Direction,
    FieldSpec,
    ParamError,
    Point,
    Positive,
    SegmentParams,
    WindowSpec,
    read_params,
)


class Params(SegmentParams):
    field: FieldSpec = "x**2"
    at: Point = (1, 2)
    along: Direction = (1, 0)
    step: Positive = 0.1
    window: WindowSpec = Window((-1, 1), (-1, 1))


def test_values_replace_defaults_and_the_field_is_compiled() -> None:
    params = read_params(Params, {"field": "x*y + 1", "at": [3, 4]}, segment="s")
    assert float(params.field(params.at)) == 13
    assert params.step == 0.1


def test_parameters_survive_json() -> None:
    params = read_params(Params, {"field": "x*y", "window": [[0, 2], [1, 3]]}, segment="s")
    again = read_params(Params, params.model_dump(mode="json"), segment="s")
    assert again == params


@pytest.mark.parametrize(
    ("values", "parameter", "words"),
    [
        ({"feild": "x"}, "feild", "did you mean field"),
        ({"field": "x +"}, "field", "x +"),
        ({"field": 3}, "field", "formula"),
        ({"at": [1]}, "at", "entry 2 is missing"),
        ({"at": ["a", 2]}, "at", "entry 1"),
        ({"along": [0, 0]}, "along", "points nowhere"),
        ({"step": -1}, "step", "greater than 0"),
        ({"step": float("nan")}, "step", "finite"),
        ({"window": [[1, 0], [0, 1]]}, "window", "from < to"),
    ],
)
def test_a_wrong_value_is_named(values: dict[str, object], parameter: str, words: str) -> None:
    with pytest.raises(ParamError) as caught:
        read_params(Params, values, segment="level-curves")
    assert caught.value.segment == "level-curves"
    assert caught.value.parameter == parameter
    assert words in caught.value.message
    assert "\n" not in str(caught.value)
