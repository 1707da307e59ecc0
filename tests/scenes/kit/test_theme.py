from itertools import combinations, pairwise

import pytest

from scenes.kit import color
from scenes.kit.theme import MEANINGS, THEMES, ThemeError, theme, use_theme

TEXT = [m for m in MEANINGS if m not in ("background", "panel", "axis", "faint")]
# What is seen side by side in some segment, and must be told apart by its colour.
TOGETHER = [
    ("x", "y", "value", "gradient", "direction", "tangent"),
    ("x", "y", "value", "slice", "tangent", "step"),
    ("x", "y", "value", "gradient", "direction", "slice"),
    ("w", "b", "value", "gradient", "step"),
    ("w", "b", "error"),
    ("error", "right"),
    ("x", "y", "w", "b"),
]


@pytest.fixture(params=THEMES)
def scheme(request):
    return THEMES[request.param]


def test_contrast_of_black_and_white_is_21():
    assert color.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert color.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's example


def test_ciede2000_agrees_with_the_published_test_pairs(monkeypatch):
    # Sharma, Wu and Dalal (2005), pairs 1, 7 and 19.
    pairs = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ]
    monkeypatch.setattr(color, "to_lab", lambda lab: lab)
    monkeypatch.setattr(color, "seen_by", lambda lab, vision: lab)
    for first, second, published in pairs:
        assert color.distance(first, second) == pytest.approx(published, abs=1e-4)


def test_lab_round_trip():
    for shade in ("#67c0fa", "#000000", "#ffffff", "#8a6400"):
        assert color.to_hex(color.from_lab(color.to_lab(color.to_rgb(shade)))) == shade


def test_greys_look_the_same_to_everyone():
    for vision in ("protan", "deutan", "tritan"):
        assert color.to_hex(color.seen_by("#808080", vision)) == "#808080"


@pytest.mark.parametrize("meaning", TEXT)
def test_text_is_readable_on_background_and_panel(scheme, meaning):
    for ground in (scheme.background, scheme.panel):
        assert color.contrast(scheme.of(meaning), ground) >= 4.5


def test_lines_that_carry_meaning_stand_out(scheme):
    shades = [*scheme.level_colors(25), scheme.axis]
    for ground in (scheme.background, scheme.panel):
        assert min(color.contrast(shade, ground) for shade in shades) >= 3


def test_grid_stays_in_the_background(scheme):
    assert 1.1 < color.contrast(scheme.faint, scheme.background) < 2


@pytest.mark.parametrize("vision", ["normal", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("group", TOGETHER, ids="-".join)
def test_meanings_seen_together_are_told_apart(scheme, group, vision):
    least = 14 if vision == "normal" else 7
    for first, second in combinations(group, 2):
        gap = color.distance(scheme.of(first), scheme.of(second), vision=vision)
        assert gap >= least, f"{first} and {second} are {gap:.1f} apart for {vision} eyes"


def test_ramp_climbs_in_lightness_without_turning_back(scheme):
    lightness = [color.to_lab(color.to_rgb(shade))[0] for shade in scheme.level_colors(9)]
    steps = [later - earlier for earlier, later in pairwise(lightness)]
    assert min(steps) > 0


@pytest.mark.parametrize("vision", ["normal", "protan", "deutan", "tritan"])
def test_what_lowers_and_what_raises_are_told_apart(scheme, vision):
    lowers, _, nothing, _, raises = scheme.signs
    for first, second in ((lowers, raises), (lowers, nothing), (nothing, raises)):
        assert color.distance(first, second, vision=vision) >= 35
    assert min(color.contrast(shade, scheme.background) for shade in (lowers, raises)) >= 3
    # The stronger, the further from nothing in lightness: to be read in grey, too.
    lightness = [float(color.to_lab(color.to_rgb(shade))[0]) for shade in scheme.signs]
    away = [abs(light - lightness[2]) for light in lightness]
    assert away[0] > away[1] > 0 < away[3] < away[4]


def test_unknown_names_are_told_with_the_nearest():
    with pytest.raises(ThemeError, match="gradient"):
        theme().of("gradiant")
    with pytest.raises(ThemeError, match="dark, light"), use_theme("darkish"):
        pass


def test_theme_holds_for_the_block_only():
    with use_theme("light"):
        assert theme().name == "light"
    assert theme().name == "dark"
