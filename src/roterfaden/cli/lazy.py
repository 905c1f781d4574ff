"""A group of commands that are imported when called, with help in German."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import click

_WORDS = {
    "Usage: ": "Aufruf: ",
    "Options": "Optionen",
    "Commands": "Befehle",
    "Arguments": "Angaben",
    "Show this message and exit.": "Zeigt diese Hilfe.",
    "Show the version and exit.": "Zeigt die Version.",
    "[required]": "[nötig]",
    "required]": "nötig]",
    "[default: ": "[Vorgabe: ",
    "; default: ": "; Vorgabe: ",
}


def _german(text: str) -> str:
    for english, german in _WORDS.items():
        text = text.replace(english, german)
    return text


class GermanFormatter(click.HelpFormatter):
    """Click's help with its few fixed words in German."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        usage = args.replace("[OPTIONS]", "[OPTIONEN]").replace("COMMAND [ARGS]...", "BEFEHL …")
        super().write_usage(prog, usage, _WORDS["Usage: "])

    def write_heading(self, heading: str) -> None:
        super().write_heading(_german(heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        german = [(name, _german(about)) for name, about in rows]
        super().write_dl(german, col_max=col_max, col_spacing=col_spacing)


click.Context.formatter_class = GermanFormatter


class LazyGroup(click.Group):
    """Knows its commands by ``name: ("module:attribute", short help)`` until one is called."""

    def __init__(self, *args: Any, commands_at: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands_at:
            return None
        module, attribute = self.commands_at[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in self.commands_at.items()])
