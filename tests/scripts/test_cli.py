import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scripts import cli
from scripts.studio.beat_changes import beat_table
from scripts.studio.ledger import FOLDER, JobRecord, record_outputs, write_record
from scripts.studio.locks import locked
from scripts.studio.needs import inputs_now
from scripts.studio.outcome import Outcome, SegmentOutcome
from scripts.studio.plan import ROOT, Plan, RenderOptions, Request, make_plan
from scripts.studio.progress import Reporter

Build = Callable[[Plan, RenderOptions, Reporter], Outcome]


@pytest.fixture
def lecture(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run the command in the small project; return status, output and complaints."""
    monkeypatch.setattr(cli, "ROOT", project)
    monkeypatch.chdir(project)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(arguments)
        return (status, *capsys.readouterr())

    return run


def pipeline(monkeypatch: pytest.MonkeyPatch, build: Build) -> None:
    """Put a pipeline of the test's own where the commands look for one."""
    module = ModuleType("scripts.studio.pipeline")
    module.render = module.check = build  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "scripts.studio.pipeline", module)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["rendr"], "unknown command 'rendr'; did you mean 'render'?"),
        (["--jsn"], "unknown option '--jsn'"),
        (["render", "--qualty", "draft"], "did you mean '--quality'?"),
        (["render", "--quality", "drft"], "did you mean 'draft'?"),
        (["render", "--jobs", "0"], "no number of processes"),
        (["render", "--only", "first-step"], "did you mean 'first-steps'?"),
        (["render", "--lecture"], "expected one argument"),
        (["render", "a.py", "b.py"], "unexpected argument 'b.py'"),
        (["render", "--set", "first-steps.stepz=3"], "did you mean 'steps'?"),
        (["check", "second"], "did you mean 'second-look'?"),
        (["why", "frist-steps"], "did you mean 'first-steps'?"),
        (["why"], "required: SLUG"),
    ],
)
def test_mistakes_take_one_sentence_and_status_2(
    lecture: Callable[..., tuple[int, str, str]], arguments: Sequence[str], part: str
) -> None:
    status, out, complaint = lecture(*arguments)
    assert status == 2
    assert part in complaint
    assert complaint.count("\n") == 1
    assert out == ""


def test_mistakes_are_json_too(lecture: Callable[..., tuple[int, str, str]]) -> None:
    status, out, _ = lecture("render", "--json", "--theme", "drak")
    assert status == 2
    assert json.loads(out)["status"] == 2
    assert "did you mean 'dark'" in json.loads(out)["error"]


def test_list_shows_segments_questions_and_parameters(
    lecture: Callable[..., tuple[int, str, str]],
) -> None:
    status, out, _ = lecture("list")
    assert status == 0
    assert "  1  first-steps: How does one begin?" in out
    assert "steps = 3" in out
    _, out, _ = lecture("list", "--json")
    segments = json.loads(out)["segments"]
    assert [item["slug"] for item in segments] == ["first-steps", "second-look"]
    assert segments[0]["beats"] == ["begin", "end"]


@pytest.mark.parametrize(
    ("segments", "status"),
    [
        ([SegmentOutcome("a", "made"), SegmentOutcome("b", "unchanged")], 0),
        ([SegmentOutcome("a", "made", findings=("beat begin, 1.0 s: text over text",))], 1),
        ([SegmentOutcome("a", "failed", problem="no such field"), SegmentOutcome("b", "made")], 1),
    ],
)
@pytest.mark.parametrize("command", ["render", "check"])
def test_the_exit_status_is_the_outcomes(
    lecture: Callable[..., tuple[int, str, str]],
    monkeypatch: pytest.MonkeyPatch,
    segments: list[SegmentOutcome],
    status: int,
    command: str,
) -> None:
    pipeline(monkeypatch, lambda *_: Outcome(tuple(segments)))
    got, out, _ = lecture(command)
    assert got == status
    for item in segments:
        assert all(f"{item.slug}: {finding}" in out for finding in item.findings)
        assert item.problem in out
    got, out, _ = lecture(command, "--json")
    assert (got, json.loads(out)["status"]) == (status, status)


def test_render_passes_on_what_is_asked(
    lecture: Callable[..., tuple[int, str, str]], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Plan, RenderOptions]] = []

    def build(plan: Plan, options: RenderOptions, _: Reporter) -> Outcome:
        seen.append((plan, options))
        return Outcome(())

    pipeline(monkeypatch, build)
    arguments = ["--only", "second-look,first-steps", "--quality", "draft", "--jobs", "3"]
    assert lecture("render", *arguments, "--theme", "light", "--voice", "silent")[0] == 0
    plan, options = seen[0]
    assert [job.slug for job in plan.jobs] == ["first-steps", "second-look"]
    assert {(job.theme, job.voice, job.quality.name) for job in plan.jobs} == {
        ("light", "silent", "draft")
    }
    assert options.out == project / "media" / "draft"
    assert (options.workers, options.root) == (3, project)
    assert lecture("render", "--out", "elsewhere")[0] == 0
    assert seen[1][1].out == project / "elsewhere"


def test_an_output_folder_that_cannot_be_is_told(
    lecture: Callable[..., tuple[int, str, str]], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline(monkeypatch, lambda *_: pytest.fail("nothing may be built"))
    (project / "taken").write_text("a file")
    status, _, complaint = lecture("render", "--out", "taken")
    assert status == 2
    assert "cannot write to" in complaint


def test_an_interruption_and_a_fault_leave_no_traceback(
    lecture: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any) -> Outcome:
        raise KeyboardInterrupt

    def faulty(*_: Any) -> Outcome:
        raise ZeroDivisionError("division by zero")

    pipeline(monkeypatch, interrupted)
    status, _, complaint = lecture("render")
    assert status == 130
    assert "Traceback" not in complaint
    pipeline(monkeypatch, faulty)
    status, _, complaint = lecture("render")
    assert status == 1
    assert "division by zero" in complaint
    assert "Traceback" not in complaint


def finished(project: Path, slug: str) -> Path:
    """Leave a film and its record as a build would."""
    out = project / "media" / "final"
    out.mkdir(parents=True, exist_ok=True)
    film = out / f"{slug}.mp4"
    film.write_bytes(b"film" * 1000)
    plan = make_plan(Request(), root=project)
    now = inputs_now(plan, root=project, store=project / "media" / ".store")
    (job,) = (job for job in plan.jobs if job.slug == slug)
    record = JobRecord(now[slug], record_outputs(out, [film]), beats=beat_table(job.scene))
    write_record(out, slug, record)
    return film


def test_why(lecture: Callable[..., tuple[int, str, str]], project: Path) -> None:
    assert "there is no finished rendering" in lecture("why", "first-steps")[1]
    film = finished(project, "first-steps")
    assert "up to date" in lecture("why", "first-steps")[1]
    (project / "scenes" / "kit" / "plane.py").write_text("def axes(): return 3\n")
    film.unlink()
    status, out, _ = lecture("why", "first-steps")
    assert status == 0
    assert "scenes/kit/plane.py changed" in out
    assert "first-steps.mp4 is gone" in out
    (told,) = json.loads(lecture("why", "first-steps", "--json")[1])["segments"]
    assert told["current"] is False
    assert "mathcore/arrays.py is gone" in told["reasons"]


def test_why_names_the_beat_that_was_edited(
    lecture: Callable[..., tuple[int, str, str]], project: Path
) -> None:
    finished(project, "first-steps")
    file = project / "scenes" / "s01_first.py"
    file.write_text(file.read_text().replace("And we end.", "So we end."))
    told = lecture("why", "first-steps")[1].splitlines()[1:]
    assert told == ["  scenes/s01_first.py changed", "  words of beat end changed"]


def test_why_and_check_take_a_scene_file_too(
    lecture: Callable[..., tuple[int, str, str]], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "mine.py").write_text("class Mine(Scene): ...\n")
    assert lecture("why", "mine.py")[1].startswith("mine would be rendered again:")
    seen: list[Plan] = []

    def build(plan: Plan, *_: Any) -> Outcome:
        seen.append(plan)
        return Outcome(())

    pipeline(monkeypatch, build)
    assert lecture("check", "mine.py:Mine")[0] == 0
    assert [job.scene.class_name for job in seen[0].jobs] == ["Mine"]
    assert lecture("check", "mine.py", "first-steps")[0] == 2


def test_clean_removes_what_builds_made_and_nothing_else(
    lecture: Callable[..., tuple[int, str, str]], project: Path
) -> None:
    film = finished(project, "first-steps")
    kept = project / "media" / "readme" / "picture.png"
    kept.parent.mkdir()
    kept.write_text("picture")
    with locked(film.parent / FOLDER / "lock"):
        assert lecture("clean")[0] == 2
    assert film.exists()
    assert lecture("clean", "--store")[0] == 0
    assert film.exists()
    status, out, _ = lecture("clean")
    assert status == 0
    assert "freed" in out
    assert [path.name for path in (project / "media").iterdir()] == ["readme"]
    assert lecture("clean")[1] == "Nothing to remove.\n"


def test_doctor_lacks_nothing_here(lecture: Callable[..., tuple[int, str, str]]) -> None:
    status, out, _ = lecture("doctor", "--json")
    checks = {check["name"]: check for check in json.loads(out)["checks"]}
    lacking = {name: check["detail"] for name, check in checks.items() if not check["good"]}
    assert status == int(bool(lacking))
    assert set(lacking) <= {"disk space"}


HEAVY = {"manim", "numpy", "scipy", "sympy", "pydantic", "rich", "av", "onnxruntime"}


@pytest.mark.parametrize("command", ["cli", "commands.render", "commands.why", "studio.needs"])
def test_the_command_starts_without_anything_heavy(command: str) -> None:
    code = f"import sys, scripts.{command}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert HEAVY.isdisjoint(done.stdout.split())
