"""The answers about changed cases as a user reads them: every sentence in both languages, JSON, exit codes."""

import io
import json
import threading
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from optimizer.cli import app
from optimizer.commands import data_dependence, inverse, worths
from optimizer.commands.asked import open_run
from optimizer.errors import UsageError
from optimizer.explain.base import Base
from optimizer.explain.changes import LAW, Change
from optimizer.explain.dependence import Dependence, Fate, Flip
from optimizer.explain.inverse import Inverse, Winning
from optimizer.explain.records import Offer
from optimizer.explain.standing import Place, Standing
from optimizer.explain.why_not import closed
from optimizer.explain.worths import Thing, Worth, Worths
from optimizer.report.change_view import change_words
from optimizer.report.sentences import text
from optimizer.report.what_if_messages import WHAT_IF_MESSAGES
from optimizer.rules.kinds import Breach
from optimizer.verify.claim_kinds import Held, Price, Refusal
from optimizer.words import Language
from tests.command_line import DATA

C6 = (("cadre_id", "C6"),)
LAW_3 = Offer(Change("competencies", (*C6, ("competency", "law")), "level", 2, 3), 1)
FIT = Offer(Change(LAW, (), "points_wish", 100, 125), 25)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A written run of the tiny case."""
    folder = tmp_path_factory.mktemp("what_if") / "run"
    assert CliRunner().invoke(app, ["plan", str(DATA / "tiny"), "--out", str(folder)]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def base(run: Path) -> Base:
    return open_run(run)


def page(blocks: Any) -> str:
    """Blocks as one line of text, without the lines of tables."""
    console = Console(width=200, file=io.StringIO(), record=True)
    for block in blocks:
        console.print(block, markup=False)
    return " ".join("".join(" " if c in "│┃┏┓┗┛━─┌┐└┘┡┩╇┳┴┬┼├┤" else c for c in console.export_text()).split())


def found(sort: str = "record", **facts: Any) -> Inverse:
    """An answer about C6 and the chair of Nà Mẫu, with these facts."""
    told: dict[str, Any] = {"offered": (LAW_3 if sort == "record" else FIT,), "up_to": 2, "winning": None, "tried": {}, "settled": (),
                            "unmended": (), "complete": True, "interrupted": False}  # fmt: skip
    return Inverse("C6", "XA-CT", sort, **{**told, **facts})


def won(place: Place, *offers: Offer, least: bool = True) -> Winning:
    """A win by these changes."""
    return Winning(offers, Standing(place, ("cp-sat",)), least)


TRIED = {Place.REFUSED: 3, Place.BEHIND: 4, Place.AMONG: 1, Place.OPEN: 2}


@pytest.mark.parametrize(
    ("answer", "vi", "en"),
    [
        (found(winning=won(Place.EVERY)),
         "Không cần thay đổi gì: C6 đã thắng ở Chủ tịch UBND, Xã Nà Mẫu. Khi đó mọi phương án tốt nhất đều bố trí C6 vào "
         "chức danh này (cp-sat).",
         "No change is needed: C6 wins People's Committee chair, Xã Nà Mẫu as things are. Then every best plan has C6 in "
         "this post (cp-sat)."),
        (found(winning=won(Place.AMONG, LAW_3), tried=TRIED),
         "Thay đổi nhỏ nhất để C6 thắng ở Chủ tịch UBND, Xã Nà Mẫu (1 bước trong hồ sơ): C6, pháp luật: mức: 2 → 3 Khi đó C6 "
         "ngang điểm: có phương án tốt nhất bố trí người này, có phương án tốt nhất bố trí khác. Đã chứng minh: không nhóm "
         "thay đổi nhỏ hơn nào đủ, nên không bớt được mục nào (3 nhóm bị điều kiện từ chối, 4 nhóm vẫn thua, 1 nhóm chỉ "
         "ngang điểm).",
         "The smallest change with which C6 wins People's Committee chair, Xã Nà Mẫu (1 steps of the record): C6, law: level: "
         "2 → 3"),
        (found(winning=won(Place.EVERY, LAW_3, least=False), tried=TRIED),
         "nhưng chưa chứng minh là nhỏ nhất (cỡ 1): C6, pháp luật: mức: 2 → 3 Khi đó mọi phương án tốt nhất đều bố trí C6 vào "
         "chức danh này (cp-sat). Còn 2 nhóm nhỏ hơn chưa giải xong trong thời gian cho phép; hãy tăng --time-limit.",
         "not proven to be the smallest (size 1)"),
        (found("weights", winning=won(Place.EVERY, FIT)),
         "Thay đổi trọng số nhỏ nhất để C6 thắng ở Chủ tịch UBND, Xã Nà Mẫu (25 %):",
         "Considered: each of 1 weights alone, by steps of percent more or less."),
        (found(tried=TRIED),
         "Đã chứng minh: trong các thay đổi được xét, không nhóm nào đến cỡ 2 đủ để C6 thắng ở Chủ tịch UBND, Xã Nà Mẫu",
         "Proven: of the changes considered, no set up to size 2 is enough for C6 to win"),
        (found(tried=TRIED, complete=False),
         "4 nhóm vẫn thua, 2 nhóm chưa giải xong, các nhóm khác chưa thử",
         "4 still lose, 2 are not settled, others not tried"),
        (found(unmended=Held("C6", "XA-CT", "C9", date(2024, 1, 1))),
         "C6 đủ điều kiện, nhưng C9 giữ Chủ tịch UBND, Xã Nà Mẫu đến hết ngày 31/12/2023",
         "C6 qualifies, but C9 holds"),
    ],
)  # fmt: skip
def test_every_answer_to_the_inverse_question_is_said(base: Base, answer: Inverse, vi: str, en: str) -> None:
    said: dict[Language, str] = {lang: page(inverse.blocks(base.case, answer, lang)) for lang in ("vi", "en")}
    assert vi in said["vi"] and en in said["en"]
    assert answer.sort == "weights" or "hồ sơ phải đúng thực tế" in said["vi"]


def test_what_gates_refuse_in_spite_of_every_change_is_named_with_its_source(base: Base) -> None:
    refused = closed(base.case, "C1", "XA-CT")
    assert isinstance(refused, Refusal)
    said = page(inverse.blocks(base.case, found(unmended=refused.faults), "vi"))
    told = inverse.told(found(unmended=refused.faults))
    assert told["outcome"] == "unmended" and told["unmended"][0]["rule"] == "C03"
    assert "dù mọi mục dưới đây đều được nâng hết mức, vẫn bị từ chối vì: C03 C1 không có trong quy hoạch" in said


@pytest.mark.parametrize(
    ("change", "vi", "en"),
    [
        (Change("cadres", C6, "theory", "intermediate", "advanced"),
         "C6: lý luận chính trị: trung cấp → cao cấp", "C6: theory: intermediate → advanced"),
        (Change("grades", (*C6, ("year", 2020)), "grade", None, "good"),
         "C6, năm 2020: xếp loại: chưa có → hoàn thành tốt nhiệm vụ", "C6, 2020: grade: none → good"),
        (Change("preferences", (*C6, ("unit_id", "XA")), "wish", 0, 1),
         "C6, Xã Nà Mẫu: nguyện vọng: 0 → 1", "C6, Xã Nà Mẫu: wish: 0 → 1"),
        (Change("cadres", C6, "outstanding", False, True),
         "C6: nổi trội: không → có", "C6: outstanding: no → yes"),
        (Change("budget", (("year", 2022),), "amount_vnd", 100, 1_000_000),
         "năm 2022: dự toán: 100 đ → 1.000.000 đ", "2022: amount vnd: 100 VND → 1,000,000 VND"),
        (FIT.change, "Điểm cho một bậc nguyện vọng: 100 → 125", "100 → 125"),
    ],
)  # fmt: skip
def test_a_change_says_whose_what_from_what_to_what(base: Base, change: Change, vi: str, en: str) -> None:
    assert change_words(base.case, change, "vi").endswith(vi.split(": ", 1)[1]) and vi[:3] in change_words(
        base.case, change, "vi"
    )
    assert change_words(base.case, change, "en").endswith(en)


def test_a_row_of_the_succession_plan_is_said_as_such(base: Base) -> None:
    row = next(base.case.tables.succession.itertuples())
    key = (("cadre_id", row.cadre_id), ("role_id", row.role_id), ("unit_id", ""), ("from_year", 2020))
    told = Change("succession", key, "to_year", None, 2025)
    assert change_words(base.case, told, "vi").startswith(f"{row.cadre_id}: đưa vào quy hoạch ")
    assert change_words(base.case, told, "vi").endswith(", 2020–2025")
    gone = Change("succession", key, "", None, None)
    assert change_words(base.case, gone, "vi").endswith("bỏ dòng này khỏi bảng succession")
    assert change_words(base.case, gone, "en").endswith("this row of succession is dropped")


def depends(marked: bool, *flips: Flip) -> Dependence:
    """What a plan depends on, with 7 values that were not tried."""
    return Dependence(marked=marked, columns=(), flips=flips, untried=7, interrupted=False)


def test_what_a_plan_rests_on_is_said_value_by_value_and_counted_by_column(base: Base) -> None:
    ill = Change("cadres", C6, "health_ok", True, False)
    flips = (
        Flip(ill, Fate.RESTS, (Breach("C10", "C6|XA-CT"),), "", ("tables",)),
        Flip(LAW_3.change, Fate.RESTS, (), "worth", ("cp-sat",)),
        Flip(Change("cadres", C6, "theory", "none", "elementary"), Fate.FREE, (), "", ("certificate",)),
    )
    vi = page(data_dependence.blocks(base.case, depends(True, *flips), "vi"))
    for words in (
        "Phương án dựa vào 2 giá trị chưa kiểm chứng",
        "C6: đủ sức khỏe: có → không: trái C10",
        "C6, pháp luật: mức: 2 → 3: có phương án khác tốt hơn ở bậc Giá trị",
        "Đã thử 3 trên 10 giá trị khác: 2 làm đổi phương án, 1 đã chứng minh là không, 0 chưa giải xong; 7 chưa thử.",
        "Cột Làm đổi Không đổi Chưa rõ cadres.health_ok 1 0 0",
        "cadres.theory 0 1 0",
        "Chưa kiểm chứng là các cột mà bảng sources đánh dấu M (theo trí nhớ) hoặc A (giả định)",
        "ngày sớm hoặc muộn một năm",
    ):
        assert words in vi
    en = page(data_dependence.blocks(base.case, depends(False, *flips * 11), "en"))
    for words in (
        "breaks C10",
        "another plan is better in tier Worth",
        "The tables do not say how well",
        "The plan rests on 22 unverified values",
    ):
        assert words in en
    many = page(data_dependence.blocks(base.case, depends(False, *flips[:1] * 33), "en"))
    assert "… and 3 more; --json lists them all." in many
    none = page(data_dependence.blocks(base.case, depends(False, flips[2]), "vi"))
    assert "Trong các giá trị đã thử, không giá trị nào làm đổi phương án." in none


def price(kept: int, value: int, bound: int | None = None, *voices: str) -> Price:
    """A price in the first tier, `fill`, where less is better."""
    return Price("fill", kept, value, value if bound is None else bound, value, voices)


@pytest.mark.parametrize(
    ("worth", "vi", "en"),
    [
        (Worth(Thing("budget", "2022", 100_000_000), (price(9, 5, None, "cp-sat"),), "", None),
         ("Dự toán năm 2022 thêm 100.000.000 đ", "Lấp chức danh trống", "+4", "cp-sat"),
         ("Budget of 2022: 100,000,000 VND more", "Fill", "+4", "cp-sat")),
        (Worth(Thing("budget", "2022", -5), (price(9, 9, None, "certificate"),), "", None),
         ("Dự toán năm 2022 bớt 5 đ", "—", "0", "chứng chỉ"), ("Budget of 2022: 5 VND less", "—", "0", "certificate")),
        (Worth(Thing("rule", "C25"), (price(9, 7, 5),), "", None),
         ("Không áp dụng C25 ", "Lấp chức danh trống", "+2 đến +4", "—"), ("Without C25 ", "Fill", "+2 to +4", "—")),
        (Worth(Thing("post", "XA-CT"), (), "fill", 8),
         ("Không phải bố trí Chủ tịch UBND, Xã Nà Mẫu", "Lấp chức danh trống", "nhiều nhất +8", "ước lượng LP"),
         ("People's Committee chair, Xã Nà Mẫu need not be filled", "Fill", "at most +8", "LP estimate")),
        (Worth(Thing("skill", "law"), (), "", None),
         ("Không xã nào yêu cầu pháp luật", "—", "chưa giải xong", "—"),
         ("No commune asks for law", "—", "not solved", "—")),
        (Worth(Thing("candidate", "law", like="C3"), (), "", None, ("cp-sat", "highs")),
         ("Thêm một người có hồ sơ như C3, pháp luật mức 4", "—", "không còn phương án nào", "cp-sat, highs"),
         ("One more candidate like C3, with law at level 4", "—", "no plan is left", "cp-sat, highs")),
        (Worth(Thing("candidate", "", like="C3"), (price(9, 9, None, "highs"),), "", None),
         ("Thêm một người có hồ sơ như C3", "—", "0", "highs"), ("One more candidate like C3", "—", "0", "highs")),
    ],
)  # fmt: skip
def test_a_worth_says_what_in_which_tier_how_much_and_whose_word(
    base: Base, worth: Worth, vi: tuple[str, ...], en: tuple[str, ...]
) -> None:
    for language, wanted in (("vi", vi), ("en", en)):
        said = worths.row(base, worth, language)  # type: ignore[arg-type]
        assert said[0].startswith(wanted[0]) and said[1:] == wanted[1:]


def test_what_was_not_priced_and_what_an_estimate_is_are_said(base: Base) -> None:
    told = Worths((), (Thing("rule", "C25"),) * 3, interrupted=False)
    assert "3 thứ chưa thử trong thời gian cho phép" in page(worths.blocks(base, told, "vi"))
    assert "An “LP estimate” is a bound by its dual prices" in page(worths.blocks(base, told, "en"))


def test_every_message_is_used_and_has_both_languages() -> None:
    source = "".join(Path(module.__file__ or "").read_text("utf-8") for module in (inverse, data_dependence, worths))
    source += Path(change_words.__code__.co_filename).read_text("utf-8")
    assert [code for code in WHAT_IF_MESSAGES if f'"{code}"' not in source] == []
    assert all((vi.strip() and en.strip() and vi != en) or "{" in vi for vi, en in WHAT_IF_MESSAGES.values())
    assert text("change.yes", "vi") == "có"


def ask(*words: object, code: int) -> dict[str, Any]:
    """A command's JSON; it ends with this code."""
    done = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert done.exit_code == code, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_commands_answer_in_json_with_the_exit_code_of_what_is_proven(run: Path) -> None:
    already = ask("inverse", run, "C5", "XA-CT", code=0)
    assert (already["outcome"], already["place"], already["changes"]) == ("wins", "every", [])
    part = ask("data-dependence", run, "--time-limit", 1, code=10)
    assert not part["complete"] and part["untried"] > 100 and not part["marked"]
    assert Counter(value["fate"] for value in part["values"]).keys() <= {"rests", "free", "open"}
    told = ask("prices", run, "--of", "language", "--time-limit", 60, code=0)
    assert [(w["thing"]["kind"], w["thing"]["key"]) for w in told["worths"]] == [
        ("language", "mong"),
        ("language", "thai"),
    ]
    assert all(w["exact"] for w in told["worths"]) and not told["untried"]
    assert isinstance(CliRunner().invoke(app, ["prices", str(run), "--of", "weather"]).exception, UsageError)


def test_a_stop_is_told(base: Base) -> None:
    stop = threading.Event()
    stop.set()
    assert worths.worths(base, [Thing("rule", "C25")], 9.0, stop).interrupted
