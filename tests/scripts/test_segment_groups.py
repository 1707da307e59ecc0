"""Groups: one name for several segments, in files, on the command line, and in the list."""

from pathlib import Path

import pytest

from scripts import cli
from scripts.studio.errors import UserError
from scripts.studio.plan import Plan, Request, make_plan

GROUP = """extend = "default"
[groups.both]
title = "Both looks"
segments = ["second-look", "first-steps"]
"""


def planned(project: Path, text: str, **more: object) -> Plan:
    file = project / "mine.toml"
    file.write_text(text)
    return make_plan(Request(lecture=file, **more), root=project)  # type: ignore[arg-type]


def slugs(plan: Plan) -> list[str]:
    return [job.slug for job in plan.jobs]


def test_a_group_stands_for_its_segments(project: Path) -> None:
    assert slugs(planned(project, GROUP)) == ["first-steps", "second-look"]
    order = 'order = ["both"]\n' + GROUP
    assert slugs(planned(project, order)) == ["second-look", "first-steps"]
    assert slugs(planned(project, 'only = ["both"]\n' + GROUP)) == ["first-steps", "second-look"]
    chosen = planned(project, GROUP, only=["both"])
    assert slugs(chosen) == ["first-steps", "second-look"]
    assert chosen.whole
    assert [group.title for group in chosen.groups] == ["Both looks"]


def test_of_a_group_only_what_is_played_is_made(project: Path) -> None:
    some = planned(project, 'only = ["first-steps"]\n' + GROUP, only=["both"])
    assert slugs(some) == ["first-steps"]
    lone = GROUP.replace('"second-look", ', "").replace("both", "lone")
    with pytest.raises(UserError, match="no segment of the group 'lone' is played"):
        planned(project, 'only = ["second-look"]\n' + lone, only=["lone"])


def test_what_a_group_is_told_all_are_told_but_a_segments_own_word_counts(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    plan = planned(project, GROUP + "steps = 5\n[segments.first-steps]\nsteps = 7\n")
    assert [job.params for job in plan.jobs] == [{"steps": 7}, {"steps": 5}]
    assert plan.jobs[0].where("steps") == "mine.toml, line 7: segments.first-steps.steps"
    assert plan.jobs[1].where("steps") == "mine.toml, line 5: segments.second-look.steps"
    later = project / "later.toml"
    later.write_text('extend = "mine.toml"\n[groups.both]\nsteps = 9\n')
    plan = make_plan(Request(lecture=later), root=project)
    assert [job.params for job in plan.jobs] == [{"steps": 9}, {"steps": 9}]
    plan = planned(project, GROUP, settings=["both.steps=4"])
    assert [job.params for job in plan.jobs] == [{"steps": 4}, {"steps": 4}]
    assert plan.jobs[1].where("steps").startswith("--set both.steps")


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("[groups.both]\ntitle = 'Both'\n", 2, "the group is empty"),
        ("[groups.both]\nsegments = []\n", 2, "the group is empty"),
        ("[groups.both]\nsegments = 'first-steps'\n", 3, "should be a list of segments"),
        ("[groups.both]\nsegments = ['first-step']\n", 3, "did you mean 'first-steps'"),
        ("[groups.first-steps]\nsegments = ['second-look']\n", 2, "called so already"),
        ("[groups.both]\nsegments = ['first-steps']\ntitle = 3\n", 4, "should be a text"),
        ("[groups.both]\nsegments = ['first-steps']\nstepz = 3\n", 4, "did you mean 'steps'"),
        (
            "only = [\n'first-steps',\n'both']\n[groups.both]\nsegments = ['first-steps']\n",
            4,
            "segment 'first-steps' is named twice",
        ),
        ("only = ['bath']\n[groups.both]\nsegments = ['first-steps']\n", 2, "did you mean 'both'"),
    ],
)
def test_mistakes_name_file_and_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int, part: str
) -> None:
    monkeypatch.chdir(project)
    with pytest.raises(UserError) as caught:
        planned(project, 'extend = "default"\n' + text)
    assert str(caught.value).startswith(f"mine.toml, line {line}: ")
    assert part in str(caught.value)


def test_the_command_line_knows_groups(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UserError, match="did you mean 'both'"):
        planned(project, GROUP, only=["bot"])
    with pytest.raises(UserError, match="did you mean 'both'"):
        planned(project, GROUP, settings=["bot.steps=4"])
    monkeypatch.setattr(cli, "ROOT", project)
    monkeypatch.chdir(project)
    (project / "mine.toml").write_text(GROUP)
    assert cli.main(["list", "--lecture", "mine.toml"]) == 0
    assert "both (Both looks): second-look, first-steps" in capsys.readouterr().out
