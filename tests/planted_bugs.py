"""Plants one bug at a time in a copy of the project and shows that the tests catch it.

Run before a release: make planted. It ends with exit code 1 if a bug survives, or if the place to plant it is gone.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PROOF = ["tests/rules/test_proof.py", "-k"]


class Bug(NamedTuple):
    """A piece of text to replace in a file, and the tests that must then fail."""

    name: str
    file: str
    old: str
    new: str
    tests: list[str]


BUGS = [
    Bug("a number between the sides of a split", "verify/refute.py", "max(low, most + 1)", "max(low, most + 2)",
        ["tests/verify/test_refute.py"]),
    Bug("a branch believed without its rows", "verify/certificate.py", "margin > 0 for margin", "margin > -9 for margin",
        ["tests/verify/test_refute.py"]),
    Bug("a leaf that contradicts nothing let through", "solve/refutation.py", "elif margin <= 0:", "elif margin < -(10**30):",
        ["tests/solve/test_branch.py"]),
    Bug("columns that are counted twice", "solve/counts.py", 'groups["end"] - groups["begin"] > 1', 'groups["end"] > 1',
        ["tests/solve/test_branch.py"]),
    Bug("branches that are left taken for those that are not", "verify/refute.py", "if margin <= 0]", "if margin > 0]",
        ["tests/solve/test_branch.py", "-k", "leave"]),
    Bug("counts bounded as if one branch were left", "verify/refute.py", "least = [min(", "least = [max(",
        ["tests/solve/test_branch.py", "-k", "leave"]),
    Bug("branches grown later narrow earlier tiers", "verify/certificate.py", "refuted is not None and refuted.narrows", "refuted is not None",
        ["tests/solve/test_refine.py"]),
    Bug("nobody hears what HiGHS found", "solve/refine.py", "known.least = min([known.least, *", "_ = min([known.least, *",
        ["tests/solve/test_refine.py"]),
    Bug("a count outside its branch", "solve/branch.py", "of_count[count] = np.clip(of_count[count], *sides)", "pass",
        ["tests/solve/test_branch.py"]),
    Bug("a ray that leans on a free side", "solve/simplex.py", "ray = np.where(np.isfinite(side), ray, 0)", "pass",
        ["tests/solve/test_branch.py"]),
    Bug("any count first", "solve/branch.py", "candidates = first if len(first) else candidates", "pass",
        ["tests/solve/test_branch.py"]),
    Bug("a plan that rounds alike is given up", "solve/branch.py", "bool((np.abs(again.x - x) <= WHOLE).all())",
        "np.array_equal(np.round(again.x), x)", ["tests/solve/test_branch.py"]),
    Bug("an engine waited for", "solve/race.py", "if now > deadline + LATE_SECONDS:", "if not running:",
        ["tests/solve/test_engines.py", "-k", "never_stops"]),
    Bug("a loose bound", "rules/bonds/c22_outsiders.py",
        'desk.at_most(self.id, there[counted], ["unit_id", "t"], limit, inherit=True)',
        'desk.at_most(self.id, there[counted], ["unit_id", "t"], limit + 1, inherit=True)', ["tests/rules/bonds/test_limits.py", "-k", "C22"]),
    Bug("a strict check", "rules/gates/c05_remaining_service.py",
        'stints["service_left"] >= needed', 'stints["service_left"] > needed', [*PROOF, "C05"]),
    Bug("heads counted for moves", "rules/bonds/absence.py",
        "away[cadre][t] += change", "away[cadre][t] = max(change, 0)", [*PROOF, "alone and C20"]),
    Bug("the wrong comparison", "rules/gates/c12_grades.py", ">= years", "> years", [*PROOF, "C12"]),
    Bug("one side of a pair only", "rules/bonds/c14_kin.py",
        'sides = pd.concat([pairs.assign(cadre_id=pairs["first"]), pairs.assign(cadre_id=pairs["second"])])',
        'sides = pairs.assign(cadre_id=pairs["first"])', [*PROOF, "alone and C14"]),
    Bug("minimised for maximised", "rules/goals/fit.py", "points.to_numpy())", "-points.to_numpy())",
        ["tests/rules/goals/test_fit_and_team.py"]),
    Bug("a rule dropped from the catalogue", "rules/__init__.py", "    HomeCommune(),\n", "", ["tests/test_catalogue.py"]),
    Bug("a weak at_least", "program.py",
        "bound = groups.limit(limit) - groups.constants\n        self._write(rule, groups, bound, np.full(len(bound), FREE))",
        "bound = groups.limit(limit) - groups.constants - 1\n        self._write(rule, groups, bound, np.full(len(bound), FREE))",
        [*PROOF, "alone and D01"]),
    Bug("waivers ignored", "model.py", "& ~_waived(case, gate.id, candidates)", "", [*PROOF, "C09"]),
    Bug("a course that ends too late counts", "rules/gates/c09_political_theory.py",
        'met["ends"] <= met["latest"]', 'met["ends"] >= met["latest"]', [*PROOF, "courses"]),
    Bug("a useful column closed", "verify/bound.py", "self.extra > room", "self.extra >= room - (64 << self.scale)",
        ["tests/solve/test_bound.py", "-k", "closing"]),
    Bug("a waiver that frees too little", "explain/switches.py", "[-above[over], below[under]]", "[-above[over] + 1, below[under]]",
        ["tests/explain/test_waivers_by_hand.py"]),
    Bug("landings without rotations for sale", "explain/waivable.py", "    tie_landings(options, desk)\n    there", "    there",
        ["tests/explain/test_waivers.py", "-k", "not_sent"]),
    Bug("seconds taken for days", "synth/people.py", '.to_numpy().astype("datetime64[D]")', ".to_numpy()",
        ["tests/synth/test_marginals.py", "-k", "family"]),
    Bug("draws in the order of a set", "synth/draw.py", "sorted(set(keys))", "set(keys)",
        ["tests/synth/test_synth.py", "-k", "bytes"]),
    Bug("a sent cadre left in his post", "synth/careers.py",
        'seats["post_id"].mask(seats["cadre_id"].isin(lent["cadre_id"]), "")', 'seats["post_id"]',
        ["tests/synth/test_synth.py", "-k", "running"]),
    Bug("the most refusing gate forgotten", "model.py", "-int(refused(case, gate, sample).sum()))",
        "-int(refused(case, gate, sample).sum()))[1:]", ["tests/test_model.py"]),
    Bug("a soft rule charged elsewhere", "model.py", "charge[at[kept_out]] +=", "charge[np.flatnonzero(kept_out)] +=", ["tests/test_model.py"]),
    Bug("no landing mends a rotation", "solve/greedy.py", "not landed[broken].all()", "len(broken)", ["tests/solve/test_greedy.py"]),
    Bug("a bid beyond its share", "national_planning.py", "begin=bidden.plan if kept else None", "begin=bidden.plan",
        ["tests/test_nation.py"]),
    Bug("a province left without cadres", "solve/sharing.py", "np.floor(at_province @ use + NEXT_TO_NOTHING)", "0 * (at_province @ use)",
        ["tests/solve/test_sharing.py"]),
    Bug("links that cost nothing", "verify/prices.py", "((points << scale) + paid)", "((points << scale) + 0 * paid)",
        ["tests/verify/test_prices.py"]),
    Bug("all there is of the links for nothing", "verify/prices.py", "- int(np.dot(prices.whole", "- 0 * int(np.dot(prices.whole",
        ["tests/verify/test_prices.py"]),
    Bug("priced points rounded up", "verify/prices.py", "np.array(((points << scale) + paid) >>", "-np.array(-((points << scale) + paid) >>",
        ["tests/verify/test_prices.py"]),
    Bug("a price below nothing", "verify/prices.py", "(numerators < 0).any() or ", "",
        ["tests/verify/test_prices.py"]),
    Bug("a link beyond which blocks may go for nothing", "solve/blocks.py", "best + self.step, self.step - best", "0 * best, self.step - best",
        ["tests/solve/test_blocks.py"]),
    Bug("branches at the prices forgotten", "solve/nation.py", "if lp.bound.value < wanted:", "if False:",
        ["tests/solve/test_nation.py"]),
    Bug("a proof that claims the known value", "solve/nation.py", "return Proof(shown.least,", "return Proof(known,",
        ["tests/solve/test_nation.py"]),
    Bug("a bound at prices that nobody shows", "nation_jobs.py", "    reasons += _at_prices(run / folder", "    _at_prices(run / folder",
        ["tests/test_nation.py", "-k", "claims_more"]),
    Bug("more money than there is", "solve/sharing.py", "else max(left, -given[folder])", "else 0",
        ["tests/solve/test_sharing.py"]),
    Bug("a province that keeps to no share", "verify/nation.py", "if vnd > share.money[year]]", "if vnd > 2 * share.money[year]]",
        ["tests/test_nation.py", "tests/verify/test_nation.py"]),
    Bug("a national cap that caps nothing", "synth/nation.py", 'budgets * figure("national_budget_share") // 1000', "budgets",
        ["tests/synth/test_nation.py"]),
    Bug("a regime taken as if on the wrong day", "law/__init__.py",
        "min(max(day, valid.first), valid.last or date.max)", "max(day, valid.first)", ["tests/law/test_law.py"]),
    Bug("a trace that switches nothing", "explain/flips.py", "**{key: theirs[key] for key in keys}", "**{}",
        ["tests/explain/test_flips.py", "-k", "outstanding"]),
    Bug("a trace that is not tried", "explain/flips.py", "if passes else None", "if True else None",
        ["tests/explain/test_flips.py", "-k", "reckoned or causes"]),
    Bug("a merged post held by the wrong person", "mergers.py", "ascending=[False, True]", "ascending=[True, True]",
        ["tests/test_mergers.py", "-k", "held_longest"]),
    Bug("parts of a tier taken on trust", "verify/claims.py", "if Counter(map(_key, share.own)) != Counter(own) or", "if",
        ["tests/verify/test_claims.py", "-k", "changed"]),
    Bug("a chain that nobody looks at", "verify/claims.py", "!= apart or len(claim.moves) != len(apart)", "!= apart and not apart",
        ["tests/verify/test_claims.py", "-k", "chain"]),
    Bug("rules of the exchange taken on trust", "verify/claims.py", "if not _same(claim.rules, rules_hit(", "if not claim.rules and not _same(claim.rules, rules_hit(",
        ["tests/verify/test_claims.py", "-k", "left_out"]),
    Bug("a price that forgets the tolerance", "explain/forced.py", "rung.least(tier, value) + tier.tolerance\n", "rung.least(tier, value)\n",
        ["tests/explain/test_forced.py", "-k", "tolerance"]),
    Bug("nobody forced", "explain/forced.py", 'with_row("forced", unit, 1, FREE)', 'with_row("forced", unit, 0, FREE)',
        ["tests/explain/test_forced.py", "-k", "compete"]),
    Bug("a bound told too high", "explain/shortlist.py", "-(-int(value) >> step.bound.scale)", "1 - (-int(value) >> step.bound.scale)",
        ["tests/explain/test_shortlist.py"]),
    Bug("a second engine that is not asked", "explain/audit.py", "{Status.IMPOSSIBLE: True, Status.UNKNOWN: None}.get(answer.status, False)", "True",
        ["tests/verify/test_claims.py", "-k", "refuted"]),
    Bug("a point of the front stepped over", "explain/front.py", "values[self.of] < self.least", "values[self.of] <= self.least + 9000",
        ["tests/explain/test_pareto.py", "-k", "ruled_out or listed_one_by_one"]),
    Bug("only one half of a point", "explain/pareto.py", "enumerate((of, 1 - of))", "enumerate((of,))",
        ["tests/explain/test_pareto.py", "-k", "listed_one_by_one"]),
    Bug("a ceiling a step too low", "explain/objectives.py", "return (value - self.constant) // self.unit", "return (value - self.constant) // self.unit - 1",
        ["tests/explain/test_pareto.py", "-k", "listed_one_by_one"]),
    Bug("courses that cost nothing", "rules/objectives.py", "desk.points(self.id, taught", "desk.points('', taught",
        ["tests/explain/test_objectives.py", "-k", "encoding"]),
    Bug("the other goals doubled", "explain/aims.py", "if (other == goal) != halved", "if (other == goal) == halved",
        ["tests/explain/test_target_audit.py", "-k", "to_the_unit"]),
    Bug("the youngest in service first", "explain/aims.py", "days.max(initial=0) - days", "days - days.min(initial=0)",
        ["tests/explain/test_target_audit.py", "-k", "longest"]),
    Bug("a plan by other goals taken on trust", "explain/target_audit.py", "    if breaches:\n", "    if breaches and not breaches:\n",
        ["tests/explain/test_target_audit.py", "-k", "breaks_a_rule"]),
    Bug("a run judged again on its old units", "jobs.py", 'map_units=manifest["units_mapped"]', "map_units=False",
        ["tests/test_regimes.py", "-k", "verified_again"]),
    Bug("what is needed may be left out", "explain/inverse.py", "    if not fields[0].needed:", "    if True:",
        ["tests/explain/test_inverse.py", "-k", "sets"]),
    Bug("a draw taken for a loss", "explain/standing.py", "step.bound, step.least + room)[his]", "step.bound, step.least - 1)[his]",
        ["tests/explain/test_inverse.py", "-k", "draw"]),
    Bug("an equal price taken for a loss", "explain/standing.py", "step.tier.sense * (step.kept - price.bound) > room",
        "step.tier.sense * (step.kept - price.bound) >= room", ["tests/explain/test_inverse.py", "-k", "draw_is_no_proof"]),
    Bug("altered columns forgotten", "explain/carried.py", "least - 1)[apart].any()", "least - 1)[apart & False].any()",
        ["tests/explain/test_dependence.py", "-k", "listed"]),
    Bug("money taken for given", "explain/worths.py", "int(row.amount_vnd) + thing.step)", "int(row.amount_vnd) - thing.step)",
        ["tests/explain/test_worths.py", "-k", "enumeration"]),
]  # fmt: skip


def main() -> int:
    """Plant each bug, run its tests, tell what happened."""
    survivors = []
    for bug in BUGS:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "runs", "__pycache__"))
            file = copy / "optimizer" / bug.file
            text = file.read_text(encoding="utf-8")
            caught = bug.old in text
            if caught:
                file.write_text(text.replace(bug.old, bug.new, 1), encoding="utf-8")
                command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *bug.tests]
                caught = subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode == 1
            sys.stdout.write(f"{'caught' if caught else 'SURVIVED'}: {bug.name}\n")
            survivors += [] if caught else [bug.name]
    sys.stdout.write(f"{len(BUGS) - len(survivors)} of {len(BUGS)} caught\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
