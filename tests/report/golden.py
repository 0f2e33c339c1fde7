"""Every message with sample facts, in both languages, as text. Run: python -m tests.report.golden (writes the file anew)."""

from pathlib import Path
from string import Formatter

from optimizer.report.messages import MESSAGES
from optimizer.report.sentences import SAYS

FILE = Path(__file__).parent / "golden.txt"


class _Sample(dict[str, str]):
    """Each fact stands for itself, so that a sentence shows where it goes."""

    def __missing__(self, name: str) -> str:
        return f"‹{name}›"


def golden() -> str:
    """All messages by code, then what each rule says of a breach: code, Vietnamese, English."""
    said = {f"rule {rule}": (words["vi"], words["en"]) for rule, words in SAYS.items()}
    told = [
        f"{code}\n  vi  {_filled(vi)}\n  en  {_filled(en)}\n"
        for code, (vi, en) in [*sorted(MESSAGES.items()), *said.items()]
    ]
    return "\n".join(told)


def _filled(sentence: str) -> str:
    """The sentence with sample facts."""
    return Formatter().vformat(sentence, (), _Sample())


if __name__ == "__main__":
    FILE.write_text(golden(), encoding="utf-8")
