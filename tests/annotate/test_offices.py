"""Who takes, holds or leaves which office of which body, by invented sentences; what only looks like it."""

from __future__ import annotations

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.model.reading import Report
from dateline.pipeline import annotate
from dateline.segment import segment

# A sentence, and its offices as "status|office|body|holder"; a dash where none is named.
TABLE: list[tuple[str, list[str]]] = [
    (
        "The mayors of Arden and Brill resigned.",
        ["resigned|mayors of Arden and Brill|Arden|-", "resigned|mayors of Arden and Brill|Brill|-"],
    ),
    ("Maria Lund has taken over as acting finance minister.", ["acting|acting finance minister|-|Maria Lund"]),
    ("Jon Berg resigned as mayor of Arden on Friday.", ["resigned|mayor of Arden|Arden|Jon Berg"]),
    ("Parliament appointed Jon Berg prime minister.", ["appointed|prime minister|-|Jon Berg"]),
    ("The council elected Jon Berg mayor of Arden.", ["elected|mayor of Arden|Arden|Jon Berg"]),
    ("Jon Berg was elected president in 2011.", ["elected|president|-|Jon Berg"]),
    ("Jon Berg was sworn in as president on Monday.", ["holds|president|-|Jon Berg"]),
    ("The king dismissed the governor of Arden.", ["dismissed|governor of Arden|Arden|-"]),
    ("Jon Berg refused to resign as mayor of Arden.", []),
    ("Jon Berg did not resign as governor.", []),
    ("Jon Berg may resign as governor of Arden next week.", []),
    ("Protesters demanded that Governor Jon Berg resign.", ["holds|Governor|-|Jon Berg"]),
    ("Kenyan President Jon Berg arrived on Monday.", ["holds|Kenyan President|Kenyan|Jon Berg"]),
    ("Jon Berg, the Kenyan foreign minister, spoke.", ["holds|Kenyan foreign minister|Kenyan|Jon Berg"]),
    ("Former Kenyan president Jon Berg spoke.", ["former|Former Kenyan president|Kenyan|Jon Berg"]),
    ("U.S. Secretary of State Jon Berg flew home.", ["holds|U.S. Secretary of State|U.S.|Jon Berg"]),
    ("Secretary of State Jon Berg flew home.", ["holds|Secretary of State|-|Jon Berg"]),
    ("Jon Berg, chief of staff of the army, was wounded.", ["holds|chief of staff of the army|army|Jon Berg"]),
    ("Jon Berg, the chief of staff, was wounded.", ["holds|chief of staff|-|Jon Berg"]),
    ("Jon Berg, Arden's police chief, was wounded.", ["holds|Arden's police chief|Arden|Jon Berg"]),
    ("CIA director Jon Berg testified.", ["holds|CIA director|CIA|Jon Berg"]),
    ("Jon Berg, the U.S. ambassador to Kenya, left.", ["holds|U.S. ambassador to Kenya|U.S.|Jon Berg"]),
    ("Jon Berg, ambassador to Kenya, left.", ["holds|ambassador to Kenya|Kenya|Jon Berg"]),
    ("Jon Berg, an attorney in Arden, said so.", []),
    ("The shop owner Jon Berg and a student left.", []),
    ("Jon Berg, the president's brother, was freed.", []),
    ("Presidential candidate Jon Berg was freed.", []),
    ("Jon Berg, a candidate for governor, was freed.", []),
    ("President-elect Jon Berg gave a speech.", ["elected|President-elect|-|Jon Berg"]),
    ("Self-proclaimed president Jon Berg gave a speech.", ["claimed|Self-proclaimed president|-|Jon Berg"]),
    ("Jon Berg declared himself president.", ["claimed|president|-|Jon Berg"]),
    ("Jon Berg proclaimed himself acting mayor of Arden.", ["claimed|acting mayor of Arden|Arden|Jon Berg"]),
    ("The mayor declared a curfew.", []),
    ("Officials declined to declare the president responsible.", []),
    (
        "Jon Berg replaced Maria Lund as finance minister.",
        ["appointed|finance minister|-|Jon Berg", "dismissed|finance minister|-|Maria Lund"],
    ),
    (
        "Jon Berg was replaced as finance minister by Maria Lund.",
        ["dismissed|finance minister|-|Jon Berg", "appointed|finance minister|-|Maria Lund"],
    ),
    ("Jon Berg was fired as director of the port on Friday.", ["dismissed|director of the port|port|Jon Berg"]),
    ("Jon Berg was ousted as president last year.", ["dismissed|president|-|Jon Berg"]),
    ("Guards fired grenades at the president.", []),
    ("Rebels removed a statue of the king.", []),
    ("Jon Berg stepped down as speaker of parliament.", ["resigned|speaker of parliament|parliament|Jon Berg"]),
    ("Mayor Jon Berg stepped down.", ["resigned|Mayor|-|Jon Berg"]),
    ("Jon Berg served as governor of Arden from 2010 to 2014.", ["former|governor of Arden|Arden|Jon Berg"]),
    ("Jon Berg has been governor of Arden since 2011.", ["holds|governor of Arden|Arden|Jon Berg"]),
    ("Jon Berg became prime minister in 2009.", ["holds|prime minister|-|Jon Berg"]),
    ("Jon Berg was once speaker of parliament.", ["former|speaker of parliament|parliament|Jon Berg"]),
    (
        "Jon Berg, the senator and former prosecutor general, spoke.",
        ["holds|senator|-|Jon Berg", "former|former prosecutor general|-|Jon Berg"],
    ),
    (
        "Jon Berg, the former mayor of Arden and governor of Brill, spoke.",
        ["former|former mayor of Arden|Arden|Jon Berg", "former|governor of Brill|Brill|Jon Berg"],
    ),
    ("Interim leader Jon Berg and acting mayor Maria Lund met.", ["acting|acting mayor|-|Maria Lund"]),
    ("A new interior minister was appointed.", ["appointed|interior minister|-|-"]),
    (
        "Jon Berg was named head of the security council.",
        ["appointed|head of the security council|security council|Jon Berg"],
    ),
    ("Jon Berg was nominated as ambassador to Kenya.", ["appointed|ambassador to Kenya|Kenya|Jon Berg"]),
    ("Jon Berg is the mayor of Arden.", ["holds|mayor of Arden|Arden|Jon Berg"]),
    (
        "The governors of Arden, Brill and Corvo stepped down.",
        [
            "resigned|governors of Arden, Brill and Corvo|Arden|-",
            "resigned|governors of Arden, Brill and Corvo|Brill|-",
            "resigned|governors of Arden, Brill and Corvo|Corvo|-",
        ],
    ),
    ("The Kenyan prime minister resigned.", ["resigned|Kenyan prime minister|Kenyan|-"]),
    ("Kenya's prime minister, Jon Berg, resigned.", ["resigned|Kenya's prime minister|Kenya|Jon Berg"]),
    ("Jon Berg quit the post of defence minister.", ["resigned|post of defence minister|-|Jon Berg"]),
    ("Jon Berg quit smoking.", []),
    ("Jon Berg quit his job at the bakery.", []),
    ("Jon Berg assumed the presidency on Monday.", ["holds|presidency|-|Jon Berg"]),
    ("Jon Berg was reinstated as attorney general.", ["appointed|attorney general|-|Jon Berg"]),
    ("Jon Berg, then mayor of Arden, signed it.", ["former|then mayor of Arden|Arden|Jon Berg"]),
    ("The late King Jon was buried.", ["former|late King|-|Jon"]),
    ("Jon Berg was suspended as chief of police.", ["dismissed|chief of police|police|Jon Berg"]),
    ("The senate suspended the session.", []),
    ("Jon Berg's deputy, Maria Lund, spoke.", []),
    ("Deputy Prime Minister Maria Lund spoke.", ["holds|Deputy Prime Minister|-|Maria Lund"]),
    ("The government named the ship after the queen.", []),
    ("Voters elected a new mayor in Arden.", ["elected|mayor|-|-"]),
    ("Jon Berg threatened to fire the central bank governor.", []),
    ("Jon Berg wants to become president of Kenya.", []),
    ("If elected, Jon Berg will be president.", []),
    ("Jon Berg, who was the mayor of Arden until 2012, died.", ["former|mayor of Arden|Arden|Jon Berg"]),
    ("The ousted president, Jon Berg, fled to Kenya.", ["former|ousted president|-|Jon Berg"]),
    ("Jon Berg was arrested and the mayor of Brill was dismissed.", ["dismissed|mayor of Brill|Brill|-"]),
    ("Jon Berg is a former head of the navy.", ["former|former head of the navy|navy|Jon Berg"]),
    ("Maria Lund is running to become governor of Arden.", []),
    (
        "Jon Berg, dean of a college and a former mayor of Arden, spoke.",
        ["former|former mayor of Arden|Arden|Jon Berg"],
    ),
    ("Assembly Speaker Maria Lund opened the session.", ["holds|Assembly Speaker|Assembly|Maria Lund"]),
    ("The post burned when Jon Berg was mayor of Arden, Maria Lund said.", ["former|mayor of Arden|Arden|Jon Berg"]),
    ("Maria Lund served as a counsel to the president.", []),
    ("Jon Berg was appointed to the post of defence minister.", ["appointed|post of defence minister|-|Jon Berg"]),
    ("Jon Berg resigned from the post of governor of Arden.", ["resigned|post of governor of Arden|Arden|Jon Berg"]),
    ("Jon Berg had been a senator.", ["former|senator|-|Jon Berg"]),
    ("Jon Berg boasted of being the king of Arden.", []),
    ("Jon Berg, an aide to President Ama Nuru, spoke.", ["holds|President|-|Ama Nuru"]),
    ("Jon Berg, a nephew of the mayor, spoke.", []),
    (
        "Jon Berg, vice president of planning and sales, spoke.",
        ["holds|vice president of planning and sales|-|Jon Berg"],
    ),
    ("Ama Nuru of Kenya replaced Jon Berg in the choir.", []),
    (
        "Jon Berg, a former mayor of Arden and now president of the port, spoke.",
        ["former|former mayor of Arden|Arden|Jon Berg", "holds|now president of the port|port|Jon Berg"],
    ),
    ("Paris County Mayor Maria Lund spoke.", ["holds|Paris County Mayor|Paris County|Maria Lund"]),
]


@pytest.fixture(scope="module")
def offices_of(parser):
    """A function from a text to its offices, as in the table."""

    def offices(text: str) -> list[str]:
        report = Report(id="r-1", path="a.txt", sha256="", raw_sha256="", text=text)
        layout = segment(report)
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        notes = annotate(report, layout, parses, load_gazetteer())
        named = {m.actor: notes.actors[m.actor].name for m in notes.mentions if m.form != "nominal"}
        return sorted(
            f"{o.status}|{text[o.office.start : o.office.end]}|{o.body or '-'}|{named.get(o.holder, '-')}"
            for o in notes.offices
        )

    return offices


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_the_offices_of_a_sentence(text: str, expected: list[str], offices_of) -> None:
    """Neither more nor less than the table says."""
    assert offices_of(text) == sorted(expected)


def test_who_leaves_an_office_leaves_the_one_that_the_text_gave_him(offices_of) -> None:
    """The title stands in one sentence, the resignation in the next."""
    found = offices_of("Kenyan Prime Minister Jon Berg met farmers. Berg resigned on Friday.")
    assert "resigned|Kenyan Prime Minister|Kenyan|Jon Berg" in found


def test_an_under_secretary_is_no_secretary(offices_of) -> None:
    """ "Under" is a part of the office there."""
    (office,) = offices_of("Farmers met Under Secretary of State Jon Berg on Friday.")
    assert office.split("|")[1] == "Under Secretary of State"
