"""A sentence for each pair that one regime admits and another refuses: the fact, the limit, the rule, the cause."""

from optimizer.case import Case
from optimizer.explain.flips import Cause, Flip, Refusal
from optimizer.law import Law, Parameter, RuleLaw
from optimizer.report.as_if import regime_label
from optimizer.report.law_view import value_text
from optimizer.report.sentences import breach_sentence, post_title, text
from optimizer.rules.kinds import Breach
from optimizer.words import Language


def flip_sentence(before: Case, after: Case, flip: Flip, language: Language) -> str:
    """One flip as a sentence, with all its rules."""
    refusing, admitting = (before, after) if flip.newly else (after, before)
    reasons = [_reason(refusing, admitting, flip, refusal, language) for refusal in flip.refusals]
    post = f"{post_title(after, flip.stint.post, language)} ({flip.stint.post})"
    facts = {"before": regime_label(before, language), "after": regime_label(after, language)}
    code = "flip.newly" if flip.newly else "flip.no_longer"
    return text(code, language, cadre=flip.stint.cadre, post=post, reasons="; ".join(reasons), **facts)


def cause_text(refusing: Case, admitting: Case, rule: str, cause: Cause, language: Language) -> str:
    """One cause in words: the mode or the values under both laws, each with its source."""
    facts = {"refusing": regime_label(refusing, language), "admitting": regime_label(admitting, language)}
    if cause.kind == "mode":
        modes = {"mode": refusing.law.mode(rule).label(language), "other": admitting.law.mode(rule).label(language)}
        return text("cause.mode", language, **modes, **facts)
    if cause.kind == "units":
        return text("cause.units", language)
    told = [
        text("cause.parameter", language, title=admitting.law[key].title[language], key=key,
             value=_value(refusing.law, key, language), other=_value(admitting.law, key, language), **facts)
        for key in cause.parameters
    ]  # fmt: skip
    return text("cause.parameters", language, told=text("cause.together", language).join(told))


def cited(source: Parameter | RuleLaw, language: Language) -> str:
    """The text, the article and the mark."""
    code = "cited.article" if source.article else "cited.text"
    return text(code, language, source=source.source_text, article=source.article, mark=source.mark)


def _reason(refusing: Case, admitting: Case, flip: Flip, refusal: Refusal, language: Language) -> str:
    """One rule: what it says of the pair, its source, and what turns it."""
    place = {"cadre": flip.stint.cadre, "post": flip.stint.post}
    breach = Breach(refusal.rule, "", {**place, **refusal.facts})
    causes = [cause_text(refusing, admitting, refusal.rule, cause, language) for cause in refusal.causes]
    why = text("cause.or", language).join(causes) or text("cause.untraced", language)
    said = breach_sentence(refusing, breach, language).rstrip(".")
    source = cited(refusing.law.rule(refusal.rule), language)
    return f"{refusal.rule} – {said} [{source}], {why}"


def _value(law: Law, key: str, language: Language) -> str:
    """A parameter's value with its source; that there is none, where the law has none."""
    if key not in law.by_key:
        return text("cause.absent", language)
    return text("cause.value", language, value=value_text(law[key], language), source=cited(law[key], language))
