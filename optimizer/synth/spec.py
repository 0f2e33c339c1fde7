"""What is to be made: the blocks of a synthetic district, province or nation, each with its size and seed."""

from dataclasses import dataclass, replace
from datetime import date

from optimizer.errors import UsageError
from optimizer.synth.marginals import figure
from optimizer.words import Scale

STARTS = {"2017": date(2021, 10, 1), "2022": date(2022, 10, 1), "2025": date(2026, 1, 1)}
REGIMES = {"district": ("2022", "2017"), "province": ("2025",), "nation": ("2025",)}  # the first is the default
SEATS = ("BT", "PBT", "CT", "PCT", "HD")  # key posts of a commune
CENTRE = 0  # the number of the block that holds the cadres of the centre


@dataclass(frozen=True)
class Spec:
    """One block: a district, a province, or the cadres of the centre (who have no posts to fill).

    `number` sets its keys apart from those of other blocks; `profile` says which places it has.
    """

    name: str
    number: int
    seed: int
    regime: str
    profile: str
    posts: int
    cadres: int
    months: int
    tight: bool = False

    @property
    def careers(self) -> str:
        """Which figures hold for vacancies, sending bodies and the succession plan."""
        return "tight" if self.tight else self.level

    @property
    def start(self) -> date:
        """The first day of the plan."""
        return STARTS[self.regime]

    @property
    def level(self) -> str:
        """The level of government above the communes: district or province."""
        return "province" if self.regime == "2025" else "district"

    @property
    def communes(self) -> int:
        """Communes, the last of which may have fewer key posts."""
        return -(-self.posts // len(SEATS))


def specs(
    scale: Scale,
    seed: int,
    *,
    regime: str = "",
    posts: int = 0,
    cadres: int = 0,
    months: int = 60,
    tight: bool = False,
) -> tuple[Spec, ...]:
    """The blocks of a scale: one, or for the nation its provinces and then the centre; 0 and blank take the defaults."""
    regime = regime or REGIMES[scale][0]
    usual = figure("sizes")[scale]
    posts, cadres = posts or usual[0], cadres or usual[1]
    _refuse_regime(scale, regime)
    _refuse_months(months)
    if scale == "nation":
        return _nation(Spec(f"synth_nation_s{seed}", CENTRE, seed, regime, "lowland", posts, cadres, months, tight))
    profile = "mountain" if scale == "province" else scale
    return (_sized(Spec(f"synth_{scale}_s{seed}", 1, seed, regime, profile, posts, cadres, months, tight)),)


def _nation(whole: Spec) -> tuple[Spec, ...]:
    """The provinces in proportion to their communes, and the centre."""
    communes, mountain = figure("communes_by_province"), figure("mountain_provinces")
    centre = max(1, whole.cadres * figure("centre_share") // 1000)
    posts, cadres = apportion(whole.posts, communes), apportion(whole.cadres - centre, communes)
    profiles = ["mountain" if number in mountain else "lowland" for number in range(1, len(communes) + 1)]
    provinces = tuple(
        _sized(replace(whole, name=f"synth_P{n:02d}_s{whole.seed}", number=n, profile=p, posts=posts[n - 1], cadres=c))
        for n, (p, c) in enumerate(zip(profiles, cadres, strict=True), 1)
    )
    return (*provinces, replace(whole, name=f"synth_centre_s{whole.seed}", posts=0, cadres=centre))


def apportion(total: int, weights: list[int]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total, by largest remainders."""
    whole = [total * weight // sum(weights) for weight in weights]
    rest = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % sum(weights)), i))
    return [n + (i in rest[: total - sum(whole)]) for i, n in enumerate(whole)]


def _sized(spec: Spec) -> Spec:
    """The same block; UsageError unless it has posts, and more cadres than posts."""
    if 1 <= spec.posts < spec.cadres:
        return spec
    raise UsageError(
        f"Mỗi nơi cần ít nhất một chức danh và số cán bộ nhiều hơn số chức danh "
        f"({spec.posts} chức danh, {spec.cadres} cán bộ).",
        f"Each place needs at least one post, and more cadres than posts ({spec.posts} posts, {spec.cadres} cadres).",
    )


def _refuse_regime(scale: Scale, regime: str) -> None:
    """UsageError where the scale does not exist under the regime."""
    if regime not in REGIMES[scale]:
        known = ", ".join(REGIMES[scale])
        raise UsageError(
            f"Quy mô {scale} chỉ có ở chế độ {known} (từ 01/07/2025 không còn cấp huyện).",
            f"The scale {scale} goes with regime {known} (there is no district level since 01/07/2025).",
        )


def _refuse_months(months: int) -> None:
    """UsageError unless the horizon is a number of whole years, 1 to 20."""
    if months % 12 or not 12 <= months <= 240:
        raise UsageError(
            f"Số tháng kế hoạch phải là bội số của 12, từ 12 đến 240 (đang là {months}).",
            f"The horizon must be a multiple of 12 months, from 12 to 240 (it is {months}).",
        )
