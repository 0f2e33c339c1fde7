"""An explanation judged again: from tables alone, and, where asked for, its prices by a second engine (F43)."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from optimizer.commands.asked import show
from optimizer.commands.exits import Exit
from optimizer.errors import UsageError
from optimizer.explain.audit import ANY, Finding, audit
from optimizer.jobs import is_run, load_case, read_run
from optimizer.plan import Plan
from optimizer.report.sentences import text, tier_title
from optimizer.screen import count_bar
from optimizer.solve.interrupt import stop_on_signals
from optimizer.verify.claim_kinds import Claim, from_json
from optimizer.verify.claims import Basis, faults
from optimizer.words import Language


def ask(folder: Path, file: Path, regime: str, seconds: float, language: Language, *, again: bool, as_json: bool) -> Exit:
    """Judge the claims of a file about a run or a case; return the exit code: refused where one does not hold."""
    basis, claims = basis_of(folder, regime), read_claims(file)
    reasons = [f"{n}: {fault}" for n, claim in enumerate(claims, start=1) for fault in faults(basis, claim)]
    findings: list[tuple[int, Finding]] = []
    if again and not reasons:
        findings = list(_asked_again(basis, claims, seconds, quiet=as_json))
    wrong = bool(reasons) or any(finding.holds is False for _, finding in findings)
    lines = [text("check_claim.refused" if wrong else "check_claim.holds", language, count=len(claims))]
    lines += [f"  {reason}" for reason in reasons] + list(_lines(findings, language))
    told = {"accepted": not wrong, "reasons": reasons, "again": [{"claim": n, **vars(f)} for n, f in findings]}
    show(basis.case, lines, told, language, as_json=as_json)
    if wrong:
        return Exit.REFUSED
    return Exit.GAP if any(finding.holds is None for _, finding in findings) else Exit.PROVEN


def _asked_again(basis: Basis, claims: Sequence[Claim], seconds: float, *, quiet: bool) -> Iterator[tuple[int, Finding]]:
    """What the second engine says of each claim, by its number; the claims after a signal to stop are left open."""
    with stop_on_signals() as stop, count_bar(quiet=quiet) as watch:
        for number, claim in enumerate(claims, start=1):
            for finding in audit(basis, claim, seconds, stop):
                yield number, finding
            watch(number, len(claims))


def basis_of(folder: Path, regime: str) -> Basis:
    """What the claims speak of: a run, or a case with no plan."""
    if not is_run(folder):
        return Basis(load_case(folder, regime), Plan(), {})
    run = read_run(folder)
    return Basis(run.case, run.plan, {step.tier: step.kept for step in run.certificate.steps})


def read_claims(file: Path) -> Sequence[Claim]:
    """The claims in the JSON that a question printed; UsageError where there are none."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return [from_json(claim) for claim in (told["claims"] if "claims" in told else [told["claim"]])]
    except (OSError, KeyError, TypeError, ValueError) as fault:
        raise UsageError(
            f"Không đọc được lời giải thích trong {file}: {fault}", f"No explanation can be read from {file}: {fault}"
        ) from None


def _lines(findings: Sequence[tuple[int, Finding]], language: Language) -> Iterator[str]:
    """What an engine says again: of prices tier by tier, of other plans how often they were shown, and each exception."""
    shown = Counter(finding.engine for _, finding in findings if finding.tier == ANY and finding.holds)
    for engine, count in sorted(shown.items()):
        yield "  " + text("check_claim.shown_all", language, engine=engine, count=count)
    for number, finding in findings:
        if finding.tier != ANY or not finding.holds:
            word = {True: "shown", False: "refuted", None: "open"}[finding.holds]
            of = text("check_claim.claim", language, number=number)
            tier = of if finding.tier == ANY else tier_title(finding.tier, language)
            yield "  " + text(f"check_claim.{word}", language, tier=tier, engine=finding.engine)
