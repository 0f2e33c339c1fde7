"""An explanation judged again: from tables alone, and, where asked for, its prices by a second engine (F43)."""

import json
from collections.abc import Sequence
from pathlib import Path

from optimizer.commands.asked import show
from optimizer.commands.exits import Exit
from optimizer.errors import UsageError
from optimizer.explain.audit import ANY, Finding, audit
from optimizer.jobs import read_run
from optimizer.report.sentences import text, tier_title
from optimizer.solve.interrupt import stop_on_signals
from optimizer.verify.claim_kinds import Claim, from_json
from optimizer.verify.claims import Basis, faults
from optimizer.words import Language


def ask(run: Path, file: Path, seconds: float, language: Language, *, again: bool, as_json: bool) -> Exit:
    """Judge the claims of a file, and return the exit code: refused where one of them does not hold."""
    read, claims = read_run(run), read_claims(file)
    basis = Basis(read.case, read.plan, {step.tier: step.kept for step in read.certificate.steps})
    reasons = [fault for claim in claims for fault in faults(basis, claim)]
    findings: list[Finding] = []
    if again and not reasons:
        with stop_on_signals() as stop:
            findings = [finding for claim in claims for finding in audit(basis, claim, seconds, stop)]
    refuted = [finding for finding in findings if finding.holds is False]
    wrong = bool(reasons or refuted)
    lines = [text("check_claim.refused" if wrong else "check_claim.holds", language, count=len(claims))]
    lines += [f"  {reason}" for reason in reasons] + [_line(finding, language) for finding in findings]
    told = {"accepted": not wrong, "reasons": reasons, "again": [vars(finding) for finding in findings]}
    show(read.case, lines, told, language, as_json=as_json)
    if wrong:
        return Exit.REFUSED
    return Exit.GAP if any(finding.holds is None for finding in findings) else Exit.PROVEN


def read_claims(file: Path) -> Sequence[Claim]:
    """The claims in the JSON that a question printed; UsageError where there are none."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return [from_json(claim) for claim in (told["claims"] if "claims" in told else [told["claim"]])]
    except (OSError, KeyError, TypeError, ValueError) as fault:
        raise UsageError(
            f"Không đọc được lời giải thích trong {file}: {fault}", f"No explanation can be read from {file}: {fault}"
        ) from None


def _line(finding: Finding, language: Language) -> str:
    """What an engine says again of one tier."""
    word = {True: "shown", False: "refuted", None: "open"}[finding.holds]
    tier = text("check_claim.any", language) if finding.tier == ANY else tier_title(finding.tier, language)
    return "  " + text(f"check_claim.{word}", language, tier=tier, engine=finding.engine)
