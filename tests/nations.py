"""Small nations for tests: a few provinces of a synthetic one, with the centre's cadres and the money they share."""

import re
from pathlib import Path

from optimizer.synth import files, specs

PROVINCES = 3


def write_nation(folder: Path, seed: int, posts: int = 510, cadres: int = 1900) -> Path:
    """The folder of a nation's first provinces, one period long; what all may spend is a share of their own budgets."""
    for name, content in files(specs("nation", seed, posts=posts, cadres=cadres, months=12), lambda parts: parts):
        place = folder / name
        if re.match(rf"P0[1-{PROVINCES}]/|centre/|nation.toml", name):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    told = (folder / "nation.toml").read_text(encoding="utf-8")
    head, *provinces = told.split("\n[[provinces]]\n")
    kept = "".join("\n[[provinces]]\n" + province for province in provinces[:PROVINCES])
    (folder / "nation.toml").write_text(head + kept, encoding="utf-8")
    return folder


def with_money(folder: Path, amount_vnd: int) -> Path:
    """The same nation with another sum that all provinces may spend in a year."""
    told = (folder / "nation.toml").read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^(20\d\d) = \d+$", rf"\1 = {amount_vnd}", told)
    (folder / "nation.toml").write_text(changed, encoding="utf-8")
    return folder
