import numpy as np
import pytest
import typst
from manim import config, tempconfig

from scenes.kit import typography
from scenes.kit.theme import theme, use_theme
from scenes.kit.typography import BODY, LABEL, SMALLEST, TypesetError, mark_parts, math, text


@pytest.fixture(autouse=True)
def _own_cache(tmp_path):
    with tempconfig({"media_dir": str(tmp_path)}):
        yield


def fills(made):
    return [str(glyph.get_fill_color().to_hex()).lower() for glyph in made]


def test_named_sizes_can_all_be_read():
    sizes = [typography.HERO, typography.TITLE, BODY, LABEL, typography.TICK]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= SMALLEST == pytest.approx(8 / 30)


def test_em_size_is_true_and_follows_scaling_and_turning():
    # An em square of Typst's own, drawn as a rule of one em.
    rule = typography.prose("#line(length: 1em, stroke: 1pt)", size=LABEL)
    assert rule.width == pytest.approx(LABEL, rel=1e-3)
    words = text("Hg", size=LABEL)
    assert words.scale(1.5).rotate(0.7).em_size == pytest.approx(1.5 * LABEL)
    assert words.copy().em_size == pytest.approx(1.5 * LABEL)


def test_too_small_text_is_refused():
    with pytest.raises(TypesetError, match="too small"):
        text("fine print", size=0.2)


@pytest.mark.parametrize(
    "hostile", ["#panic()", "$x$", "*b* _i_", "<a> @b", '"q" \\n', "= h", "//"]
)
def test_plain_words_are_taken_literally(hostile):
    visible = sum(not ch.isspace() for ch in hostile)
    assert len(text(hostile)) >= visible - 1  # a ligature may join two letters


def test_wrapped_text_keeps_its_width():
    made = text("several words that need more than a single line", width=3)
    assert made.width <= 3
    assert made.height > 2 * BODY


def test_coloring_changes_no_glyph_position():
    source = "D_bold(u) f(x) = nabla f dot bold(u) = sum_(k=1)^n (partial f)/(partial x_k) u'"
    plain = math(source)
    colored = math(source, colors={"nabla f": "gradient", "bold(u)": "direction", "x": "x"})
    assert len(plain) == len(colored)
    for one, other in zip(plain, colored, strict=True):
        assert np.allclose(one.points, other.points, atol=1e-6)


def test_each_symbol_gets_its_color_and_can_be_picked():
    made = math("nabla f = x^2", colors={"nabla f": "gradient", "x": "x"})
    assert fills(made) == [
        *[theme().gradient] * 2, theme().ink, theme().x, theme().ink
    ]  # fmt: skip
    assert len(made.part("nabla f")) == 2
    with pytest.raises(KeyError, match="'nabla f', 'x'"):
        made.part("y")


def test_named_groups_nest():
    made = math("{{ a + {{ b : inner }} : outer }} = c", colors={"outer": "error", "inner": "x"})
    assert fills(made.part("outer")) == [theme().error] * 2 + [theme().x]
    assert len(made.part("inner")) == 1
    assert made.part_labels == ("outer", "inner")


def test_patterns_are_whole_tokens():
    marked, labels, _ = mark_parts('exp(x) + "x" x_1 + max', ("x",))
    assert labels == ("x", "x")
    assert "exp(part(#0, x) )" in marked
    assert '"x"' in marked
    assert "max" in marked


def test_fraction_bars_are_painted_too():
    made = math("{{ a / b : all }}", colors={"all": "error"})
    strokes = [g.get_stroke_color().to_hex().lower() for g in made if g.get_stroke_width() > 0]
    assert strokes == [theme().error]


def test_an_unclosed_group_and_bad_typst_are_errors_in_words():
    with pytest.raises(TypesetError, match="never closed"):
        math("{{ a")
    with pytest.raises(TypesetError, match="can't set"):
        math("frac(1")


def test_colors_follow_the_theme_even_for_what_is_cached():
    text("same words")
    with use_theme("light"):
        assert set(fills(text("same words"))) == {theme().ink}


def test_copies_are_independent():
    math("x + y").shift((3, 0, 0))
    assert np.allclose(math("x + y").get_center(), 0, atol=1e-9)


def test_only_embedded_fonts_are_used(monkeypatch):
    calls = []
    real = typst.compile
    monkeypatch.setattr(typst, "compile", lambda *a, **k: calls.append(k) or real(*a, **k))
    text("never set before, 1")
    (call,) = calls
    families = set(call["font_paths"].families())
    assert {typography.TEXT_FONT, typography.MATH_FONT} <= families
    assert all(font.path is None for font in call["font_paths"].fonts())


def test_nothing_half_written_stays_in_the_cache():
    math("x^3")
    names = {path.suffix for path in config.get_dir("tex_dir").iterdir()}
    assert names == {".svg"}


def test_a_text_tells_how_it_was_turned() -> None:
    made = math("x + y")
    assert made.turn == pytest.approx(0.0, abs=1e-12)
    made.rotate(0.3).scale(2).shift((1.0, 2.0, 0.0))
    assert made.turn == pytest.approx(0.3)
    assert made.copy().rotate(-0.5).turn == pytest.approx(-0.2)
