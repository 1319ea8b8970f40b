"""The command line: one module a command, found by itself; each parses, calls and prints.

Exit codes: 0 all went well; 1 some inputs failed (the report names them); 2 wrong usage or
data; 3 nothing could be processed; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import click

from kg.cli.exits import INTERRUPTED, WRONG_USAGE
from kg.errors import KgError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kg")
def cli() -> None:
    r"""Who said what in Indonesian news: quotations, speakers and a knowledge graph.

    \b
    Examples:
      kg build articles/ -o output/        read, extract, resolve, draw
      kg extract article.txt -o out.jsonl  stop after the annotations
      kg quotes output/ --speaker "Ratna"  ask the graph
    """


def _register() -> None:
    for found in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{found.name}")
        if hasattr(module, "command"):
            cli.add_command(module.command)
    _keep_lines(cli)


def _keep_lines(command: click.Command) -> None:
    r"""Make the sign before the examples one that click knows; in a raw docstring it is ``\b``."""
    command.help = (command.help or "").replace(r"\b", "\b")
    for part in command.commands.values() if isinstance(command, click.Group) else ():
        _keep_lines(part)


def main() -> None:
    """Run the command line and exit."""
    _register()
    stdout = sys.stdout
    try:
        sys.exit(cli.main(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USAGE)
    except KgError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(WRONG_USAGE)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped.", err=True)
        sys.exit(INTERRUPTED)
    except SystemExit as stop:
        # Where the reader has gone (`kg quotes … | head`) click swaps the stream and exits with 1.
        sys.exit(stop.code if sys.stdout is stdout else 0)
