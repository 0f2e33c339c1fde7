"""Writes what docs/ says of tables, commands and the Python API, and how a rule is added, from the code: make docs."""

import ast
import inspect
import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from textwrap import dedent
from typing import Any, Literal, get_args, get_origin

import typer
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

import optimizer
from optimizer.batch.reforms import DataChange, Reform
from optimizer.batch.scenarios import Batch, Grid
from optimizer.cli import app
from optimizer.newcomers import Newcomers
from optimizer.tables import OPTIONAL, TABLES
from optimizer.tables.plans import PlanRow, TrainingRow
from optimizer.tables.rowkind import Row
from optimizer.tables.settings import Settings, TierSetting
from optimizer.words import COMPETENCY_LABELS, Word

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
WRITTEN = """*Trang này do `make docs` viết ra từ mã nguồn; không sửa tay. This page is written by `make docs` from the code; do
not edit it.*
"""
TABLES_HEAD = """# Bảng dữ liệu · Tables

{written}
Một bộ dữ liệu là một thư mục có `case.toml` và mỗi bảng một tệp CSV (UTF-8), hoặc một tệp .xlsx mỗi bảng một trang tính.
Tên cột viết theo tiếng Anh, hoặc theo tên tiếng Việt ở cột thứ hai. Cột có giá trị mặc định thì có thể để trống hoặc bỏ đi.
*A case is a folder with `case.toml` and a CSV file (UTF-8) per table, or one .xlsx with a sheet per table. Columns go by their
English name or by the Vietnamese one in the second column. A column with a default may be blank or absent.*

Ngày viết `dd/mm/yyyy` hoặc `yyyy-mm-dd`; có/không viết `có`, `x`, `1` hoặc `không`, `0`. *Days are written `dd/mm/yyyy` or
`yyyy-mm-dd`; yes and no `1`, `x`, `có` or `0`, `không`.*
"""
COLUMNS = (
    "Cột · Column", "Tên tiếng Việt · In Vietnamese", "Ý nghĩa · Meaning", "Giá trị · Values", "Mặc định · Default"
)  # fmt: skip
SCENARIOS_HEAD = """# Tệp kịch bản · Scenario files

{written}
Tệp TOML cho lệnh `optimizer batch`: bộ dữ liệu, các thay đổi có tên, và tổ hợp nào được lập. Ví dụ đọc được:
`data/scenarios/muong_nhe.toml`. *A TOML file for `optimizer batch`: a case, named reforms, and which combinations are planned.
An example worth reading is `data/scenarios/muong_nhe.toml`.* The unchanged case (`as_is`) is always planned first.
"""
CLI_HEAD = """# Lệnh · Commands

{written}
Mỗi lệnh gọi là `optimizer LỆNH …`. *Each is run as `optimizer COMMAND …`.*

{exits}
"""
API_HEAD = """# Python API

{written}
`import optimizer` gives these names and no others. Examples read the shipped case `data/tiny`; the tests run every one of them.
"""
RULE_HEAD = """# Thêm một quy tắc · Add a rule

{written}
**Tóm tắt.** Mỗi quy tắc là một tệp: số hiệu, câu báo vi phạm bằng hai thứ tiếng, định nghĩa (đọc bảng, chậm và rõ), rồi mã hóa
(cùng điều ấy cho bộ giải). Con số pháp lý nằm ở tệp tham số, có căn cứ và độ chắc. Làm theo sáu bước dưới đây.

## The six steps

{steps}

## A rule that is there: C05

The gate of remaining service, as it stands in the code. A reader who knows the law can check `fault` without knowing a solver.

**The numbers**, in `optimizer/law/parameters/rotation.yaml`:

```yaml
{number}```

**The rule** in law, in `optimizer/law/parameters/rules.yaml`:

```yaml
{legal}```

**The file** `optimizer/rules/gates/c05_remaining_service.py`:

```python
{code}```

**Two of its legal cases**, in `tests/law/remaining_service.yaml`, on both sides of the limit:

```yaml
{cases}```
"""
DECISIONS_HEAD = """# Quyết định · Decisions

{written}
Vì sao chương trình được làm như vậy, và điều gì sẽ cho thấy đã chọn sai. *Why things are as they are, and what would show that a
choice was wrong.*
"""


def pages() -> dict[Path, str]:
    """Every generated page of reference by its file."""
    return {
        DOCS / "reference" / "tables.md": tables_page(),
        DOCS / "reference" / "scenarios.md": scenarios_page(),
        DOCS / "reference" / "cli.md": cli_page(),
        DOCS / "reference" / "api.md": api_page(),
        DOCS / "how-to" / "add-a-rule.md": rule_page(),
        DOCS / "decisions" / "index.md": decisions_page(),
    }


def tables_page() -> str:
    """The settings, every table of a case with its columns, and the tables of drafts."""
    parts = [TABLES_HEAD.format(written=WRITTEN), "## case.toml\n", _doc(Settings), _settings(Settings)]
    parts += ["### tiers\n", _doc(TierSetting), _settings(TierSetting)]
    for name, row in TABLES.items():
        parts += [f"## {name}\n", _doc(row), _optional(name), _keys(row), _columns(row)]
    parts.append("## Phương án viết tay · Drafts\n")
    for name, row in (("plan", PlanRow), ("training", TrainingRow)):
        parts += [f"### {name}\n", _doc(row), _keys(row), _columns(row)]
    skills = [(f"`{code}`", vi, en) for code, (vi, en) in COMPETENCY_LABELS.items()]
    parts += ["## Mã năng lực và ngôn ngữ có tên · Codes of skills and languages that have a name\n"]
    parts += ["Mã khác vẫn dùng được và hiện ra nguyên văn. *Other codes work too and are shown as they are.*\n"]
    parts += [_table(("Mã · Code", "Tiếng Việt", "English"), skills)]
    return "\n".join(part for part in parts if part)


def scenarios_page() -> str:
    """Every key of a scenario file, part by part."""
    parts = [SCENARIOS_HEAD.format(written=WRITTEN)]
    names = {
        Batch: "Tệp · The file",
        Grid: "[[grids]]",
        Reform: "[reforms.NAME]",
        DataChange: "data",
        Newcomers: "newcomers",
    }
    for model, name in names.items():
        parts += [f"## {name}\n", _doc(model), _settings(model)]
    return "\n".join(parts)


def _settings(model: type[BaseModel]) -> str:
    """Settings as a table."""
    rows = [
        (f"`{name}`", field.description or "", _values(field), _default(field))
        for name, field in model.model_fields.items()
    ]
    return _table(("Khóa · Key", *COLUMNS[2:]), rows)


def _optional(name: str) -> str:
    """That a table may be absent, if it may."""
    return "Có thể không có bảng này. *The table may be absent.*\n" if name in OPTIONAL else ""


def _keys(row: type[Row]) -> str:
    """What makes a row unique, and what its columns point to."""
    told = [f"Khóa · *key*: {', '.join(f'`{name}`' for name in row.KEY)}."] if row.KEY else []
    told += [f"`{name}` → [{table}](#{table})." for name, table in row.REFERS.items()]
    return " ".join(told) + "\n" if told else ""


def _columns(row: type[Row]) -> str:
    """The columns of a table."""
    rows = [
        (f"`{name}`", _extra(field)["vi"], field.description or "", _values(field), _default(field))
        for name, field in row.model_fields.items()
    ]
    return _table(COLUMNS, rows)


def _extra(field: FieldInfo) -> dict[str, Any]:
    """The Vietnamese header and the unit of a column."""
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}


def _values(field: FieldInfo) -> str:
    """What a column may hold: words, or a sort of value with its unit and range."""
    if get_origin(field.annotation) is dict:
        key = ", ".join(_words(get_args(field.annotation)[0]))
        return " ".join(("bảng khóa = giá trị · keys and values", key)).strip()
    words = [word for kind in _kinds(field.annotation) for word in _words(kind)]
    if words:
        return ", ".join(words)
    sort = {
        int: "số nguyên · whole number",
        float: "số · number",
        bool: "có/không · yes or no",
        str: "chữ · text",
        date: "ngày · day",
    }
    names = [sort.get(kind, kind.__name__) for kind in _kinds(field.annotation)]
    unit = str(_extra(field).get("unit", ""))
    least = next((m.ge for m in field.metadata if hasattr(m, "ge")), None)
    most = next((m.le for m in field.metadata if hasattr(m, "le")), None)
    between = f"{least}–{most}" if most is not None else f"≥ {least}" if least is not None else ""
    return ", ".join(part for part in (names[0], unit, between) if part)


def _kinds(annotation: Any) -> Iterator[type]:
    """The types in an annotation, without None."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        yield from () if annotation is type(None) else (annotation,)
    elif get_origin(annotation) is Literal:
        yield annotation
    else:
        for part in get_args(annotation):
            yield from _kinds(part)


def _words(kind: Any) -> list[str]:
    """The values of a closed list with their Vietnamese label."""
    if get_origin(kind) is Literal:
        return [f"`{value}`" for value in get_args(kind) if value != ""]
    if isinstance(kind, type) and issubclass(kind, Word):
        return [f"`{word}` {word.vi}".strip() for word in kind if word]
    return []


def _default(field: FieldInfo) -> str:
    """What a blank cell means."""
    if field.is_required():
        return "bắt buộc · required"
    value = field.default
    if value in (None, "", (), []) or value == {}:
        return "trống · blank"
    shown = {True: "có · yes", False: "không · no"}.get(value, value) if isinstance(value, bool) else value
    return str(shown.value if isinstance(shown, StrEnum) else shown)


def cli_page() -> str:
    """Every command with its arguments and options."""
    readme = (ROOT / "README.md").read_text("utf-8")
    exits = re.search(r"^Exit codes:.*?(?=\n\n)", readme, re.DOTALL | re.MULTILINE)
    assert exits is not None
    parts = [CLI_HEAD.format(written=WRITTEN, exits=exits[0])]
    commands: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        parts += [f"## {name}\n", f"{command.help}\n", _usage(name, command.params), _options(command.params)]
    return "\n".join(parts)


def _usage(name: str, params: Sequence[Any]) -> str:
    """How a command is called."""
    told = [_argument(param) for param in params if not param.opts[0].startswith("-")]
    return f"```console\n$ optimizer {' '.join([name, *told])} [OPTIONS]\n```\n"


def _argument(param: Any) -> str:
    """An argument as the help writes it."""
    told = str(param.metavar or param.name.upper())
    return told if param.required else f"[{told}]"


def _options(params: Sequence[Any]) -> str:
    """The arguments and options of a command."""
    rows = []
    for param in params:
        option = param.opts[0].startswith("-")
        default = "" if param.default in (None, "", False) or callable(param.default) else str(param.default)
        must = "bắt buộc · required" if param.required else default
        rows.append((f"`{', '.join(param.opts) if option else _argument(param)}`", param.help or "", must))
    return _table(("", "Ý nghĩa · Meaning", "Mặc định · Default"), rows)


def api_page() -> str:
    """Every public name with its signature, what it says of itself, and its example."""
    parts = [API_HEAD.format(written=WRITTEN)]
    for name in optimizer.__all__:
        found = getattr(optimizer, name)
        parts.append(f"## {name}\n")
        parts.append(_class(found) if isinstance(found, type) else _function(found))
    return "\n".join(parts)


def _function(found: Any) -> str:
    """A function: signature, text, example."""
    (definition,) = ast.parse(dedent(inspect.getsource(found))).body
    assert isinstance(definition, ast.FunctionDef)
    definition.body = [ast.Pass()]
    signature = ast.unparse(definition).rsplit("\n", 1)[0].rstrip(":")
    text, _, example = inspect.getdoc(found).partition(">>>")  # type: ignore[union-attr]
    return f"```python\n{signature}\n```\n\n{text.strip()}\n\n```pycon\n>>>{example.rstrip()}\n```\n"


def _class(found: type) -> str:
    """A class: what it says, its fields and what it can do."""
    lines = [f"{inspect.getdoc(found)}\n"]
    fields = getattr(found, "__dataclass_fields__", {})
    if fields:
        lines.append(f"Fields: {', '.join(f'`{name}`' for name in fields)}.\n")
    told = [(name, member) for name, member in vars(found).items() if not name.startswith("_")]
    rows = [(f"`{name}`", _paragraph(member)) for name, member in told if isinstance(member, property)]
    methods = {name: member for name, member in told if inspect.isfunction(member)}
    shown = {name: member for name, member in methods.items() if ">>>" in (member.__doc__ or "")}
    rows += [(f"`{name}()`", _paragraph(member)) for name, member in methods.items() if name not in shown]
    lines += [_table(("Name", "What"), rows)] if rows else []
    lines += [f"### {name}\n\n{_function(member)}" for name, member in shown.items()]
    return "\n".join([*lines, ""])


def rule_page() -> str:
    """How a rule is added: the steps of CONTRIBUTING.md, and one rule with its law and cases."""
    steps = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("# Adding a rule\n")[2].strip()
    steps = re.sub(r"\[([^]]*)\]\(docs/([^)]*)\)", r"[\1](../\2)", steps)
    law = ROOT / "optimizer" / "law" / "parameters"
    cases = (ROOT / "tests" / "law" / "remaining_service.yaml").read_text("utf-8")
    named = yaml.safe_load(cases)
    first = next(n for n, case in enumerate(named) if "waivers" in case)
    return RULE_HEAD.format(
        written=WRITTEN,
        steps=steps,
        number=_entry(law / "rotation.yaml", "remaining_service_min"),
        legal=_entry(law / "rules.yaml", "C05"),
        code=(ROOT / "optimizer" / "rules" / "gates" / "c05_remaining_service.py").read_text("utf-8"),
        cases="".join(f"- name:{part}" for part in cases.split("- name:")[first + 1 : first + 3]),
    )


def decisions_page() -> str:
    """A line per decision."""
    found = sorted((DOCS / "decisions").glob("0*.md"))
    titles = [(path.name, path.read_text("utf-8").partition("\n")[0].removeprefix("# ")) for path in found]
    return "\n".join([DECISIONS_HEAD.format(written=WRITTEN), *(f"- [{title}]({name})" for name, title in titles), ""])


def _entry(path: Path, key: str) -> str:
    """The lines of one entry of a YAML file."""
    found = re.search(rf"^{key}:\n(?:[ ].*\n)+", path.read_text("utf-8"), re.MULTILINE)
    assert found is not None, key
    return found[0]


def _doc(found: type) -> str:
    """The docstring of a class as a paragraph."""
    return f"{_paragraph(found)}\n"


def _paragraph(found: Any) -> str:
    """The docstring of something on one line."""
    return " ".join((inspect.getdoc(found) or "").split())


def _table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table, with an empty line after it."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", r"\|") for cell in line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    for page, text in pages().items():
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, "utf-8")
