"""Every setting of a solve, with its reason; figures behind them: benchmarks and docs/decisions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SolveParams:
    """`seconds`: for all tiers together. `confirm`: both engines must answer every tier, whatever its size."""

    seconds: float = 30.0
    confirm: bool = False
    confirm_columns: int = 600
    """Up to this many decision columns the second proof costs next to nothing, so both engines always give one."""

    lp_share: float = 0.5
    """Of a tier's time, at most for its LP: a bound without a plan helps nobody."""

    first_lp_share: float = 0.35
    """Of all the time, at most for the first tier's LP: all later ones begin with its columns, and a province whose first
    LP is cut short is planned by merit alone."""

    lp_columns: int = 20_000
    """Up to this many columns the LP takes a second at once; beyond, columns are generated."""

    lp_stints_per_post: int = 10
    """Stints of each post in the first restricted LP: enough that most posts find a holder in it."""

    lp_batch: int = 3000
    """Columns added per round: few rounds matter more than a small LP."""

    lp_spare: int = 500
    """Columns added per round that are not wanted yet, the nearest to it: the last rounds are fewer then."""

    lp_calm: float = 0.8
    """How far prices are drawn to those of the best bound: without it the bound leaps by factors between rounds."""

    lp_gap: float = 0.003
    """The LP may stop when its exact bound is so near to its value; what is left is said as gap."""

    core_stints: int = 500
    """Stints of the first core. A core is a few stints that the LP likes; a province has 80,000, its plan uses 300."""

    core_growth: int = 3
    """Each core has so many times the stints of the last one."""

    core_share: float = 0.34
    """Of the tier's time that is left, at most for one core: a wider one often beats the proof of a narrow one."""

    whole_columns: int = 20_000
    """Up to this many columns the engines go on to all of them even when a core brought nothing: they can prove there."""

    polish_share: float = 0.3
    """Of a tier's time, for planning a few communes anew at a time where nothing is proven by then; if it is enough for
    two neighbourhoods, or the engines have it: short of time they better a plan sooner."""

    polish_stints: int = 1500
    """Stints of the communes that are planned together: what an engine takes to the end in seconds."""

    polish_seconds: float = 2.0
    """At most for one neighbourhood: the next one may be easier."""

    branch_share: float = 0.75
    """Of a tier's time after its LP, for branching where the engines leave a gap, if it is enough to get anywhere."""

    branch_seconds: float = 5.0
    """Less is not kept for branching: the engines better the plan with it. What they leave goes to branching anyway."""

    engines_seconds: float = 4.0
    """At most for both engines alone where branching follows: what they prove of such sizes they prove by then."""

    certify_seconds: float = 1.0
    """At least for branches of a tier that an engine has proven. They come after the last tier, so that nobody waits; of
    one that took longer they come at once, as long again: later tiers begin with what they leave."""

    certify_share: float = 0.25
    """Or so much of what earlier tiers took: whoever waited 20 s for them waits 5 s for a proof that nobody has to
    believe. With a second alone `worth` of two districts in five stayed certified to 2.5 and 4 % only."""

    certify_reserve: float = 0.1
    """Of all the time, at most kept for branches after the last tier: tiers that take all of theirs would leave none."""

    ties_seconds: float = 0.0
    """For ties of a proven plan, even when all the time is gone. A batch gives some, so that what it proves is the same
    plan on any machine: with none left, 10 of 98 proven plans differed in landings from those of a serial run."""

    branch_columns: int = 40_000
    """Up to this many columns: beyond, a tree of hundreds of LPs takes longer than anyone waits."""

    branch_trials: int = 4
    """How often a count's split is tried before its mean is trusted: with 1 the tree of a district is twice as great."""

    branch_patience: int = 12
    """Counts that are tried, or thought of, in vain before the best one is split."""

    branch_steps: int = 200
    """Of the simplex, for one trial: in a district 200 closed 69 % of the gap of `fill` in 40 s, 100 only 42 %."""

    least_seconds: float = 0.3
    """Less than this is not worth an engine's start."""

    block_step: float = 0.01
    """How far the prices of what links provinces may move at first, in points of the dearest column per mean use."""

    block_growth: float = 2.0
    """The step grows so where the bound was bettered twice: with master prices unbound it stood still for 70 rounds, and
    where the step grew each time a nation took 61 rounds and 83 s instead of 54 and 68 s."""

    block_shrinkage: float = 0.7
    """And shrinks so where it was not."""

    block_threads: int = 2
    """Provinces whose LPs are worked on at once."""

    nation_seconds: float = 120.0
    """At most for the LPs of a nation that share the centre's cadres and the money out, and price them."""

    nation_share_gap: float = 0.003
    """Of the LP that shares out: whole cadres and bids move more than that."""

    nation_price_gap: float = 0.0005
    """Of the LP whose prices prove something of every sharing: what it leaves is left in the bound."""

    nation_bid_seconds: float = 15.0
    """At most for what a province would do at the prices of the links: eight provinces of a nation took 2 to 12 s."""

    nation_proof_seconds: float = 6.0
    """At most for the LP of a province at these prices, and as much for branches on it: most end sooner, and of the nine
    that do not, eight bound no more in 15 s."""

    complete_seconds: float = 20.0
    """A guard only: with all decisions fixed the slacks take milliseconds."""

    def branch_time(self, left: float, columns: int) -> float:
        """Seconds of the time left to a tier after its LP that are kept for branching."""
        kept = max(self.branch_share * left, left - self.engines_seconds)
        return kept if kept >= self.branch_seconds and columns <= self.branch_columns else 0.0

    def lp_time(self, allowed: float, left: float, *, first: bool) -> float:
        """Seconds for the LP of a tier that is allowed so many, of all that are left."""
        return max(self.lp_share * allowed, self.first_lp_share * left * first)

    def certify_time(self, tiers: int) -> float:
        """Seconds of all the time that are kept for branches of proven tiers; the last tier leaves what it can."""
        return min(self.certify_reserve * self.seconds, self.certify_seconds * (tiers - 1))

    def grace(self, spent: float) -> float:
        """Seconds for branches of what an engine has proven, after tiers that took so many."""
        return max(self.certify_seconds, self.certify_share * spent)

    def polish_time(self, allowed: float) -> float:
        """Seconds of a tier's time that are kept for polishing."""
        kept = self.polish_share * allowed
        return kept if kept >= 2 * self.polish_seconds else 0.0


DEFAULT = SolveParams()
