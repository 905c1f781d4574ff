"""``roterfaden law``: the law by date, looked up and applied, without any database."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

if TYPE_CHECKING:
    from roterfaden.law.applying import Answer
    from roterfaden.law.errors import LawError
    from roterfaden.law.registry import RuleVersion

REFUSED = 2

_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form der Antwort: für Menschen oder für Programme.",
)


@click.group()
def law() -> None:
    """Das Recht nach Datum: Fristen, Minderungen und was an einem Tag gilt."""


@law.command("list", short_help="Zeigt alle Regeln und ihre Angaben.")
@click.option("--on", "day", metavar="JJJJ-MM-TT", help="Nur, was an diesem Tag gilt.")
@_FORM
def list_(day: str | None, *, form: str) -> None:
    """Zeigt alle Regeln: was sie beantworten, von wann bis wann, mit welchen Angaben."""
    from roterfaden.law.registry import rules

    shown = _versions(_day(day, form) if day else None)
    if form == "json":
        click.echo(json.dumps([_described(*each) for each in shown], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(_in_words(*each) for each in shown))
        click.echo(f"\n{len(shown)} von {len(rules().names())} Regeln.")


@law.command(short_help="Wendet eine Regel an.")
@click.argument("rule", metavar="REGEL")
@click.argument("inputs", metavar="ANGABE=WERT …", nargs=-1)
@_FORM
def apply(rule: str, inputs: tuple[str, ...], *, form: str) -> None:
    """Wendet eine Regel an. Welche Fassung gilt, entscheidet das Datum des Ereignisses.

    \b
    Beispiele:
      roterfaden law apply notification posted_on=2026-12-22 channel=post
      roterfaden law apply deadline-end notified_on=2026-12-11 days=14 land=NW --format json

    Mit --format json kommt ein Objekt: rule, regime, status (T im Gesetz gelesen, S aus zweiter
    Hand, I unsere Auslegung, C legt das Jobcenter fest), die Ergebnisse, reasons und references.
    Tage stehen als JJJJ-MM-TT. Die Software rechnet; jeden Schritt entscheidet ein Mensch.

    Ende mit 0: beantwortet. 2: Regel oder Angabe gibt es nicht, fehlt oder ist unmöglich, oder an
    diesem Tag gilt keine Regel.
    """
    from roterfaden.law.applying import apply_texts
    from roterfaden.law.errors import LawError

    try:
        answer = apply_texts(rule, _pairs(inputs))
    except LawError as error:
        _refuse(error, form=form)
    if form == "json":
        click.echo(json.dumps(answer.as_data(), ensure_ascii=False, indent=2))
    else:
        click.echo(_answer_in_words(answer))


def _pairs(inputs: tuple[str, ...]) -> dict[str, str]:
    from roterfaden.law.errors import WrongInput, WrongInputs

    pairs: dict[str, str] = {}
    for each in inputs:
        key, equals, text = each.partition("=")
        if not equals or key in pairs:
            what = "steht zweimal da." if equals else "hat kein Gleichheitszeichen."
            error = WrongInput(key, f"Die Angabe „{key}“ {what}", "Schreiben Sie: ANGABE=WERT.")
            raise WrongInputs((error,))
        pairs[key] = text
    return pairs


def _day(text: str, form: str) -> date:
    from roterfaden.law.errors import WrongInput
    from roterfaden.law.inputs import Input, Kind

    try:
        return cast(date, Input(name="--on", kind=Kind.DATE, label="Tag").read(text))
    except WrongInput as error:
        _refuse(error, form=form)


def _versions(day: date | None) -> "list[tuple[RuleVersion, ...]]":
    from roterfaden.law.registry import rules

    all_of = [rules().versions(name) for name in rules().names()]
    if day is None:
        return all_of
    chosen = [tuple(each for each in versions if day in each.validity) for versions in all_of]
    return [versions for versions in chosen if versions]


def _described(*versions: "RuleVersion") -> dict[str, Any]:
    last = versions[-1]
    return {
        "rule": last.name,
        "title": last.title,
        "question": last.question,
        "hangs_on": last.hangs_on,
        "inputs": [
            {
                "name": each.name,
                "kind": str(each.kind),
                "required": each.required,
                "one_of": bool(each.one_of),
                "label": each.label,
                "help": each.help,
                "choices": [choice.code for choice in each.choices],
            }
            for each in last.inputs
        ],
        "outputs": [
            {"name": key, "label": last.answers.field_labels[key]}
            for key, _field in last.answers.output_fields()
        ],
        "versions": [
            {
                "in_force_from": each.validity.starts_on.isoformat(),
                "in_force_until": each.validity.ends_on and each.validity.ends_on.isoformat(),
                "status": str(each.status),
                "references": list(each.norms),
            }
            for each in versions
        ],
    }


def _in_words(*versions: "RuleVersion") -> str:
    last = versions[-1]
    needed = [each.name if each.required else f"[{each.name}]" for each in last.inputs]
    lines = [f"{last.name}: {last.question}", f"  Angaben: {' '.join(needed)}"]
    for each in versions:
        norms = ", ".join(each.norms)
        lines.append(f"  {each.validity}: {norms} ({each.status.meaning})")
    return "\n".join(lines)


def _answer_in_words(answer: "Answer") -> str:
    result = answer.result
    rows = [f"{answer.version.title} ({result.regime.title})"]
    for _key, label, value, status in answer.outputs():
        weaker = f" ({status.meaning})" if status != result.status else ""
        rows.append(f"  {label}: {answer.said(value)}{weaker}")
    rows += ["", *(f"{number}. {reason}" for number, reason in enumerate(result.reasons, 1))]
    norms = ", ".join(reference.norm for reference in result.references)
    return "\n".join([*rows, "", f"Normen: {norms}", f"Stand: {result.status.meaning}."])


def _refuse(error: "LawError", *, form: str) -> NoReturn:
    errors = getattr(error, "errors", (error,))
    way_out = "`roterfaden law list` zeigt alle Regeln mit ihren Angaben."
    for each in errors:
        facts = {
            "error": type(each).__name__,
            "input": getattr(each, "input", None),
            "reason": each.message,
            "remedy": each.way_out or way_out,
        }
        if form == "json":
            click.echo(json.dumps(facts, ensure_ascii=False), err=True)
        else:
            click.echo(f"Fehler: {facts['reason']}\nAbhilfe: {facts['remedy']}", err=True)
    raise click.exceptions.Exit(REFUSED)
