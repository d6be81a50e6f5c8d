"""Names that only the parser takes for people's: which of them are other things or no names, and which stay people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.names import find_names
from dateline.annotate.names.lexicon import lexicon
from dateline.annotate.parse import Parser
from dateline.model.reading import Report
from dateline.rules import table, words
from dateline.segment import segment

Read = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """The printed words of every mention of a name, with its type."""

    def found(text: str) -> dict[str, str]:
        layout = segment(Report("r", "r.txt", "", "", text))
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        names = find_names(text, layout, parses, load_gazetteer())
        proper = (m for m in names.mentions if m.form in {"name", "surname", "acronym"})
        return {text[m.extent.start : m.extent.end]: m.type for m in proper}

    return found


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The Houthis fired a rocket on Friday.", "Houthis", "group"),
        ("Most refugees were Yazidis, and Yazidis were turned away.", "Yazidis", "group"),
        ("There will be more Trumps. Donald Trump is one.", "Trumps", "group"),
        ("Aides to the Obamas said that Barack Obama would go.", "Obamas", "group"),
        ("Voters backed Brexit in June, and Brexit began.", "Brexit", "event"),
        ("He was asked about Plamegate on Friday.", "Plamegate", "event"),
        ("They wanted to repeal Obamacare on Friday.", "Obamacare", "document"),
        ("Residents fled Hurricane Ophra on Friday. Ophra killed four people.", "Ophra", "event"),
        ("The coast was hit by hurricane Ophra on Friday.", "Ophra", "event"),
        ("The coast was hit by Tropical Storm Ophra. Ophra moved north.", "Tropical Storm Ophra", "event"),
        ("Sailors aboard the USS Orrin waved.", "USS Orrin", "product"),
        ("The company Genvista said so. Genvista will close.", "Genvista", "organization"),
        ("They lent money to a manufacturer called Solvandra.", "Solvandra", "organization"),
        ("Last year, the investment bank Lazarde counted the cost.", "Lazarde", "organization"),
        ("Few of the Latinos whom they asked had voted.", "Latinos", "group"),
        ("The contractor is Genpex, a Boston-based firm that moves work abroad.", "Genpex", "organization"),
        ("They spoke of Boko Haram, which joined the war.", "Boko Haram", "organization"),
        ("He opened fire with a Kalashnikov during a robbery.", "Kalashnikov", "organization"),
        ("Springsteen and Pearl Jam cancelled their concerts.", "Pearl Jam", "organization"),
        ("A woman protesting with Code Pink was led out.", "Code Pink", "organization"),
        ("Last week Veltrina said it would leave the market.", "Veltrina", "organization"),
        ("Kramer, founded by a brother of the mayor, will close.", "Kramer", "organization"),
        ("Oscar was founded by a brother of the mayor.", "Oscar", "organization"),
        ("“We say thank you,” MarchForth said.", "MarchForth", "organization"),
        ("The best films include “Hacksaw Marrow,” and few others.", "Hacksaw Marrow", "organization"),
        ("She got a share of the sitcom Seinberg.", "Seinberg", "document"),
        ("They read aloud from Timothy 3:6 on Friday.", "Timothy", "document"),
        ("He was at a rally in Vashua on Friday.", "Vashua", "place"),
        ("Shawna Cox, of Vanab, Utah, was arrested.", "Vanab", "place"),
        ("A plane fell near Xom Vhua on Friday.", "Xom Vhua", "place"),
        ("They came under fire at Bao Lai, about 20 miles west of the capital.", "Bao Lai", "place"),
        ("Crowds stood at Marianna and Webster streets.", "Marianna", "facility"),
        ("He would build the Keystone pipeline.", "Keystone", "facility"),
        ("They have ties to the Norteno Vreet gang.", "Norteno Vreet", "organization"),
        ("The Oscar nominations are out.", "Oscar", "event"),
        ("He crashed at Upper Falls and Thomas Street on Friday.", "Thomas Street", "facility"),
        ("What is done to lift Africans out of poverty?", "Africans", "group"),
        ("A lobbyist for Tyrone Foods was hurt.", "Tyrone Foods", "organization"),
        ("The Cory Brass Band played on Friday.", "Cory Brass Band", "organization"),
    ],
)
def test_what_is_no_person_is_none(read: Read, text: str, words: str, kind: str) -> None:
    assert read(text).get(words) == kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Follow the news by Email Sign Up.", "Email Sign Up"),
        ("They met the mayor #MarrowHearing.", "MarrowHearing"),
        ("The king declared a State of Emergency on Friday.", "Emergency"),
        ("He read it. See https://torvia.example/Marrow", "https://torvia.example/Marrow"),
        ("“[W]e have seen it,” he said.", "W]e"),
        ("Theresa Lane left in May. Last May she stayed. Lisa May 3 was late.", "May"),
        ("Rui Marrow spoke first. Ana Vale spoke next. The Marrow-Vale talks ended.", "Marrow-Vale"),
    ],
)
def test_words_of_pages_and_tags_are_no_names(read: Read, text: str, words: str) -> None:
    assert words not in read(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sooronbay Jeenbekov left. The crowd cheered Jeenbekov on Friday.", "Jeenbekov"),
        ("The crowd cheered Divna Maslenjak on Friday.", "Divna Maslenjak"),
        ("Carter Page and Rush Limbaugh were named, and so was Hope Yen.", "Rush Limbaugh"),
        ("Critics compared him to Mussolini and Nixon.", "Mussolini"),
        ("They spoke of the Dukakis delegates on Friday.", "Dukakis"),
        ("The Koch brothers and the Reagan era were named.", "Reagan"),
        ("“We will go,” Flake said. Nobody asked Flake why.", "Flake"),
        ("Reporters met Dake Kang, a translator.", "Dake Kang"),
        ("The judge is Gonzalo Curiel, who was born in Indiana.", "Gonzalo Curiel"),
        ("Zeke Oren Sanders left. Many say that Sanders are few.", "Sanders"),
        ("The Aga Khan arrived, and people cheered the Aga Khan.", "Aga Khan"),
        ("Poor Uncle Sam paid for it.", "Uncle Sam"),
        ("Sanders was stopping in Milwaukee. They wrote to Sanders.", "Sanders"),
        ("Few believed Winner's story. The guards freed Winner's friends.", "Winner"),
        ("Fans cheered Madonna and “Madonna” was a word of the day.", "Madonna"),
        ("Fans of Ban Ki-moon waited.", "Ban Ki-moon"),
        ("Sulaiman Vrek said it would take years.", "Sulaiman Vrek"),
        ("Mo Becker of Alabama declared, “It does not deliver.”", "Mo Becker"),
        ("They believe in McMarrow.", "McMarrow"),
        ("He saw it in McMarrow's words.", "McMarrow"),
        ("They looked at Steve, and in Steve they trusted.", "Steve"),
        ("In May, Theresa May left for Brussels.", "Theresa May"),
        ("Theresa May left on May 3. May told reporters so.", "May"),
        ("They spoke to Mrs May in June.", "Mrs May"),
        ("April Ryan asked about it.", "April Ryan"),
        ("His son Oscar won an Oscar on Friday.", "Oscar"),
        ("Beside her are Shawna Vrek, Tyrone Ford and Richard Vale.", "Tyrone Ford"),
        ("The novel Kramer wrote was praised. Critics praised Kramer.", "Kramer"),
        ("In high school Kavran drank beer.", "Kavran"),
        ("After the show Colbren told reporters that he was tired.", "Colbren"),
        ("Senators fought over the Gorsak nomination on Friday.", "Gorsak"),
        ("Neighbours know MaryBeth well.", "MaryBeth"),
        ("Jon Street said no.", "Jon Street"),
    ],
)
def test_people_stay_people(read: Read, text: str, words: str) -> None:
    """Surnames behind a full name, names that no list has, and words that are names too."""
    assert read(text).get(words) == "person"


@pytest.mark.parametrize(
    ("text", "name", "absent"),
    [
        ("Senate Majority Whip Dick Marrow agreed.", "Dick Marrow", "Whip Dick Marrow"),
        ("Both Senators Marrow and Vale agreed.", "Marrow", "Senators Marrow"),
        ("Pastor Kelvin Cobar embraced her.", "Kelvin Cobar", "Pastor Kelvin Cobar"),
        (
            "Facebook Twitter Pinterest Tom Marrow waves in the rain.",
            "Tom Marrow",
            "Facebook Twitter Pinterest Tom Marrow",
        ),
        (
            "Sen. Dick Marrow Richard (Dick) Oren MarrowSenate panel votes on harbours MORE agreed.",
            "Dick Marrow",
            "Oren MarrowSenate",
        ),
        ("Rep. Ana Vale Ana ValeHarbour strike ends MORE agreed.", "Ana Vale", "Ana Vale Ana ValeHarbour"),
        (
            "Dick Comey spoke. Comey left. Nobody heard Comey. He Came Apart in Comey Hearing",
            "Comey",
            "Comey Hearing",
        ),
    ],
)
def test_people_have_no_words_around_them(read: Read, text: str, name: str, absent: str) -> None:
    """Titles, ordinary words and the lists of stories that pages print behind a name are no part of it."""
    names = read(text)
    assert names.get(name) == "person" and absent not in names


@pytest.mark.parametrize("key", ["endings", "things"])
def test_words_that_tell_what_is_no_person_do_so(read: Read, key: str) -> None:
    for rule in table("names")[key]:
        for text, name in rule["examples"]:
            assert read(text).get(name) == rule["type"], rule["name"]


def test_ordinary_words_are_no_names_of_people() -> None:
    """What the list of names too takes away is in the counted list, so that it says nothing in vain."""
    counted: Any = table("ordinary")["words"]
    assert words("names", "names_too") <= frozenset(counted.split())
    assert lexicon().plain("Pizza") and not lexicon().plain("Hope") and not lexicon().plain("Will")
