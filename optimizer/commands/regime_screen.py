"""The comparison of regimes on the screen: the law's days, replaced units, pairs by rule and one by one, the plans."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from optimizer.commands.unit_screen import MOST, capped, headed, show_law
from optimizer.explain.flips import Flip
from optimizer.explain.plan_changes import posts_apart
from optimizer.plan import Plan, Stint
from optimizer.regimes import Comparison, Step, World, as_data, counted, kind_changes, law_changes, turned_law
from optimizer.report.as_if import regime_label
from optimizer.report.flip_sentences import cause_text, flip_sentence
from optimizer.report.sentences import day, post_title, text, whole
from optimizer.screen import print_json, wide_console
from optimizer.solve import Solved, TierResult
from optimizer.words import Kind, Language


def show(comparison: Comparison, language: Language, *, as_json: bool, map_units: bool) -> None:
    """The comparison in short, honest about plans that are not proven; or the whole of it as JSON."""
    if as_json:
        print_json(as_data(comparison, language))
        return
    console = wide_console()
    for world in comparison.worlds:
        show_law(world.case, language)
    if map_units and not any(world.case.changes for world in comparison.worlds):
        console.print(text("regimes.nothing_mapped", language))
    for step in comparison.steps:
        _show_step(console, step, language)
    _show_plans(console, comparison, language)
    console.print(text("regimes.marks", language), style="dim")


def _show_step(console: Console, step: Step, language: Language) -> None:
    """What differs between two worlds in their law and in the pairs that it admits."""
    labels = {"before": regime_label(step.before.case, language), "after": regime_label(step.after.case, language)}
    newly = sum(flip.newly for flip in step.flips)
    console.print()
    console.print(text("regimes.step", language, newly=newly, no_longer=len(step.flips) - newly, **labels), style="bold")
    if step.gone or step.new:
        console.print(text("regimes.only_in_one", language, gone=step.gone, new=step.new, **labels))
    for line in _differences(step, language):
        console.print(line, markup=False)
    if step.flips:
        _show_flips(console, step, language)


def _differences(step: Step, language: Language) -> list[str]:
    """What differs in the law, and which pairs are another kind of move."""
    parameters, rules = law_changes(step)
    keys, ids = ", ".join(parameters), ", ".join(rules) or text("none", language)
    counts = {"parameters": len(parameters), "rules": len(rules)}
    lines = [text("regimes.law", language, keys=keys, ids=ids, **counts)] if parameters or rules else []
    return lines + [
        text(
            "regimes.kind", language, count=count, before=Kind(before).label(language), after=Kind(after).label(language)
        )
        for (before, after), count in kind_changes(step).items()
    ]


def _show_flips(console: Console, step: Step, language: Language) -> None:
    """Pairs by rule and cause, then the first of them one by one."""
    table = headed(language, "col.rule", "regimes.cause", "regimes.newly", "regimes.no_longer")
    for rule, cause, more, fewer in counted(step):
        flip = next(f for f in step.flips if any(r.rule == rule and cause in r.causes for r in f.refusals))
        refusing, admitting = turned_law(step, flip)
        title = f"{rule} {refusing.law.rule(rule).title[language]}"
        table.add_row(title, cause_text(refusing, admitting, rule, cause, language), str(more), str(fewer))
    console.print(table)
    shown = examples(step)[:MOST]
    for flip in shown:
        console.print(Text(f"· {flip_sentence(step.before.case, step.after.case, flip, language)}"))
    if len(step.flips) > len(shown):
        console.print(text("regimes.more", language, count=len(step.flips) - len(shown)))


def examples(step: Step) -> list[Flip]:
    """One flip per cadre and way of turning, the ways taken in turn, so that the first few show them all."""
    by_way: dict[Any, dict[str, Flip]] = {}
    for flip in step.flips:
        way = (flip.newly, tuple((refusal.rule, refusal.causes) for refusal in flip.refusals))
        by_way.setdefault(way, {}).setdefault(flip.stint.cadre, flip)
    turns = zip_longest(*(flips.values() for flips in by_way.values()))
    return [flip for turn in turns for flip in turn if flip is not None]


def _show_plans(console: Console, comparison: Comparison, language: Language) -> None:
    """Tier values side by side, what is not proven, posts filled otherwise, who moves in one plan only."""
    worlds = comparison.worlds
    table = Table(title=text("regimes.plans", language), title_justify="left")
    for title in ("", *(regime_label(world.case, language) for world in worlds)):
        table.add_column(title, overflow="fold")
    for code, cells in _plan_rows(worlds, language):
        table.add_row(code, *cells)
    console.print()
    console.print(table)
    for line in caveats(worlds, language):
        console.print(line, style="yellow", markup=False)
    if posts_apart([world.plan or Plan() for world in worlds]):
        console.print(_posts_table(worlds, language))
    for step in comparison.steps:
        if step.moves is not None:
            console.print(_moves_line(step, language), markup=False)


def _plan_rows(worlds: Sequence[World], language: Language) -> list[tuple[str, list[str]]]:
    """Rows of the table of plans: title and one cell per world."""
    rows = [
        (text("regimes.law_day", language), [day(w.case.law.day) for w in worlds]),
        (text("regimes.key_posts", language), [str(int(w.case.posts["key"].sum())) for w in worlds]),
        (text("regimes.pairs", language), [whole(w.judged.admitted, language) for w in worlds]),
        (text("regimes.stints", language), [str(len(w.plan.stints)) if w.plan else "—" for w in worlds]),
    ]
    results = [w.outcome.tiers if isinstance(w.outcome, Solved) else () for w in worlds]
    names = dict.fromkeys(result.tier.name for tiers in results for result in tiers)
    for name in names:
        found = [next((r for r in tiers if r.tier.name == name), None) for tiers in results]
        rows.append((name, [_value(result, language) for result in found]))
    return [*rows, (text("regimes.status", language), [text(f"status.{w.status}", language) for w in worlds])]


def _value(result: TierResult | None, language: Language) -> str:
    """A tier's value, with its gap where there is one."""
    if result is None:
        return "—"
    value = whole(result.value, language)
    return text("regimes.open", language, value=value, gap=whole(result.gap, language)) if result.gap else value


def caveats(worlds: Sequence[World], language: Language) -> list[str]:
    """What must be said before plans are compared: which are not proven, not the only ones, or of other posts."""

    def named(chosen: Sequence[World]) -> str:
        return ", ".join(regime_label(world.case, language) for world in chosen)

    unproven = [w for w in worlds if w.plan and w.status != "proven"]
    tied = [w for w in worlds if isinstance(w.outcome, Solved) and w.status == "proven" and not w.outcome.ties_broken]
    posts = {tuple(w.case.posts.loc[w.case.posts["key"], "post_id"]) for w in worlds}
    lines = [
        ("regimes.unproven", unproven),
        ("regimes.ties", tied),
        ("regimes.other_posts", worlds if len(posts) > 1 else []),
    ]
    return [text(code, language, worlds=named(chosen)) for code, chosen in lines if chosen]


def _posts_table(worlds: Sequence[World], language: Language) -> Table:
    """Who takes each post that the plans do not fill alike."""
    apart = posts_apart([world.plan or Plan() for world in worlds])
    table = Table()
    for title in (text("regimes.post", language), *(regime_label(world.case, language) for world in worlds)):
        table.add_column(title, overflow="fold")
    for post, taken in list(apart.items())[:MOST]:
        table.add_row(f"{post_title(worlds[0].case, post, language)} ({post})", *[_taken(stints) for stints in taken])
    if len(apart) > MOST:
        table.add_row(text("regimes.more_posts", language, count=len(apart) - MOST), *["…"] * len(worlds))
    return table


def _taken(stints: Sequence[Stint]) -> str:
    """Who takes a post, from when to when."""
    return "\n".join(f"{s.cadre} {day(s.start)} – {day(s.end)}" for s in stints) or "—"


def _moves_line(step: Step, language: Language) -> str:
    """Who moves in one of two plans only, and who moves otherwise."""
    labels = {"before": regime_label(step.before.case, language), "after": regime_label(step.after.case, language)}
    if not step.moves:
        return text("regimes.same_plan", language, **labels)
    sorts = {"before": [m.cadre for m in step.moves if m.after is None],
             "after": [m.cadre for m in step.moves if m.before is None],
             "other": [m.cadre for m in step.moves if m.before and m.after]}  # fmt: skip
    names = {f"names_{sort}": f" ({capped(people)})" if people else "" for sort, people in sorts.items()}
    counts = {"only_before": len(sorts["before"]), "only_after": len(sorts["after"]), "other": len(sorts["other"])}
    return text("regimes.moves", language, **labels, **counts, **names)
