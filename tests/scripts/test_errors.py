from pathlib import Path

import pytest

from scripts.studio.errors import nearest, shown_path, unknown

SLUGS = ("partial-derivatives", "directional-derivatives", "level-curves")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("level-curve", "level-curves"),
        ("Level_Curves", "level-curves"),
        ("partial", "partial-derivatives"),
        ("directional-derivitives", "directional-derivatives"),
    ],
)
def test_the_nearest_name_comes_first(typed: str, meant: str) -> None:
    assert nearest(typed, SLUGS)[0] == meant
    assert repr(meant) in unknown("segment", typed, SLUGS)


def test_without_a_near_name_all_are_listed() -> None:
    sentence = unknown("segment", "zzz", SLUGS)
    assert all(slug in sentence for slug in SLUGS)


def test_empty_text_is_near_to_nothing() -> None:
    assert nearest("", SLUGS) == ()


def test_paths_are_shown_as_one_would_type_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "a" / "my.toml") == str(Path("a", "my.toml"))
    assert shown_path(tmp_path.parent / "my.toml") == str(tmp_path.parent / "my.toml")
