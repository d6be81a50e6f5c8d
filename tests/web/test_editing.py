"""Ruling in the pages: each judgement by its form and undone again; who may not, cannot; what is typed is never lost, and never runs."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from forms import Browser, PageForm, Reply, forms_in
from msgspec.structs import replace
from reading_room import HOSTILE, SAMPLE, running

import dateline
from dateline.model.judgements import Grade, Reject
from dateline.model.record import Entity, RecordData
from dateline.record import Record
from dateline.web import editing
from dateline.web.door import Door, same_origin
from dateline.web.judging import form_of, judgements_of, thing_of


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample and of a report of scripts, made once."""
    folder = tmp_path_factory.mktemp("ruled")
    shutil.copytree(SAMPLE, folder / "reports")
    (folder / "reports" / "script.txt").write_text(f"date 2020-10-06\n\n{HOSTILE['script.txt']}", encoding="utf-8")
    dateline.build([str(folder / "reports")], folder / "sample.dateline").close()
    return folder / "sample.dateline"


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    """A copy of it, to be ruled on."""
    return Path(shutil.copy(sample, tmp_path / "sample.dateline"))


class Ruler:
    """Somebody at a browser who opened the printed address of a server over the record at ``path``."""

    def __init__(self, path: Path, door: Door, client: Browser) -> None:
        self.path = path
        self.door = door
        self.client = client

    def enter(self) -> Reply:
        """Open the printed address."""
        return self.client.get(f"/enter?token={self.door.token}")

    def page(self, address: str) -> str:
        """The page at ``address``."""
        found = self.client.get(address)
        assert found.status == 200, (address, found.text)
        return found.text

    def form(self, address: str, verb: str, about: str | None = None) -> PageForm:
        """The form on a page that makes a judgement of that kind, on ``about`` where several stand there."""
        offered = [form for form in forms_in(self.page(address)) if form.offers(verb)]
        return next(form for form in offered if about is None or ("target", about) in form.fields)

    def send(self, fields: list[tuple[str, str]], action: str = "/judge", **headers: str) -> Reply:
        """Send fields as a browser does."""
        kind = {"content-type": "application/x-www-form-urlencoded", "origin": self.client.home}
        return self.client.post(
            action, urlencode(fields).encode(), kind | {k.replace("_", "-"): v for k, v in headers.items()}
        )

    def undo(self, decision: str) -> None:
        """Undo a decision by its form on the page of decisions."""
        sent = self.form("/decisions", "undo", decision).filled("undo", why="it was too early")
        assert self.send(sent).headers["location"] == "/decisions"

    def data(self) -> RecordData:
        """All of the record but what was ruled."""
        with Record.open(self.path) as record:
            found = record.data()
        return replace(found, decisions=(), provenance=replace(found.provenance, decisions=(), applied=()))


@pytest.fixture
def serving() -> Iterator[Callable[..., Ruler]]:
    """Starts servers, which end with the test: ``serving(path, who, enters=...)``."""
    with ExitStack() as ends:

        def start(path: Path, who: str | None = "ines", *, enters: bool = True) -> Ruler:
            door = Door(who)
            ruler = Ruler(path, door, Browser(ends.enter_context(running(path, door)).port))
            if enters:
                ruler.enter()
            return ruler

        yield start


@pytest.fixture
def ruler(serving: Callable[..., Ruler], path: Path) -> Ruler:
    """Ines, who has entered and may spoil the record."""
    return serving(path)


@pytest.fixture(scope="module")
def reader(sample: Path) -> Iterator[Browser]:
    """A browser before a server that only reads."""
    with running(sample) as server:
        yield Browser(server.port)


class Asked(NamedTuple):
    """What a form is filled in with, and what must hold afterwards, given the record before and after."""

    address: str
    verb: str
    typed: dict[str, str]
    ticked: tuple[tuple[str, str], ...]
    holds: Callable[[RecordData, RecordData], bool]
    about: str | None = None


def person(data: RecordData, n: int = 0) -> Entity:
    """The person in the ``n``-th most reports."""
    return sorted((e for e in data.entities if e.type == "person"), key=lambda e: (-e.n_reports, e.id))[n]


def by_id(things, id):
    """The thing with that id, or None."""
    return next((thing for thing in things if thing.id == id), None)


def rename(data: RecordData) -> Asked:
    one = person(data)
    return Asked(
        f"/names/{one.id}", "rename", {"value": "Someone Else"}, (), lambda _, after: by_id(after.entities, one.id).name == "Someone Else"
    )  # fmt: skip


def merge_names(data: RecordData) -> Asked:
    one, other = person(data), person(data, 1)
    return Asked(
        f"/names/{one.id}", "merge", {"value": f"http://room.example/names/{other.id}"}, (),
        lambda before, after: len(after.entities) == len(before.entities) - 1,
    )  # fmt: skip


def split_name(data: RecordData) -> Asked:
    one = person(data)
    last = max({s.report for s in one.mentions})
    first = min((s for s in one.mentions if s.report == last), key=lambda s: s.start)
    return Asked(
        f"/names/{one.id}", "split", {}, (("part", f"{first.report}:{first.start}-{first.end}"),),
        lambda before, after: len(after.entities) == len(before.entities) + 1,
    )  # fmt: skip


def alias(data: RecordData) -> Asked:
    one, other = person(data), person(data, 1)
    return Asked(
        f"/names/{one.id}", "alias", {"value": other.name}, (), lambda before, after: len(after.entities) < len(before.entities)
    )  # fmt: skip


def told(data: RecordData, n: int = 0):
    """The event that the most statements tell, or the ``n``-th."""
    return sorted((e for e in data.events if e.statements), key=lambda e: (-len(e.statements), -e.weight, e.id))[n]


def date_event(data: RecordData) -> Asked:
    event = told(data)

    def holds(_: RecordData, after: RecordData) -> bool:
        found = by_id(after.events, event.id).when
        return (found.edtf, found.basis) == ("2019-02-03", "ruled")

    return Asked(f"/events/{event.id}", "date", {"value": "2019-02-03"}, (), holds, event.id)


def place_event(data: RecordData) -> Asked:
    event = told(data)
    place = next(e for e in data.entities if e.type == "place" and e.id not in event.places)
    return Asked(
        f"/events/{event.id}", "place", {"value": place.name}, (), lambda _, after: by_id(after.events, event.id).places == (place.id,),
        event.id,
    )  # fmt: skip


def merge_events(data: RecordData) -> Asked:
    one, other = (
        told(data),
        next(e for e in data.events if e.statements and e.type == told(data).type and e.id != told(data).id),
    )
    return Asked(
        f"/events/{one.id}", "merge", {"value": f"/events/{other.id}"}, (),
        lambda _, after: set(by_id(after.events, one.id).statements) >= {*one.statements, *other.statements},
    )  # fmt: skip


def reject(data: RecordData) -> Asked:
    event = told(data)
    return Asked(
        f"/events/{event.id}", "reject", {}, (("part", event.statements[0]),),
        lambda _, after: by_id(after.statements, event.statements[0]).rejected,
    )  # fmt: skip


def split_event(data: RecordData) -> Asked:
    event = told(data)
    return Asked(
        f"/events/{event.id}", "split", {}, (("part", event.statements[-1]),),
        lambda _, after: event.statements not in [e.statements for e in after.events],
    )  # fmt: skip


def grade_passages(data: RecordData) -> Asked:
    event = told(data)
    parts = event.statements[:2]
    return Asked(
        f"/events/{event.id}", "grade:3", {}, tuple(("part", id) for id in parts),
        lambda _, after: {by_id(after.statements, id).grade for id in parts} == {"3"},
    )  # fmt: skip


def date_passage(data: RecordData) -> Asked:
    event = told(data)
    return Asked(
        f"/events/{event.id}", "date", {"value": "2018-01-02"}, (("part", event.statements[0]),),
        lambda _, after: by_id(after.statements, event.statements[0]).when.edtf == "2018-01-02", "",
    )  # fmt: skip


def grade_publisher(data: RecordData) -> Asked:
    report = next(r for r in data.reports if r.publisher)
    return Asked(
        f"/reports/{report.id}", "grade", {"value": "D"}, (), lambda _, after: by_id(after.reports, report.id).publisher_grade == "D"
    )  # fmt: skip


def reject_in_a_report(data: RecordData) -> Asked:
    statement = data.statements[0]
    return Asked(
        f"/reports/{statement.span.report}", "reject", {}, (("part", statement.id),),
        lambda _, after: by_id(after.statements, statement.id).rejected,
    )  # fmt: skip


def remove(data: RecordData) -> Asked:
    report = data.reports[-1]
    return Asked(f"/reports/{report.id}", "remove", {}, (), lambda _, after: by_id(after.reports, report.id) is None)


def resolve(data: RecordData) -> Asked:
    found = data.contradictions[0]
    return Asked(
        f"/disputes/{found.id}", "resolve", {}, (), lambda _, after: by_id(after.contradictions, found.id).resolved, found.id
    )  # fmt: skip


RULINGS = (
    rename, merge_names, split_name, alias, date_event, place_event, merge_events, reject, split_event, grade_passages, date_passage,
    grade_publisher, reject_in_a_report, remove, resolve,
)  # fmt: skip


@pytest.mark.parametrize("asked", RULINGS, ids=lambda f: f.__name__)
def test_a_form_rules_and_its_undo_takes_it_back(ruler: Ruler, asked: Callable[[RecordData], Asked]) -> None:
    """The record is the new one at once, the decision says who and why, the page led to is there; undone, all is as it was."""
    before = ruler.data()
    case = asked(before)
    form = ruler.form(case.address, case.verb, case.about or None) if case.about != "" else passages(ruler, case)
    answer = ruler.send(form.filled(case.verb, case.ticked, why=f"because of {asked.__name__}", **case.typed))
    assert answer.status == 303, answer.text
    after = ruler.data()
    assert case.holds(before, after)
    page = ruler.page(answer.headers["location"])
    assert 'role="status"' in page
    assert f"because of {asked.__name__}" in page + ruler.page("/decisions")
    with Record.open(ruler.path) as record:
        (decision, *more) = record.all_decisions
        assert {(d.who, d.why) for d in (decision, *more)} == {("ines", f"because of {asked.__name__}")}
        assert {row.state for row in record.rulings()} == {"applied"}
    for made in (decision, *more):
        ruler.undo(made.id)
    assert ruler.data() == before


def passages(ruler: Ruler, case: Asked) -> PageForm:
    """The form over the ticked passages of a page."""
    return next(form for form in forms_in(ruler.page(case.address)) if form.id == "passages")


def test_a_comment_stands_with_the_thing_and_changes_nothing(ruler: Ruler) -> None:
    """On each kind of page; apart from the machine's words, with who and when, and with what was undone."""
    before = ruler.data()
    event, one, report, dispute = told(before), person(before), before.reports[0], before.contradictions[0]
    for n, (address, id) in enumerate(
        (
            (f"/events/{event.id}", event.id),
            (f"/names/{one.id}", one.id),
            (f"/reports/{report.id}", report.id),
            (f"/disputes/{dispute.id}", dispute.id),
        )
    ):
        sent = ruler.form(address, "comment", id).filled("comment", why=f"seen by the desk, {n}")
        assert ruler.send(sent).headers["location"] == address
        page = ruler.page(address)
        ruled = page[page.index('class="ruled"') :]
        assert "✎ Ruled by people" in ruled
        assert f"seen by the desk, {n}" in ruled
        assert re.search(r"ines, \d{4}-\d\d-\d\d \d\d:\d\d", ruled)
    assert ruler.data() == before


def test_a_date_by_hand_does_not_look_like_the_machines(ruler: Ruler) -> None:
    """A pencil and words, wherever it stands; the reader marks what was rejected, with who and why."""
    event = told(ruler.data())
    ruler.send(
        ruler.form(f"/events/{event.id}", "date", event.id).filled("date", why="by the minutes", value="2019-02-03")
    )
    for address in (f"/events/{event.id}", "/timeline?since=2019-02-03&until=2019-02-03"):
        assert re.search(r'class="sure hand" role="img" aria-label="somebody ruled it"[^>]*>✎', ruler.page(address)), (
            address
        )
    statement = ruler.data().statements[0]
    sent = ruler.form(f"/reports/{statement.span.report}", "reject").filled(
        "reject", (("part", statement.id),), why="forged"
    )
    ruler.send(sent)
    page = ruler.page(f"/reports/{statement.span.report}")
    assert re.search(r'class="m [^"]*k-rejected', page)
    assert re.search(r"rejected</span>\s*by ines, \d{4}-\d\d-\d\d: forged", page)


def test_an_undo_can_be_undone(ruler: Ruler) -> None:
    """Then the decision holds again."""
    one = person(ruler.data())
    ruler.send(ruler.form(f"/names/{one.id}", "rename").filled("rename", why="as she signs", value="Someone Else"))
    for _ in range(2):
        with Record.open(ruler.path) as record:
            last = max(record.all_decisions, key=lambda d: d.when)
        ruler.undo(last.id)
    assert by_id(ruler.data().entities, one.id).name == "Someone Else"


def test_the_queue_has_a_form_for_each_thing(ruler: Ruler) -> None:
    """The first of each kind is settled from the page, and is not asked again."""
    rows = ruler.client.get("/review?format=json").json
    assert rows
    first = rows[0]
    sent = ruler.form("/review", "comment", first["id"]).filled("comment", why="looked at it")
    assert ruler.send(sent).headers["location"] == "/review"
    assert first["id"] not in [row["id"] for row in ruler.client.get("/review?format=json").json]
    for verb in {row["judge"][0] for row in rows} - {"grade"}:
        assert any(form.offers(verb) for form in forms_in(ruler.page("/review"))), verb


def test_the_queue_is_made_page_by_page(ruler: Ruler, monkeypatch: pytest.MonkeyPatch) -> None:
    """Together the pages are the whole queue in its order; the first makes no more rows than it needs, and says that there are more."""
    monkeypatch.setattr(editing, "MOST", 3)
    with Record.open(ruler.path) as record:
        rows = [(row.kind, row.id) for row in record.review()]
    assert len(rows) > 12
    seen: list[tuple[str, str]] = []
    for number in range(1, -(-len(rows) // 3) + 1):
        found = ruler.client.get(f"/review?page={number}&format=json").json
        assert len(found) <= 3
        seen += [(row["kind"], row["id"]) for row in found]
    assert seen == rows
    first, last = ruler.page("/review"), ruler.page(f"/review?page={-(-len(rows) // 3)}")
    assert "The first 4 things" in first
    assert 'href="/review?page=2"' in first
    assert f"{len(rows)} things of which" in last
    assert 'rel="next"' not in last


def test_decisions_can_be_taken_along(ruler: Ruler) -> None:
    """As the lines that the command writes, with ruling or without."""
    one = person(ruler.data())
    ruler.send(ruler.form(f"/names/{one.id}", "comment").filled("comment", why="as she signs"))
    with Record.open(ruler.path) as record:
        expected = record.export_decisions()
    taken = ruler.client.get("/decisions.jsonl")
    assert taken.content == Browser(ruler.client.port).get("/decisions.jsonl").content == expected
    assert "attachment" in taken.headers["content-disposition"]
    assert expected.count(b"\n") == 1


WRONG = [
    ("date", {"value": "yesterday", "why": "by <b>ear</b>"}, 400, "yesterday"),
    ("place", {"value": "Nowhere-on-Sea", "why": "by <b>ear</b>"}, 404, "Nowhere-on-Sea"),
    ("merge", {"value": "v-none", "why": "by <b>ear</b>"}, 404, "v-none"),
    ("date", {"value": "2020-10-06", "why": " "}, 400, "2020-10-06"),
    ("comment", {"why": "x" * 4001}, 400, "x" * 4001),
]


@pytest.mark.parametrize(("verb", "typed", "status", "kept"), WRONG)
def test_what_cannot_be_ruled_comes_back_as_it_was_typed(
    ruler: Ruler, verb: str, typed: dict[str, str], status: int, kept: str
) -> None:
    """With the message and what to do; mended, the same form rules."""
    before = ruler.data()
    event = told(before)
    answer = ruler.send(ruler.form(f"/events/{event.id}", verb, event.id).filled(verb, **typed))
    assert answer.status == status
    assert 'role="alert"' in answer.text
    assert re.search(r"E\d{3}", answer.text)
    assert ruler.data() == before
    again = next(form for form in forms_in(answer.text) if form.offers(verb))
    assert kept in [value for _, value in again.fields]
    assert not again.unlabelled
    mended = {"why": "by the minutes"} | ({"value": "2020-10-06"} if verb == "date" else {})
    if verb in ("date", "comment"):
        assert ruler.send(again.filled(verb, **mended)).headers["location"] == f"/events/{event.id}"


def test_nothing_ticked_is_told(ruler: Ruler) -> None:
    """Rather than ruled on all."""
    event = told(ruler.data())
    form = next(form for form in forms_in(ruler.page(f"/events/{event.id}")) if form.id == "passages")
    answer = ruler.send(form.filled("reject", why="forged"))
    assert answer.status == 400
    assert "No passage is ticked" in answer.text


def test_the_same_ruling_again_is_told_as_nothing_new(ruler: Ruler) -> None:
    """And is not kept twice."""
    publisher = next(report.publisher for report in ruler.data().reports if report.publisher)
    for _ in range(2):
        form = ruler.form(f"/reports?{urlencode({'publisher': publisher})}", "grade")
        ruler.send(form.filled("grade", why="often wrong", value="D"))
    assert "Nothing new" in ruler.page("/")
    with Record.open(ruler.path) as record:
        assert len(record.all_decisions) == 1


def test_a_ruling_whose_thing_is_gone_leads_to_what_it_was_applied_to(ruler: Ruler) -> None:
    """A page that is not there any more is not gone back to."""
    event = next(e for e in ruler.data().events if len(e.statements) == 1)
    form = next(form for form in forms_in(ruler.page(f"/events/{event.id}")) if form.id == "passages")
    answer = ruler.send(form.filled("reject", (("part", event.statements[0]),), why="forged"))
    assert answer.headers["location"].startswith("/reports/")
    ruler.page(answer.headers["location"])


class TestWhoMayNotRule:
    """Nothing is changed, and nothing is offered."""

    pages = ("/", "/timeline", "/names", "/decisions", "/disputes", "/reports", "/sources")

    @pytest.mark.parametrize("posted", ["/judge", "/who", "/leave", "/", "/decisions", "/api/record"])
    def test_without_edit_there_is_nothing_to_send_to(self, reader: Browser, posted: str) -> None:
        """Every form is refused."""
        assert reader.post(posted, b"verb=comment", {"origin": reader.home}).status == 405

    def test_without_edit_there_is_no_form_no_queue_and_no_door(self, reader: Browser, sample: Path) -> None:
        """The only forms are those of searching and filtering."""
        self.only_reads(reader, sample)
        for address in ("/enter?token=x", "/who", "/review"):
            assert reader.get(address).status == 404

    def test_whoever_has_not_entered_only_reads(self, serving: Callable[..., Ruler], sample: Path) -> None:
        """On the same server."""
        self.only_reads(serving(sample, enters=False).client, sample)

    def only_reads(self, client: Browser, path: Path) -> None:
        """No page has a form that is sent."""
        with Record.open(path) as record:
            things = (
                f"/events/{record.events[0].id}",
                f"/names/{record.entities[0].id}",
                f"/reports/{record.reports[0].id}",
            )
        for address in (*self.pages, *things):
            page = client.get(address).text
            assert 'method="post"' not in page, address
            assert "judging" not in page, address

    @pytest.mark.parametrize("token", ["", "x", "é", "a" * 43, "a" * 300])
    def test_another_token_opens_nothing(self, serving: Callable[..., Ruler], sample: Path, token: str) -> None:
        """And sets no cookie."""
        ruler = serving(sample, enters=False)
        answer = ruler.client.get(f"/enter?{urlencode({'token': token})}")
        assert answer.status in (400, 403)
        assert "set-cookie" not in answer.headers
        assert ruler.client.get("/review").status == 404

    def test_the_token_stays_at_the_door(self, serving: Callable[..., Ruler], sample: Path) -> None:
        """It is in no address, cookie or page; the cookie is for this server's pages alone."""
        ruler = serving(sample, enters=False)
        answer = ruler.enter()
        assert (answer.status, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
        assert ruler.door.token not in cookie + answer.text + "".join(ruler.page(page) for page in self.pages)
        assert ruler.door.token != Door().token

    FORGED = (
        ("no cookie", {"cookie": "none=1"}, {}),
        ("another site", {"origin": "https://evil.example"}, {}),
        ("another port", {"origin": "http://127.0.0.1:81"}, {}),
        ("a page without an origin", {"origin": "null"}, {}),
        ("nobody says whence", {"origin": ""}, {}),
        ("no seal", {}, {"seal": ""}),
        ("another seal", {}, {"seal": "0" * 64}),
        ("the seal of another page", {}, {"back": "/names"}),
        ("an address elsewhere", {}, {"back": "https://evil.example/"}),
        ("another kind of body", {"content-type": "text/plain"}, {}),
    )

    @pytest.mark.parametrize(("headers", "fields"), [case[1:] for case in FORGED], ids=[case[0] for case in FORGED])
    def test_a_forged_form_is_refused(self, ruler: Ruler, headers: dict[str, str], fields: dict[str, str]) -> None:
        """The same form with one thing wrong; as it is, it rules."""
        one = person(ruler.data())
        right = ruler.form(f"/names/{one.id}", "comment").filled("comment", why="seen")
        wrong = [(name, fields.get(name, value)) for name, value in right]
        assert ruler.send(wrong, **headers).status == 403
        with Record.open(ruler.path) as record:
            assert record.all_decisions == ()
        assert ruler.send(right).status == 303

    def test_a_seal_is_of_one_browser(self, ruler: Ruler) -> None:
        """Another who entered cannot use it, nor can whoever has left."""
        one = person(ruler.data())
        sent = ruler.form(f"/names/{one.id}", "comment").filled("comment", why="seen")
        other = Ruler(ruler.path, ruler.door, Browser(ruler.client.port))
        other.enter()
        assert other.send(sent).status == 403
        leave = next(form for form in forms_in(ruler.page("/")) if form.action == "/leave")
        assert ruler.send(leave.fields, "/leave").status == 303
        assert ruler.send(sent).status == 403

    @pytest.mark.parametrize(
        "address", ["//evil.example/x", "/%2Fevil.example", "/%5Cevil.example", "/nowhere?back=//evil.example"]
    )
    def test_no_form_leads_elsewhere(self, ruler: Ruler, address: str) -> None:
        """Whatever was asked for, a ruling leads back to this server."""
        leave = next(form for form in forms_in(ruler.client.get(address).text) if form.action == "/leave")
        back = dict(leave.fields)["back"]
        assert re.match(r"/[^/\\]", back)
        one = person(ruler.data())
        sent = ruler.form(f"/names/{one.id}", "comment").filled("comment", why="seen")
        answer = ruler.send([(name, dict(leave.fields).get(name, value)) for name, value in sent])
        assert answer.status == 303
        assert re.match(r"/[^/\\]", answer.headers["location"])

    @pytest.mark.parametrize("headers", [{"content-length": "200000"}, {"transfer-encoding": "chunked"}])
    def test_a_large_form_is_refused(self, ruler: Ruler, headers: dict[str, str]) -> None:
        """Before it is read."""
        assert ruler.send([("why", "x")], **headers).status == 413

    def test_too_many_fields_are_refused(self, ruler: Ruler) -> None:
        """As what cannot be ruled."""
        assert ruler.send([("part", str(n)) for n in range(700)]).status in (400, 403)


class TestWho:
    """Nobody rules without a name."""

    def test_the_page_asks_first(self, serving: Callable[..., Ruler], path: Path) -> None:
        """Until then there is no form but that one; then decisions bear the name."""
        ruler = serving(path, None, enters=False)
        one = person(ruler.data())
        assert ruler.enter().headers["location"] == "/who"
        assert not [form for form in forms_in(ruler.page(f"/names/{one.id}")) if form.action == "/judge"]
        asks = next(form for form in forms_in(ruler.page("/who")) if form.action == "/who")
        assert not asks.unlabelled
        assert ruler.send(asks.filled("", value="  "), "/who").headers["location"] == "/who"
        assert ruler.send(asks.filled("", value=" Ines  Maar "), "/who").headers["location"] == "/"
        assert ruler.send(ruler.form(f"/names/{one.id}", "comment").filled("comment", why="seen")).status == 303
        with Record.open(ruler.path) as record:
            assert [d.who for d in record.all_decisions] == ["Ines Maar"]


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\u202egnitset", "{{ 7 * 7 }}", "a\x1b[31m"],
)
def test_hostile_words_of_people_are_words(serving: Callable[..., Ruler], path: Path, words: str) -> None:
    """In a comment, a name of whoever rules, and a form that comes back."""
    ruler = serving(path, f"ines {words}")
    event = told(ruler.data())
    sent = ruler.form(f"/events/{event.id}", "comment", event.id).filled("comment", why=f"seen {words}")
    assert ruler.send(sent).status == 303
    wrong = ruler.form(f"/events/{event.id}", "date", event.id).filled("date", why=f"seen {words}", value=words)
    pages = [ruler.page(f"/events/{event.id}"), ruler.page("/decisions"), ruler.page("/"), ruler.send(wrong).text]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "seen 49" not in page
        shown = re.sub(r"<input[^>]*>", "", page)
        assert not re.findall("[\u202a-\u202e\u2066-\u2069\x1b]", shown)


def test_every_field_has_a_label(ruler: Ruler) -> None:
    """On every page with forms."""
    data = ruler.data()
    things = (f"/events/{told(data).id}", f"/names/{person(data).id}", f"/reports/{data.reports[0].id}")
    for address in (*things, f"/disputes/{data.contradictions[0].id}", "/review", "/who"):
        found = forms_in(ruler.page(address))
        assert [form for form in found if form.action != "/search"]
        assert not [name for form in found for name in form.unlabelled], address


def test_rulings_at_once_are_all_kept_and_readers_see_whole_states(ruler: Ruler) -> None:
    """Writers wait for each other; a page read meanwhile is of one state of the record."""
    people = [person(ruler.data(), n) for n in range(3)]
    sent = [
        ruler.form(f"/names/{one.id}", "rename").filled("rename", why="as they sign", value=f"Someone {n}")
        for n, one in enumerate(people)
    ]

    def read(_: int) -> int:
        return ruler.client.get("/timeline").status

    with ThreadPoolExecutor(6) as threads:
        written = [threads.submit(ruler.send, fields) for fields in sent]
        seen = list(threads.map(read, range(12)))
    assert [answer.result().status for answer in written] == [303] * 3
    assert set(seen) == {200}
    names = {e.id: e.name for e in ruler.data().entities}
    assert [names[one.id] for one in people] == ["Someone 0", "Someone 1", "Someone 2"]


def test_a_ruling_that_waits_too_long_is_told_to_come_again(ruler: Ruler, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all that was typed."""
    monkeypatch.setattr("dateline.web.editing.WAIT", 0.05)
    one = person(ruler.data())
    sent = ruler.form(f"/names/{one.id}", "comment").filled("comment", why="seen at once")
    with ruler.door.writing:
        answer = ruler.send(sent)
    assert answer.status == 503
    assert "E204" in answer.text
    assert 'value="seen at once"' in answer.text
    assert ruler.send(sent).status == 303


def test_a_ruling_while_another_process_writes_is_told_to_come_again(ruler: Ruler) -> None:
    """After the time that every writer waits; readers are not held up."""
    one = person(ruler.data())
    sent = ruler.form(f"/names/{one.id}", "comment").filled("comment", why="seen at once")
    writer = sqlite3.connect(ruler.path, isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
        answer = ruler.send(sent)
        assert (answer.status, "E204" in answer.text) == (503, True)
        assert 'value="seen at once"' in answer.text
        ruler.page(f"/names/{one.id}")
    finally:
        writer.close()
    assert ruler.send(sent).status == 303


class TestForms:
    """From fields to judgements."""

    @pytest.mark.parametrize(
        ("body", "judgements"),
        [
            (b"verb=reject&of=v-1&part=s-1&part=s-2&why=x", (Reject(("s-1", "s-2")),)),
            (b"verb=grade:2&of=v-1&part=s-1&part=s-2&why=x", (Grade("s-1", "2"), Grade("s-2", "2"))),
            (b"verb=grade&target=Kessen+Daily&value=B&why=x", (Grade("Kessen Daily", "B"),)),
            (b"verb=reject&target=s-1&target=s-1&why=x", (Reject(("s-1",)),)),
        ],
    )
    def test_a_form_is_a_judgement(self, body: bytes, judgements: tuple[object, ...]) -> None:
        """Boxes, choices and hidden fields together."""
        assert judgements_of(form_of(body)) == judgements

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"verb=reject",
            b"verb=reject&why=x",
            b"verb=eat&target=s-1&why=x",
            b"verb=date&target=v-1&why=x",
            b"verb=split&target=v-1&why=x",
            b"\xff=1",
        ],
    )
    def test_what_is_missing_is_told(self, body: bytes) -> None:
        """With its code."""
        with pytest.raises(dateline.errors.InputError, match="E105"):
            judgements_of(form_of(body))

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("v-12", "v-12"),
            ("/events/v-12", "v-12"),
            ("http://127.0.0.1:8765/names/e-1?x=1#y", "e-1"),
            ("Mara Ilvesen", "Mara Ilvesen"),
        ],
    )
    def test_an_address_of_a_page_is_its_thing(self, typed: str, meant: str) -> None:
        """And a name is a name."""
        assert thing_of(typed) == meant

    @pytest.mark.parametrize(
        ("origin", "host", "same"),
        [
            ("http://127.0.0.1:1", "127.0.0.1:1", True), ("https://room.example", "room.example", True),
            ("http://127.0.0.1:1", "127.0.0.1:2", False),
            ("null", "null", False), ("", "", False), ("file://", "", False), ("http://a@127.0.0.1:1", "127.0.0.1:1", False),
        ],
    )  # fmt: skip
    def test_origin(self, origin: str, host: str, same: bool) -> None:
        """Scheme, name and port."""
        assert same_origin(origin, host) == same
