import pickle
from pathlib import Path

import pytest

from scripts.studio.errors import UserError
from scripts.studio.outline import outline, project_scene, scenes_in
from scripts.studio.plan import QUALITIES, Request, default_out, make_plan, slug_of


def test_the_series_becomes_jobs_in_order(project: Path) -> None:
    plan = make_plan(Request(), root=project)
    assert [job.slug for job in plan.jobs] == ["first-steps", "second-look"]
    assert [job.index for job in plan.jobs] == [1, 2]
    assert [job.title for job in plan.jobs] == ["First steps", "Second look"]
    assert plan.jobs[0].scene.module == "scenes.s01_first"
    assert plan.jobs[0].quality == QUALITIES["final"]
    assert plan.whole
    assert default_out(plan, "final", root=project) == project / "media" / "final"


def test_a_plan_can_be_sent_to_another_process(project: Path) -> None:
    plan = make_plan(Request(settings=["first-steps.steps=4"]), root=project)
    assert pickle.loads(pickle.dumps(plan)) == plan


def test_only_keeps_the_series_order_and_numbers(project: Path) -> None:
    plan = make_plan(Request(only=["second-look"]), root=project)
    assert [(job.slug, job.index) for job in plan.jobs] == [("second-look", 2)]
    assert not plan.whole


def test_the_command_line_wins_over_the_file(project: Path) -> None:
    mine = project / "mine.toml"
    mine.write_text('extend = "default"\ntheme = "light"\nvoice = "silent"\n')
    job = make_plan(Request(lecture=mine, theme="dark"), root=project).jobs[0]
    assert (job.theme, job.voice) == ("dark", "silent")
    plan = make_plan(Request(lecture=mine, quality="draft"), root=project)
    assert default_out(plan, "draft", root=project) == project / "media" / "mine" / "draft"


def test_a_setting_says_where_it_comes_from(project: Path) -> None:
    job = make_plan(Request(settings=["first-steps.steps=4"]), root=project).jobs[0]
    assert job.params == {"steps": 4}
    assert job.where("steps") == "--set first-steps.steps: segments.first-steps.steps"


def test_a_folder_of_recordings_is_found_beside_the_lecture_file(project: Path) -> None:
    (project / "remix" / "voices").mkdir(parents=True)
    mine = project / "remix" / "mine.toml"
    mine.write_text('extend = "default"\nvoice = "voices"\n')
    job = make_plan(Request(lecture=mine), root=project).jobs[0]
    assert Path(job.voice) == (project / "remix" / "voices").resolve()


@pytest.mark.parametrize(
    ("request_", "part"),
    [
        (Request(quality="finl"), "did you mean 'final'"),
        (Request(only=["first-step"]), "did you mean 'first-steps'"),
        (Request(theme="drak"), "unknown theme 'drak'; did you mean 'dark'"),
        (Request(voice="hart"), "unknown voice 'hart'; did you mean 'heart'"),
        (Request(settings=["first-steps.feild=1"]), "did you mean 'field'"),
        (Request(settings=["second.look=1"]), "did you mean 'second-look'"),
        (Request(settings=["nonsense"]), "SLUG.PARAM=VALUE"),
        (Request(lecture=Path("nowhere.toml")), "cannot read the lecture file nowhere.toml"),
        (Request(scene="nowhere.py"), "there is no file nowhere.py"),
        (Request(scene="first-steps"), "use --only first-steps"),
        (Request(scene="a.py", lecture=Path("b.toml")), "not both"),
    ],
)
def test_mistakes_are_told_in_one_sentence(project: Path, request_: Request, part: str) -> None:
    with pytest.raises(UserError) as caught:
        make_plan(request_, root=project)
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("[segments.first-steps]\nfeild = 'x'\n", 3, "did you mean 'field'"),
        ("[segments.first-steps]\ntitel = 'x'\n", 3, "did you mean 'title'"),
        ("[segments.first-steps.words]\nbegn = 'x'\n", 3, "did you mean 'begin'"),
        (
            "[segments.first-steps]\nscene = 'scenes.s01_frist:FirstSteps'\n",
            3,
            "'scenes.s01_first'",
        ),
        ("[segments.first-steps]\nscene = 'scenes.s01_first:First'\n", 3, "'FirstSteps'"),
        ("[segments.first-steps]\nscene = 'first.py'\n", 3, "should read"),
        ("theme = 'blue'\n", 2, "valid: dark, light"),
        ("voice = 'blue'\n", 2, "unknown voice"),
    ],
)
def test_mistakes_in_a_file_name_line_and_key(
    project: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int, part: str
) -> None:
    monkeypatch.chdir(project)
    mine = Path("mine.toml")
    mine.write_text('extend = "default"\n' + text)
    with pytest.raises(UserError) as caught:
        make_plan(Request(lecture=mine), root=project)
    assert str(caught.value).startswith(f"mine.toml, line {line}: ")
    assert part in str(caught.value)


OWN = """
import manim
from manim import Scene

class Base(manim.ThreeDScene):
    pass

class MyFirst(Base):
    '''What is mine?'''

class Helper: ...
class My2D(Scene): ...
"""


def test_scenes_of_ones_own(tmp_path: Path, project: Path) -> None:
    file = tmp_path / "my_scene.py"
    file.write_text(OWN)
    plan = make_plan(Request(scene=str(file)), root=project)
    assert [job.slug for job in plan.jobs] == ["base", "my-first", "my-2d"]
    assert plan.jobs[1].title == "What is mine?"
    assert plan.name == "my_scene"
    one = make_plan(Request(scene=f"{file}:My2D"), root=project)
    assert [job.scene.class_name for job in one.jobs] == ["My2D"]
    with pytest.raises(UserError, match="did you mean 'My2D'"):
        make_plan(Request(scene=f"{file}:My3D"), root=project)


def test_a_file_without_scenes_and_one_that_is_no_python(tmp_path: Path) -> None:
    file = tmp_path / "odd.py"
    file.write_text("class A: ...\n")
    with pytest.raises(UserError, match="has no scene"):
        scenes_in(file)
    broken = tmp_path / "broken.py"
    broken.write_text("class A(Scene):\n  def f(:\n")
    with pytest.raises(UserError, match="line 2"):
        scenes_in(broken)


def test_an_outline_is_read_without_running_anything(project: Path) -> None:
    known = outline(project_scene("scenes.s01_first:FirstSteps", project))
    assert known.question == "How does one begin?"
    assert known.parameters == {"field": "'x**2'", "steps": "3", "start": ""}
    assert known.beats == ("begin", "end")
    assert known.closed


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("LevelCurves", "level-curves"),
        ("MyHTMLScene", "my-html-scene"),
        ("My3D", "my-3d"),
        ("a_b", "a-b"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_inherited_parameters_are_known_too(project: Path) -> None:
    kit = project / "scenes" / "kit" / "params.py"
    kit.write_text("class SegmentParams: ...\nclass Place(SegmentParams):\n    at: int = 1\n")
    scene = project / "scenes" / "s02_second.py"
    imported = "from scenes.kit.params import Place\n\n\nclass SecondLook(LectureScene):\n"
    inside = "    class Params(Place):\n        size: int = 2\n\n"
    text = scene.read_text().replace("class SecondLook(LectureScene):\n", imported + inside)
    scene.write_text(text)
    known = outline(project_scene("scenes.s02_second:SecondLook", project))
    assert known.parameters == {"at": "1", "size": "2"}
    assert known.closed
    with pytest.raises(UserError, match="did you mean 'size'"):
        make_plan(Request(settings=["second-look.sise=3"]), root=project)
