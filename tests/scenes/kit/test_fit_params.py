import pytest

from mathcore.models import FIVE_POINTS
from scenes.kit.fit_params import FitParams
from scenes.kit.params import ParamError, read_params


def test_the_course_s_own_data_are_the_default():
    params = FitParams()
    assert params.fit == FIVE_POINTS
    assert params.best.tolist() == pytest.approx([1.1, 1.4])
    assert params.start == (0, 0)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"inputs": [2, 2, 2, 2, 2]}, "a line needs two different inputs"),
        ({"inputs": list(range(13))}, "at most 12 points can be seen apart, got 13"),
        ({"targets": [1, 2]}, "there are 5 inputs and 2 targets"),
        ({"start": [1.1, 1.4]}, "already close to its least"),
        ({"start": [1.0]}, "start: entry 2 is missing"),
    ],
)
def test_what_can_t_be_told_is_refused_in_a_sentence(values, words):
    with pytest.raises(ParamError, match=words):
        read_params(FitParams, values, segment="s")
