"""Who speaks: tables of invented snippets with the speaker, the class of the unnamed, the relays, and what a reporter saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dateline import rules
from dateline.annotate.attribution import find_attributions
from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.names import find_names
from dateline.annotate.parse import Parser
from dateline.model.named import Named
from dateline.model.notes import Attribution
from dateline.model.reading import Extent, Report
from dateline.model.syntax import Tree
from dateline.segment import segment


@dataclass(frozen=True)
class Heard:
    """One attribution in words."""

    source: str | None
    speaker: str | None
    others: tuple[str, ...]
    cue: str | None
    content: str
    chain: tuple[tuple[str, str], ...]
    kind: str | None
    body: str | None
    several: bool
    terms: str | None
    reason: str | None
    witnessed: bool


Hear = Callable[[str], list[Heard]]


@pytest.fixture(scope="module")
def hear(parser: Parser) -> Hear:
    gazetteer = load_gazetteer()

    def found(text: str) -> list[Heard]:
        layout = segment(Report(id="r", path="a", sha256="", raw_sha256="", text=text))
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        trees = [Tree(p, s.start, n) for n, (p, s) in enumerate(zip(parses, layout.sentences, strict=True))]
        names = find_names(text, layout, parses, gazetteer)

        def cut(extent: Extent | None) -> str | None:
            return text[extent.start : extent.end] if extent else None

        def name(actor: int | None) -> str | None:
            return names.actors[actor].name if actor is not None else None

        def words(a: Attribution) -> Heard:
            u = a.unnamed
            return Heard(
                source=cut(a.source),
                speaker=name(a.speaker),
                others=tuple(name(o) or "" for o in a.others),
                cue=cut(a.cue),
                content=" ... ".join(cut(c) or "" for c in a.content),
                chain=tuple((cut(r.extent) or "", r.how) for r in a.chain),
                kind=u.kind if u else None,
                body=name(u.body) if u else None,
                several=bool(u and u.several),
                terms=cut(u.terms) if u else None,
                reason=cut(u.reason) if u else None,
                witnessed=a.witnessed,
            )

        return [words(a) for a in find_attributions(text, layout, trees, Named(names.mentions, names.actors))]

    return found


# --- who speaks ------------------------------------------------------------------------------------------------------

# A snippet, the words of the source asked for (the last such), the name of the speaker; None where nobody can know.
SPEAKERS = [
    # pronouns
    ("Mara Ilvesen opened the talks on Monday. She said the port would stay shut for a week.", "She", "Mara Ilvesen"),
    ("Mayor Jonas Reis met the crews. “We have waited for years,” he said.", "he", "Jonas Reis"),
    ("Jonas Reis said the port was safe. “Nobody left the pier. Nobody was hurt,” he added.", "he", "Jonas Reis"),
    ("Jonas Reis spoke to the crews. “Mara Ilvesen has to go. She knows it,” he said.", "he", "Jonas Reis"),
    ("Jonas Reis said the port was safe.\n\n“We looked at each crane,” he said.\n\n“None of them is broken,” he added.", "he", "Jonas Reis"),
    ("Mara Ilvesen met Jonas Reis on Monday. She told him that the port was shut.", "She", "Mara Ilvesen"),
    ("Mara Ilvesen met Petra Reis on Monday. The rain went on all day. “It was bad,” she said.", "she", "Mara Ilvesen"),
    ("Anders Holm and Jonas Reis met on Monday. He said the port would stay shut.", "He", None),
    ("The harbour union called a strike on Monday. It said that no ship would be unloaded.", "It", "harbour union"),
    ("The rain went on for hours. It said a lot about the season.", "It", None),
    ("Fishermen blocked the pier. They said that the fees had ruined them.", "They", "Fishermen"),
    ("Residents of the old quarter said the water was brown. They demanded new pipes before the winter.", "They", "Residents of the old quarter"),
    ("The ministry told the fishermen to wait. They said that they had waited for years.", "They", None),
    ("“I was at the pier when it broke,” said Jonas Reis. “I thought the crane would fall,” he said.", "he", "Jonas Reis"),
    ("Governor Petra Holm defended the plan, and she said the money was there.", "she", "Petra Holm"),
    ("Petra Holm, who runs the yard, said she had warned the owners in May.", "Petra Holm, who runs the yard", "Petra Holm"),
    ("Jonas Reis was arrested on Sunday. His brother, Emil Reis, said he had done nothing wrong.", "His brother, Emil Reis", "Emil Reis"),
    ("“The crane was old,” the engineer, Ola Brandt, said. “Everybody knew that it was old,” he added.", "he", "Ola Brandt"),
    ("Ola Brandt arrived at noon. Later the yard closed. He told workers that they would be paid.", "He", "Ola Brandt"),
    # surnames and namesakes
    ("Finance Minister Petra Holm resigned on Monday. Holm said the cabinet had lost its way.", "Holm", "Petra Holm"),
    ("Jonas Reis and his wife, Petra Reis, came to the pier. Mrs. Reis said the house was gone.", "Mrs. Reis", "Petra Reis"),
    ("Emil Vask, the oldest of the pilots, died on Friday. Lena Vask said the funeral would be small.", "Lena Vask", "Lena Vask"),
    # roles
    ("Interior Minister Jonas Reis visited the camp. The minister said new tents would arrive soon.", "The minister", "Jonas Reis"),
    ("Interior Minister Jonas Reis met Finance Minister Petra Holm. The finance minister said the money was there.", "The finance minister", "Petra Holm"),
    ("President Anders Holm spoke on Monday. The president said the vote would be repeated.", "The president", "Anders Holm"),
    ("Former President Anders Holm was freed. The president said the court was to blame.", "The president", "president"),
    ("Police chief Ola Brandt came to the square. The police chief said nobody had been shot.", "The police chief", "Ola Brandt"),
    ("Jonas Reis is a lawyer in Orrin. Emil Vask is a lawyer in Tarn. The lawyer said the case was weak.", "The lawyer", "lawyer"),
    ("Torvian Prime Minister Mara Ilvesen landed on Friday. The Torvian prime minister said she would stay until Sunday.", "The Torvian prime minister", "Mara Ilvesen"),
    # people without a name, met again
    ("A senior harbour official said the pier would be closed. “There is no other way,” the official said.", "the official", "senior harbour official"),
    ("A witness said two men ran from the bank. The witness said both wore masks.", "The witness", "witness"),
    ("A pilot said the fog came fast. “I saw nothing,” he said.", "he", "pilot"),
    ("A nurse said the wards were full. “We need blood,” she said.", "she", "nurse"),
    ("One resident said the water was brown. Another resident said it smelled of oil.", "Another resident", "resident"),
    ("A senior official said the pier was shut. A customs official said it was open. “Ask the mayor,” the official said.", "the official", "official"),
    ("A senior official spoke on Monday. Jonas Reis, a lawyer, was there too. The official said nobody had been hurt.", "The official", "senior official"),
    # possessives
    ("Jonas Reis was arrested on Sunday. His lawyer said he had done nothing wrong.", "His lawyer", "lawyer"),
    ("Jonas Reis and Emil Vask were arrested on Sunday. Reis’s lawyer said the case was weak. Vask’s lawyer said nothing was proven.", "Vask’s lawyer", "Vask’s lawyer"),
    # bodies
    ("The Fisheries Ministry closed the coast. The ministry said the ban would last a month.", "The ministry", "Fisheries Ministry"),
    ("The Orrin Election Commission met at noon. The commission said that the count had to be repeated.", "The commission", "Orrin Election Commission"),
    ("The Fisheries Ministry met the Harbour Ministry. The ministry said the ban would last.", "The ministry", "ministry"),
    ("The Harbour Safety Council (HSC) met on Monday. The HSC said that two cranes had failed.", "The HSC", "Harbour Safety Council"),
    ("Police said on Monday that two men had been held.", "Police", "Police"),
    # several
    ("Jonas Reis and Petra Holm said the port would stay shut.", "Jonas Reis and Petra Holm", "Jonas Reis"),
    ("Police and two witnesses said the shots came from the roof.", "Police and two witnesses", "Police"),
    ("Two of the soldiers said the gate had been open.", "Two of the soldiers", "soldiers"),
    # papers
    ("The Fisheries Ministry said in a statement that the ban would last. The statement said no boat would be spared.", "The statement", "Fisheries Ministry"),
    ("A statement from the Fisheries Ministry said the ban would last for a month.", "A statement from the Fisheries Ministry", "Fisheries Ministry"),
    ("The Fisheries Ministry’s report said the stocks had halved since May.", "The Fisheries Ministry’s report", "Fisheries Ministry"),
    ("A letter signed in May said the stocks had halved.", "A letter signed in May", None),
    ("According to a report by the Harbour Safety Council, two cranes had failed in May.", "a report by the Harbour Safety Council", "Harbour Safety Council"),
    ("According to a statement on the website of the Fisheries Ministry, the ban would last.", "a statement on the website of the Fisheries Ministry", "Fisheries Ministry"),
    # inverted, fronted, according to
    ("“Nobody was hurt,” said Mayor Petra Holm.", "Mayor Petra Holm", "Petra Holm"),
    ("According to Petra Holm, nobody was hurt at the pier.", "Petra Holm", "Petra Holm"),
    ("Nobody was hurt at the pier, according to Jonas Reis, a guard.", "Jonas Reis, a guard", "Jonas Reis"),
    ("Petra Holm denied that money was missing. According to her, the books were in order.", "her", "Petra Holm"),
    ("Asked about the crane, Jonas Reis said it was old and had to be replaced.", "Jonas Reis", "Jonas Reis"),
    ("Jonas Reis did not come, but Emil Vask did. “He is ill,” Vask said.", "Vask", "Emil Vask"),
    ("Mara Ilvesen praised Emil Vask for his work. “He never slept,” she said.", "she", "Mara Ilvesen"),
    ("Emil Vask praised Mara Ilvesen for her work. “She never slept,” he said.", "he", "Emil Vask"),
    ("Mara Ilvesen thanked the crews. “I owe them everything. They came in the night,” Ilvesen said. She promised new boats.", "She", "Mara Ilvesen"),
    ("Jonas Reis asked Emil Vask to resign. He said the yard had lost its money.", "He", "Jonas Reis"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "speaker"), SPEAKERS)
def test_speakers(text: str, source: str, speaker: str | None, hear: Hear) -> None:
    """The words of a source stand for whom a reader takes them, and for nobody where nobody can know."""
    found = [h for h in hear(text) if h.source == source]
    assert found, [h.source for h in hear(text)]
    assert found[-1].speaker == speaker


def test_several_speakers(hear: Hear) -> None:
    """ "X and Y said": both speak."""
    (found,) = hear("Jonas Reis, Emil Vask and Petra Holm said the port would stay shut.")
    assert (found.speaker, found.others) == ("Jonas Reis", ("Emil Vask", "Petra Holm"))
