import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.studio.toml_lines import key_lines

NASTY = '''# [not.a.header]
title = "a # no comment, a \\" quote"   # a comment with = and [
"quoted key" = 1
dotted . 'lit.eral' . deep = 3

[segments.level-curves]
field = "x**2"  # = 7
text = """
fake = 1
[fake]
\\""" still inside """
raw = \'\'\'
also_fake = 2\'\'\'
points = [
  [1, 2],  # first
  # between
  [3, 4],
]
inline = { a = 1, "b c" = { d = "}" }, e = [1, { f = 2 }] }
when = 1e3

[[items]]
name = 1
[[items]]
name = 2
  [items.sub]
  x = -1
'''


def paths(value: Any, prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in pairs:
        yield (*prefix, str(key))
        if isinstance(item, dict | list):
            yield from paths(item, (*prefix, str(key)))


def test_every_key_of_a_nasty_file_is_found_on_its_line() -> None:
    lines = key_lines(NASTY)
    assert set(paths(tomllib.loads(NASTY))) == set(lines)
    text = NASTY.splitlines()
    for path, line in lines.items():
        name = path[-1]
        if not name.isdigit() and path not in {("segments",), ("items",)}:
            assert name.split(".")[0] in text[line - 1], path


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("dotted", "lit.eral", "deep"), 4),
        (("segments",), 6),
        (("segments", "level-curves", "field"), 7),
        (("segments", "level-curves", "raw"), 12),
        (("segments", "level-curves", "points", "1"), 17),
        (("segments", "level-curves", "inline", "e", "1", "f"), 19),
        (("items", "0", "name"), 23),
        (("items", "1", "name"), 25),
        (("items", "1", "sub", "x"), 27),
    ],
)
def test_lines_of_a_nasty_file(path: tuple[str, ...], line: int) -> None:
    assert key_lines(NASTY)[path] == line


def test_carriage_returns_do_not_shift_lines() -> None:
    assert key_lines("a = 1\r\n\r\n[t]\r\nb = 2\r\n")[("t", "b")] == 4


texts = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12)


@given(st.lists(st.tuples(texts, st.integers(0, 3)), max_size=8, unique_by=lambda item: item[0]))
def test_any_quoted_key_is_found(entries: list[tuple[str, int]]) -> None:
    lines, expected = [], {}
    for key, blank in entries:
        lines += ["# c"] * blank
        quoted = key.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'"{quoted}" = "{quoted}"')
        expected[(key,)] = len(lines)
    assert key_lines("\n".join(lines)) == expected
