"""The command ``lecture``: sub-commands, exit statuses, and mistakes said in one sentence.

0 if all succeeded and nothing was found, 1 for findings or a failed segment, 2 for a user's
mistake, 130 if interrupted. Nothing heavy is imported here, so that it starts at once.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from scripts.studio.errors import UserError, nearest, unknown
from scripts.studio.plan import ROOT

COMMANDS = ("render", "watch", "list", "check", "stills", "why", "doctor", "clean")
DEBUG = "LECTURE_DEBUG"
"""Set this variable to see where in the code something went wrong."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command and return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except UserError as error:
        if "--json" in given:
            from scripts.commands.common import print_json

            print_json({"status": 2, "error": str(error)})
        print(f"lecture: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nlecture: interrupted; start it again to go on.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader, `head` for instance, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        what = f"{type(error).__name__}: {error}"
        print(f"lecture: it failed ({what}); set {DEBUG}=1 to see where.", file=sys.stderr)
        return 1


def _run(given: list[str]) -> int:
    parser = _Parser(prog="lecture", description="Make animated, narrated lectures.")
    parser.add_argument("command", metavar="COMMAND", help=", ".join(COMMANDS))
    if not given or given[0] in ("-h", "--help"):
        _print_help(parser)
        return 0 if given else 2
    command, arguments = parse(given)
    status: int = command.run(arguments, ROOT)
    sys.stdout.flush()
    return status


def parse(given: Sequence[str]) -> tuple[ModuleType, argparse.Namespace]:
    """Return the sub-command's module and its options; UserError for what is not understood."""
    name = given[0]
    if name not in COMMANDS:
        kind = "option" if name.startswith("-") else "command"
        raise UserError(unknown(kind, name, ["--help"] if kind == "option" else COMMANDS))
    command = _load(name)
    parser = _Parser(prog=f"lecture {name}", description=command.HELP, allow_abbrev=False)
    command.add_options(parser)
    arguments, rest = parser.parse_known_args(list(given[1:]))
    if rest:
        raise UserError(_unexpected(rest[0], parser))
    return command, arguments


def _load(name: str) -> ModuleType:
    return importlib.import_module(f"scripts.commands.{name}")


def _print_help(parser: argparse.ArgumentParser) -> None:
    print("usage: lecture COMMAND [options]\n\nMake animated, narrated lectures.\n")
    for name in COMMANDS:
        print(f"  {name:8} {_load(name).HELP}")
    print("\n`lecture COMMAND --help` shows the options of one.")


def _unexpected(text: str, parser: argparse.ArgumentParser) -> str:
    if not text.startswith("-"):
        return f"unexpected argument {text!r}"
    options = [name for action in parser._actions for name in action.option_strings]
    option = text.partition("=")[0]
    return unknown("option", option, nearest(option, options) or options)


class _Parser(argparse.ArgumentParser):
    """Raises what argparse would print, so that every mistake is told the same way."""

    def error(self, message: str) -> NoReturn:
        raise UserError(message)


if __name__ == "__main__":
    sys.exit(main())
