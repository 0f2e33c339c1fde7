"""Mutation testing: one small fault at a time in the rules and the verifier, and the tests that must notice it.

Run: make mutation (about ten minutes), or python tests/mutation.py c05 for the files whose path holds c05. A mutant is
put into the loaded program of a forked child, which runs the tests of the rule (TESTS) until one fails.
Exit code 1 if a mutant survives that docs/mutation.md does not justify.
"""

import ast
import copy
import functools
import importlib
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parents[1]
GOALS, BONDS, VERIFY = "tests/rules/goals/", "tests/rules/bonds/", "tests/verify/"
MODES = "tests/rules/test_modes.py::"
TESTS = {  # what is mutated, by the start of its path: the tests to run, by the start of their names
    "rules/gates/": ["tests/law/test_cases.py", "tests/rules/test_gates.py", "tests/rules/test_proof.py::test_a_gate_"],
    "rules/bonds/absence": [BONDS + "test_c20"],
    "rules/bonds/home_places": [BONDS + "test_c19"],
    "rules/bonds/kinship": [BONDS + "test_c14"],
    "rules/bonds/landing_slots": [BONDS + "test_c19"],
    "rules/bonds/structure_bands": [BONDS + "test_c27"],
    "rules/bonds/": [BONDS + "test_{id}_", BONDS + "test_limits"],
    "rules/goals/burden": [GOALS + "test_burden"],
    "rules/goals/calm": [GOALS + "test_calm"],
    "rules/goals/career": [GOALS + "test_burden", MODES + "test_what_was_borne_"],
    "rules/goals/fit": [GOALS + "test_fit_and_team", MODES + "test_a_goal_"],
    "rules/goals/fill": [GOALS + "test_fill"],
    "rules/goals/gap_index": [GOALS + "test_gap_index"],
    "rules/goals/prospects": [GOALS + "test_growth", MODES + "test_a_missing_review_"],
    "rules/goals/worst_": [GOALS + "test_gap_index"],
    "rules/goals/": [GOALS],
    "rules/objectives": ["tests/explain/test_objectives"],
    "verify/bound": [VERIFY + "test_bound"],
    "verify/certificate": [VERIFY + "test_bound", VERIFY + "test_refute"],
    "verify/prices": [VERIFY + "test_prices"],
    "verify/refute": [VERIFY + "test_refute"],
    "verify/claim": [VERIFY + "test_claim"],
    "verify/edits": [VERIFY + "test_witnesses.py::test_edits", VERIFY + "test_witnesses"],
    "verify/witnesses": [VERIFY + "test_witnesses", VERIFY + "test_claim"],
    "verify/nation": [VERIFY + "test_nation", "tests/test_nation.py::test_the_linking"],
    "": [VERIFY + "test_draft", VERIFY + "test_plan_contents", "tests/test_catalogue.py", "tests/rules/test_modes.py"],
}
OF_A_RULE = ("tests/rules/test_proof.py", BONDS + "test_limits.py")
TIMEOUT, WORKERS = 30, 2  # seconds of the processor beyond thrice what the tests took; children at a time
ENDS = ["SURVIVED", "killed", "BROKEN"]
JUSTIFIED = set((ROOT / "docs" / "mutation.md").read_text("utf-8").splitlines())
OPPOSITE: dict[type, list[type]] = {
    ast.Lt: [ast.LtE, ast.GtE], ast.LtE: [ast.Lt, ast.Gt], ast.Gt: [ast.GtE, ast.LtE], ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq], ast.In: [ast.NotIn], ast.NotIn: [ast.In], ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is], ast.And: [ast.Or], ast.Or: [ast.And], ast.BitAnd: [ast.BitOr], ast.BitOr: [ast.BitAnd],
    ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.FloorDiv], ast.FloorDiv: [ast.Mult],
}  # fmt: skip
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "at_most": "at_least",
           "at_least": "at_most", "lower": "upper"}  # fmt: skip
MASKS = {"isin", "isna", "notna", "between"}
UNMUTATED = {  # keywords that decide nothing
    "frozen=True",  # guards against a change that nobody makes, and cannot be taken from a class that exists
    "strict=True",  # guards against lists of unequal length; strict=False decides, and is mutated
    "ignore_index=True",  # tidies labels of rows that nobody reads
    "drop=True",  # the same
    "maxsize=4",  # how many cases are kept in mind
    "maxsize=16",  # the same
}


class Mutant(NamedTuple):
    """A file, a line of it, what was changed in which statement, and the changed file."""

    path: Path
    line: int
    change: str
    tree: ast.Module


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """Every fault of one node: comparisons, sums, constants, masks, calls that matter."""
    match node:
        case ast.Compare():
            for n, op in enumerate(node.ops):
                for other in OPPOSITE.get(type(op), []):
                    yield ast.Compare(node.left, [*node.ops[:n], other(), *node.ops[n + 1 :]], node.comparators)
        case ast.BinOp() | ast.BoolOp() | ast.AugAssign():
            for other in OPPOSITE.get(type(node.op), []):
                yield _with(node, op=other())
        case ast.UnaryOp(op=ast.Not() | ast.Invert() | ast.USub()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield ast.Constant(node.value + 1)
            yield ast.Constant(node.value - 1)
        case ast.Name() if node.id in SWAPPED:
            yield _with(node, id=SWAPPED[node.id])
        case ast.Attribute() if node.attr in SWAPPED:
            yield _with(node, attr=SWAPPED[node.attr])
        case ast.Call(func=ast.Attribute()) if node.func.attr in MASKS:
            yield ast.UnaryOp(ast.Not() if node.func.attr == "isna" and node.args else ast.Invert(), node)
        case ast.IfExp():
            yield node.body
            yield node.orelse
        case ast.comprehension() if node.ifs:
            yield _with(node, ifs=[])
        case ast.If():
            yield _with(node, test=ast.Constant(True))
            yield _with(node, test=ast.Constant(False))


def _with(node: ast.AST, **changed: Any) -> ast.AST:
    """The same node with other fields."""
    return type(node)(**{**dict(ast.iter_fields(node)), **changed})


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file."""
    name, source = path.relative_to(ROOT / "optimizer").as_posix(), path.read_text("utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    for trail, node, statement in _sites(tree, (), None):
        others = list(variants(node))
        if isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)):
            others.append(ast.Pass())
        for other in others:
            changed = copy.deepcopy(tree)
            *way, (field, at) = trail
            holder: Any = changed
            for step, n in way:
                holder = getattr(holder, step) if n is None else getattr(holder, step)[n]
            if at is None:
                setattr(holder, field, other)
            else:
                getattr(holder, field)[at] = other
            change = f"{name}: {_text(node)}  →  {_text(other)}  in  {lines[statement.lineno - 1].strip()}"
            yield Mutant(path, statement.lineno, change, ast.fix_missing_locations(changed))


def _sites(node: ast.AST, trail: tuple[Any, ...], statement: Any) -> Iterator[tuple[tuple[Any, ...], ast.AST, Any]]:
    """Every node that may be changed, the way to it, and the statement it stands in."""
    statement = node if isinstance(node, ast.stmt) else statement
    if trail:
        yield trail, node, statement
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "type_params") or _is_text(node):
            continue
        for n, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            tidy = isinstance(child, ast.keyword) and ast.unparse(child) in UNMUTATED
            if isinstance(child, ast.AST) and not tidy:
                yield from _sites(child, (*trail, (field, n)), statement)


def _is_text(node: ast.AST) -> bool:
    """True for the sentences of a breach, imports, and what only types read."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id == "says" or ast.unparse(node.annotation) == "TypeAlias"
    return isinstance(node, ast.Import | ast.ImportFrom) or (
        isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Counter"
    )


def _text(node: ast.AST) -> str:
    """A node in one line."""
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    return " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())


def plant(mutant: Mutant) -> None:
    """The loaded program has the mutant: functions get its code, classes and modules its values."""
    name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    module, fresh = importlib.import_module(name), ModuleType(name)
    exec(compile(mutant.tree, str(mutant.path), "exec"), fresh.__dict__)
    _graft(module, vars(fresh))
    for loaded in [module for name, module in sys.modules.items() if name.startswith("optimizer")]:
        for value in vars(loaded).values():
            getattr(value, "cache_clear", lambda: None)()  # what was kept is of the program without the mutant


def _graft(owner: Any, fresh: Any) -> None:
    """Put new code and new values into an old module or class."""
    for name, value in list(fresh.items()):
        old, new = (_function(found) for found in (vars(owner).get(name), value))
        if isinstance(old, FunctionType) and old.__module__ == getattr(owner, "__module__", owner.__name__):
            old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
        elif isinstance(old, type) and old.__module__ == owner.__name__:
            _graft(old, vars(new))
        elif isinstance(new, int | tuple) and not name.startswith("__"):
            setattr(owner, name, new)


def _function(found: Any) -> Any:
    """The function in a property or a cache; anything else as it is."""
    return getattr(found, "fget", getattr(found, "__wrapped__", found))


class Trial:
    """A pytest plugin: it runs the tests once, notes the lines that each reaches, then tries the mutants."""

    def __init__(self, wanted: list[str]) -> None:
        """`wanted`: parts of paths; nothing means all."""
        found = [p for folder in ("rules", "verify") for p in sorted((ROOT / "optimizer" / folder).rglob("*.py"))]
        self.files = [p for p in found if not wanted or any(w in str(p) for w in wanted)]
        self.took: dict[int, float] = {}
        self.killers: dict[Path, list[int]] = defaultdict(list)
        self.ended: list[tuple[Mutant, str]] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Everything happens between collection and report."""
        assert not session.testsfailed, "some tests cannot be collected"
        self.items = session.items
        remember_worlds()
        for number in sorted({n for path in self.files for n in self.tests_of(path)}):
            began = time.monotonic()
            assert not fails(self.items[number]), self.items[number].nodeid
            self.took[number] = time.monotonic() - began
        tell(f"{len(self.took)} tests, {sum(self.took.values()):.0f} s")
        self.try_all([m for path in self.files for m in mutants(path)])
        return True

    def tests_of(self, path: Path) -> set[int]:
        """Numbers of the tests that judge a file; of the proof and of the limits those of its own rule."""
        name, rule = path.relative_to(ROOT / "optimizer").as_posix(), path.stem.split("_")[0]
        starts = tuple(s.format(id=rule) for s in next(of for start, of in TESTS.items() if name.startswith(start)))
        ids = {n: item.nodeid for n, item in enumerate(self.items) if item.nodeid.startswith(starts)}
        return {n for n, i in ids.items() if not i.startswith(OF_A_RULE) or i.endswith(f"[{rule.upper()}]")}

    def try_all(self, left: list[Mutant]) -> None:
        """Children at work until no mutant is left."""
        at_work: dict[int, tuple[Mutant, int]] = {}
        while left or at_work:
            if left and len(at_work) < WORKERS:
                mutant = left.pop(0)
                read, write = os.pipe()
                child = os.fork()
                if not child:
                    self.be_judged(mutant, write)
                os.close(write)
                at_work[child] = mutant, read
            else:
                child, status = os.wait()
                mutant, read = at_work.pop(child)
                killer = os.read(read, 20)
                os.close(read)
                if killer:
                    self.killers[mutant.path].insert(0, int(killer))
                self.note(mutant, "timeout" if os.WIFSIGNALED(status) else ENDS[os.WEXITSTATUS(status)])

    def be_judged(self, mutant: Mutant, write: int) -> None:
        """The child: exit code 1 when a test fails, 0 when none does, 2 when the mutant cannot be planted."""
        signal.setitimer(signal.ITIMER_PROF, TIMEOUT + 3 * sum(map(self.took.__getitem__, self.tests_of(mutant.path))))
        end = 2
        try:
            plant(mutant)
            killer = next((n for n in self.in_order(mutant.path) if fails(self.items[n])), None)
            os.write(write, b"" if killer is None else str(killer).encode())
            end = int(killer is not None)
        finally:
            os._exit(end)

    def in_order(self, path: Path) -> list[int]:
        """The tests of a file: those first that have lately killed a mutant of it, then the quick ones."""
        tests = self.tests_of(path)
        return [*dict.fromkeys(self.killers[path]), *sorted(tests - {*self.killers[path]}, key=self.took.__getitem__)]

    def note(self, mutant: Mutant, end: str) -> None:
        """One line for a mutant that is not simply killed; what the docs justify is called equivalent."""
        end = "equivalent" if end == "SURVIVED" and mutant.change in JUSTIFIED else end
        self.ended.append((mutant, end))
        if end != "killed":
            tell(f"{end} line {mutant.line} of {mutant.change}")


def tell(line: str) -> None:
    """A line on the real output, at once."""
    sys.__stdout__.write(line + "\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


def fails(item: pytest.Item) -> bool:
    """True when a test does not pass."""
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def remember_worlds() -> None:
    """Cases and candidate stints, which no rule makes, are made once for all mutants."""

    def once(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
        made: dict[int, tuple[Any, Any]] = {}

        @functools.wraps(make)
        def remembered(of: Any) -> Any:
            if id(of) not in made:
                made[id(of)] = of, make(of)
            return made[id(of)][1]

        return remembered

    law, tables = (importlib.import_module(name) for name in ("tests.law.test_cases", "tests.rules.tables"))
    law.built, law.stints = once(law.built), once(law.stints)  # type: ignore[attr-defined]
    tables.stints = law.stints  # type: ignore[attr-defined]


def main(wanted: list[str]) -> int:
    """Try the mutants, then tell the score of each folder; equivalent mutants count as survivors in it."""
    trial = Trial(wanted)
    pytest.main(
        ["-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist", "-s", "tests"], plugins=[trial]
    )
    score: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant, end in trial.ended:
        score[mutant.path.parent.relative_to(ROOT).as_posix()][end] += 1
    for folder, ends in sorted(score.items()):
        caught = 100 * (ends["killed"] + ends["timeout"]) / ends.total()
        tell(f"{folder}: {ends.total()} mutants, {dict(ends)}, {caught:.1f} % caught")
    return 1 if any(end in ("SURVIVED", "BROKEN") for _, end in trial.ended) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
