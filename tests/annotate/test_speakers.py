"""Who speaks: tables of invented snippets with the speaker, the class of the unnamed, the relays, and what a reporter saw."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

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


class Heard(Struct, frozen=True):
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
    ("Jonas Reis said the port was safe.\n\n“We looked at each crane,” he said.\n\n“None of them is broken,” he added.",
     "he", "Jonas Reis"),
    ("Mara Ilvesen met Jonas Reis on Monday. She told him that the port was shut.", "She", "Mara Ilvesen"),
    ("Mara Ilvesen met Petra Reis on Monday. The rain went on all day. “It was bad,” she said.", "she", "Mara Ilvesen"),
    ("Anders Holm and Jonas Reis met on Monday. He said the port would stay shut.", "He", None),
    ("The harbour union called a strike on Monday. It said that no ship would be unloaded.", "It", "harbour union"),
    ("The rain went on for hours. It said a lot about the season.", "It", None),
    ("Fishermen blocked the pier. They said that the fees had ruined them.", "They", "Fishermen"),
    ("Residents of the old quarter said the water was brown. They demanded new pipes before the winter.",
     "They", "Residents of the old quarter"),
    ("The ministry told the fishermen to wait. They said that they had waited for years.", "They", None),
    ("“I was at the pier when it broke,” said Jonas Reis. “I thought the crane would fall,” he said.", "he", "Jonas Reis"),
    ("Governor Petra Holm defended the plan, and she said the money was there.", "she", "Petra Holm"),
    ("Petra Holm, who runs the yard, said she had warned the owners in May.", "Petra Holm, who runs the yard", "Petra Holm"),
    ("Jonas Reis was arrested on Sunday. His brother, Emil Reis, said he had done nothing wrong.", "His brother, Emil Reis", "Emil Reis"),
    ("“The crane was old,” the engineer, Ola Brandt, said. “Everybody knew that it was old,” he added.", "he", "Ola Brandt"),
    ("Ola Brandt arrived at noon. Later the yard closed. He told workers that they would be paid.", "He", "Ola Brandt"),
    # described behind a comma
    ("Emil Reis, a photographer who said his brothers were arrested, left on Monday.", "who", "Emil Reis"),
    ("Model Steel, the only maker of the lamp, stopped on Monday, saying it never meant to sell it.",
     "Model Steel, the only maker of the lamp", "Model Steel"),
    # surnames and namesakes
    ("Finance Minister Petra Holm resigned on Monday. Holm said the cabinet had lost its way.", "Holm", "Petra Holm"),
    ("Jonas Reis and his wife, Petra Reis, came to the pier. Mrs. Reis said the house was gone.", "Mrs. Reis", "Petra Reis"),
    ("Emil Vask, the oldest of the pilots, died on Friday. Lena Vask said the funeral would be small.", "Lena Vask", "Lena Vask"),
    # roles
    ("Interior Minister Jonas Reis visited the camp. The minister said new tents would arrive soon.", "The minister", "Jonas Reis"),
    ("Interior Minister Jonas Reis met Finance Minister Petra Holm. The finance minister said the money was there.",
     "The finance minister", "Petra Holm"),
    ("President Anders Holm spoke on Monday. The president said the vote would be repeated.", "The president", "Anders Holm"),
    ("Former President Anders Holm was freed. The president said the court was to blame.", "The president", "president"),
    ("Police chief Ola Brandt came to the square. The police chief said nobody had been shot.", "The police chief", "Ola Brandt"),
    ("Jonas Reis is a lawyer in Orrin. Emil Vask is a lawyer in Tarn. The lawyer said the case was weak.", "The lawyer", "lawyer"),
    ("Torvian Prime Minister Mara Ilvesen landed on Friday. The Torvian prime minister said she would stay until Sunday.",
     "The Torvian prime minister", "Mara Ilvesen"),
    # people without a name, met again
    ("A senior harbour official said the pier would be closed. “There is no other way,” the official said.",
     "the official", "senior harbour official"),
    ("A witness said two men ran from the bank. The witness said both wore masks.", "The witness", "witness"),
    ("A pilot said the fog came fast. “I saw nothing,” he said.", "he", "pilot"),
    ("A nurse said the wards were full. “We need blood,” she said.", "she", "nurse"),
    ("One resident said the water was brown. Another resident said it smelled of oil.", "Another resident", "resident"),
    ("A senior official said the pier was shut. A customs official said it was open. “Ask the mayor,” the official said.",
     "the official", "official"),
    ("A senior official spoke on Monday. Jonas Reis, a lawyer, was there too. The official said nobody had been hurt.",
     "The official", "senior official"),
    # possessives
    ("Jonas Reis was arrested on Sunday. His lawyer said he had done nothing wrong.", "His lawyer", "lawyer"),
    ("Jonas Reis and Emil Vask were arrested on Sunday. Reis’s lawyer said the case was weak. Vask’s lawyer said nothing was proven.",
     "Vask’s lawyer", "Vask’s lawyer"),
    # bodies
    ("The Fisheries Ministry closed the coast. The ministry said the ban would last a month.", "The ministry", "Fisheries Ministry"),
    ("The Orrin Election Commission met at noon. The commission said that the count had to be repeated.",
     "The commission", "Orrin Election Commission"),
    ("The Fisheries Ministry met the Harbour Ministry. The ministry said the ban would last.", "The ministry", "ministry"),
    ("The Harbour Safety Council (HSC) met on Monday. The HSC said that two cranes had failed.", "The HSC", "Harbour Safety Council"),
    ("Police said on Monday that two men had been held.", "Police", "Police"),
    ("Harbour Watch International said two cranes had failed. The rights group said nobody had been told.",
     "The rights group", "Harbour Watch International"),
    ("Harbour Watch International and Orrin Aid Foundation met. The group said nobody had been told.", "The group", "group"),
    # several
    ("Jonas Reis and Petra Holm said the port would stay shut.", "Jonas Reis and Petra Holm", "Jonas Reis"),
    ("Police and two witnesses said the shots came from the roof.", "Police and two witnesses", "Police"),
    ("Two of the soldiers said the gate had been open.", "Two of the soldiers", "soldiers"),
    # papers
    ("The Fisheries Ministry said in a statement that the ban would last. The statement said no boat would be spared.",
     "The statement", "Fisheries Ministry"),
    ("A statement from the Fisheries Ministry said the ban would last for a month.",
     "A statement from the Fisheries Ministry", "Fisheries Ministry"),
    ("The Fisheries Ministry’s report said the stocks had halved since May.", "The Fisheries Ministry’s report", "Fisheries Ministry"),
    ("A letter signed in May said the stocks had halved.", "A letter signed in May", None),
    ("According to a report by the Harbour Safety Council, two cranes had failed in May.",
     "a report by the Harbour Safety Council", "Harbour Safety Council"),
    ("According to a statement on the website of the Fisheries Ministry, the ban would last.",
     "a statement on the website of the Fisheries Ministry", "Fisheries Ministry"),
    ("The road is shut, local news website 31.kt reported on Monday.", "local news website 31.kt", "local news website"),
    # inverted, fronted, according to
    ("“Nobody was hurt,” said Mayor Petra Holm.", "Mayor Petra Holm", "Petra Holm"),
    ("According to Petra Holm, nobody was hurt at the pier.", "Petra Holm", "Petra Holm"),
    ("Nobody was hurt at the pier, according to Jonas Reis, a guard.", "Jonas Reis, a guard", "Jonas Reis"),
    ("Petra Holm denied that money was missing. According to her, the books were in order.", "her", "Petra Holm"),
    ("Asked about the crane, Jonas Reis said it was old and had to be replaced.", "Jonas Reis", "Jonas Reis"),
    ("Jonas Reis did not come, but Emil Vask did. “He is ill,” Vask said.", "Vask", "Emil Vask"),
    ("Mara Ilvesen praised Emil Vask for his work. “He never slept,” she said.", "she", "Mara Ilvesen"),
    ("Emil Vask praised Mara Ilvesen for her work. “She never slept,” he said.", "he", "Emil Vask"),
    ("Mara Ilvesen thanked the crews. “I owe them everything. They came in the night,” Ilvesen said. She promised new boats.",
     "She", "Mara Ilvesen"),
    ("Petra Holm noted that if Emil Vask were honest, he would resign. He said nothing on Monday. Reis said he would go.",
     "He", "Emil Vask"),
    ("Jonas Reis spoke at noon. The mayor, he said, was trying to win time.", "he", "Jonas Reis"),
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


LINE = "LENA ORLOVA, MODEL TV CORRESPONDENT: The pier is shut tonight. I think it will stay so."
LINES = [
    (LINE, [("Lena Orlova", "LENA ORLOVA, MODEL TV CORRESPONDENT"), ("Lena Orlova", "I")]),
    ("NEW: Troops hold the pier and the market.", []),
    ("CORRECTION: An earlier version misspelt the name of the pier.", []),
    ("UNIDENTIFIED MALE: The pier is shut tonight.", [(None, "UNIDENTIFIED MALE")]),
]


@pytest.mark.parametrize("text, voices", LINES)
def test_lines_of_a_transcript(hear: Hear, text: str, voices: list[tuple[str | None, str]]) -> None:
    """The name before the title of a line speaks, also as "I"; a word for what follows is nobody."""
    intro = "Lena Orlova of Model TV was at the pier on Monday.\n\n"
    found = [(h.speaker, h.source) for h in hear(intro + text)]
    assert found == voices


@pytest.mark.parametrize("text, speaker", [
    ("Witnesses in Vantor, a port of half a million people, and Belm, a refinery town, said troops were near.", "Witnesses"),
    ("Emil Reis, Middle East and North Africa analyst at Model Energy, said prices would rise.", "Emil Reis"),
    ("A former harbour director, and veteran of the port office, said a review was due.", "former harbour director"),
])  # fmt: skip
def test_one_voice(hear: Hear, text: str, speaker: str) -> None:
    """A second place, or a second word for the same person, is no second voice."""
    (found,) = hear(text)
    assert (found.speaker, found.others) == (speaker, ())


# --- who passes it on ------------------------------------------------------------------------------------------------

# A sentence, the words of the source asked for, its relays with what they are, nearest to the speaker first.
THAT = "that the bridge over the river would stay shut for the winter"
RELAYS = [
    (f"Lena Orlova was quoted by the Torvian service of Radio Free Europe as saying {THAT}.",
     "Lena Orlova", [("the Torvian service of Radio Free Europe", "named")]),
    (
        "The fee has to be cut this week, Lena Orlova was quoted by the Torvian service of Radio Free Europe as saying.",
        "Lena Orlova",
        [("the Torvian service of Radio Free Europe", "named")],
    ),
    (f"Lena Orlova was cited by Interfax as saying {THAT}.", "Lena Orlova", [("Interfax", "named")]),
    ("The bridge will stay shut, Lena Orlova was quoted as saying by Interfax.", "Lena Orlova", [("Interfax", "named")]),
    (f"Lena Orlova told Reuters {THAT}.", "Lena Orlova", [("Reuters", "named")]),
    (f"Lena Orlova told the TASS news agency {THAT}.", "Lena Orlova", [("the TASS news agency", "named")]),
    (f"Lena Orlova told Brightwater {THAT}.", "Lena Orlova", [("Brightwater", "told")]),
    (f"Lena Orlova told reporters {THAT}.", "Lena Orlova", []),
    (f"Lena Orlova told parliament {THAT}.", "Lena Orlova", []),
    ("“The bridge is shut,” Lena Orlova told CNN’s evening programme.", "Lena Orlova", [("CNN", "named")]),
    (f"Lena Orlova told a news conference broadcast on state television {THAT}.", "Lena Orlova", [("state television", "named")]),
    ("Lena Orlova told Reuters that the bridge was shut, adding that two ferries were lost.", "Lena Orlova", [("Reuters", "named")]),
    (f"Lena Orlova said in an interview with the BBC {THAT}.", "Lena Orlova", [("the BBC", "named")]),
    ("In an interview with CNN on Sunday, Lena Orlova said the bridge over the river would stay shut.", "Lena Orlova", [("CNN", "named")]),
    ("Speaking to the BBC, Lena Orlova said the bridge over the river would stay shut.", "Lena Orlova", [("the BBC", "named")]),
    ("Speaking on state radio, Lena Orlova said the bridge over the river would stay shut.", "Lena Orlova", [("state radio", "named")]),
    (f"Lena Orlova said in comments carried by state television {THAT}.", "Lena Orlova", [("state television", "named")]),
    ("In remarks published by Al Jazeera, Lena Orlova said the bridge over the river would stay shut.",
     "Lena Orlova", [("Al Jazeera", "named")]),
    (f"Lena Orlova said in a speech broadcast on state television {THAT}.", "Lena Orlova", [("state television", "named")]),
    (f"Lena Orlova said in a statement to Reuters {THAT}.", "Lena Orlova", [("a statement", "document"), ("Reuters", "named")]),
    (f"Lena Orlova said in a statement carried by the TASS news agency {THAT}.",
     "Lena Orlova", [("a statement", "document"), ("the TASS news agency", "named")]),
    (f"The ministry said in a statement on its website {THAT}.",
     "The ministry", [("a statement", "document"), ("its website", "document")]),
    ("The ministry issued a statement on its website, saying that the bridge would stay shut.",
     "The ministry", [("a statement", "document"), ("its website", "document")]),
    (f"Lena Orlova said in a televised speech {THAT}.", "Lena Orlova", []),
    (f"Lena Orlova wrote on Facebook {THAT}.", "Lena Orlova", [("Facebook", "platform")]),
    ("“The bridge is shut for the winter,” Lena Orlova posted on Twitter.", "Lena Orlova", [("Twitter", "platform")]),
    (f"Lena Orlova said in a post on Telegram {THAT}.", "Lena Orlova", [("a post", "document"), ("Telegram", "platform")]),
    ("In a Facebook post, Lena Orlova said the bridge over the river would stay shut.",
     "Lena Orlova", [("a Facebook post", "document"), ("Facebook", "platform")]),
    ("In a video posted on YouTube, Lena Orlova said the bridge over the river would stay shut.", "Lena Orlova", [("YouTube", "platform")]),
    ("Local media reported that officials said the bridge over the river would stay shut.", "officials", [("Local media", "outer")]),
    ("State TV said the minister had said the bridge over the river would stay shut.", "the minister", [("State TV", "outer")]),
    ("Lena Orlova said the bridge over the river would stay shut, the BBC reported.", "Lena Orlova", [("the BBC", "outer")]),
    ("The mayor said the bridge over the river would stay shut, according to Reuters.", "The mayor", [("Reuters", "outer")]),
    ("According to the BBC, the mayor said the bridge over the river would stay shut.", "the mayor", [("the BBC", "outer")]),
    ("Reuters reported that Lena Orlova told Al Jazeera the bridge over the river would stay shut.",
     "Lena Orlova", [("Al Jazeera", "named"), ("Reuters", "outer")]),
    ("The mayor told the BBC that officials had said the bridge over the river would stay shut.",
     "officials", [("The mayor", "outer"), ("the BBC", "named")]),
    ("Lena Orlova said, as reported by Reuters, that the bridge over the river would stay shut.", "Lena Orlova", [("Reuters", "named")]),
    ("The bridge over the river would stay shut, officials quoted by the BBC said.", "officials quoted by the BBC", [("the BBC", "named")]),
    ("According to officials quoted by state television, the bridge over the river would stay shut.",
     "officials quoted by state television", [("state television", "named")]),
    ("Lena Orlova, quoted by Reuters, said the bridge over the river would stay shut.",
     "Lena Orlova, quoted by Reuters", [("Reuters", "named")]),
    ("According to a report by the BBC, the bridge over the river would stay shut.", "a report by the BBC", [("a report", "document")]),
    ("The bridge will stay shut, Reuters reported on Monday, citing the transport ministry.",
     "the transport ministry", [("Reuters", "named")]),
    ("Reuters, citing two officials, said the bridge over the river would stay shut.", "two officials", [("Reuters", "named")]),
    ("The bridge will stay shut, AFP reported, quoting the mayor.", "the mayor", [("AFP", "named")]),
    ("The newspaper said, citing a police report, that the bridge over the river would stay shut.",
     "a police report", [("a police report", "document"), ("The newspaper", "named")]),
    (f"State news agency TASS quoted Lena Orlova as saying {THAT}.", "Lena Orlova", [("TASS", "named")]),
    (f"CNN quoted him as saying {THAT}.", "him", [("CNN", "named")]),
    (f"The Sample Gazette cited the mayor as saying {THAT}.", "the mayor", [("The Sample Gazette", "named")]),
    ("“The bridge is shut,” state news agency MENA quoted the minister as saying.", "the minister", [("state news agency MENA", "named")]),
    ("The ministry said the bridge over the river would stay shut, citing heavy snow.", "The ministry", []),
    ("Two officials told Reuters on condition of anonymity that the bridge would stay shut.", "Two officials", [("Reuters", "named")]),
    ("“The bridge is shut,” Lena Orlova told Reuters. “It will stay shut,” she said.", "she", [("Reuters", "named")]),
    ("Lena Orlova told Reuters that the bridge was shut. She added that two ferries were lost.", "She", [("Reuters", "named")]),
    ("Lena Orlova told Reuters that the bridge was shut. On Friday she met the crews and said they had done well.", "she", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "chain"), RELAYS)
def test_relays(text: str, source: str, chain: list[tuple[str, str]], hear: Hear) -> None:
    """Whoever passed it on stands in the chain, nearest to the speaker first; nobody else does."""
    found = [h for h in hear(text) if h.source == source]
    assert found, [(h.source, h.cue) for h in hear(text)]
    assert list(found[-1].chain) == chain


def test_whom_an_outlet_cites_is_said_once(hear: Hear) -> None:
    """That an outlet quotes or cites somebody is no saying beside what is said."""
    for text in (
        "TASS quoted the mayor as saying the bridge was shut.",
        "Reuters said, citing the mayor, that the bridge was shut.",
    ):
        assert [h.source for h in hear(text)] == ["the mayor"], text


def test_post_by_platform(hear: Hear) -> None:
    """The link printed with a post is the platform that it was taken from."""
    text = "The hall burned.\n\nWe are inside the hall now #Arden\n\npic.twitter.com/abc — Sample Paper (@samplepaper) October 6, 2020"
    assert [h.chain for h in hear(text) if h.source] == [(("pic.twitter.com", "platform"),)]


# --- sources without a name ------------------------------------------------------------------------------------------

# A sentence, class, body, several, terms, reason; the first attribution is asked.
UNNAMED = [
    ("A spokesman for the Fisheries Ministry said the ban would last.", "spokesperson", "Fisheries Ministry", False, None, None),
    ("The Fisheries Ministry closed the coast. A ministry spokesman said the ban would last.",
     "spokesperson", "Fisheries Ministry", False, None, None),
    ("Two police officers said the gate had been open.", "police", None, True, None, None),
    ("A hospital official said nine people had been treated.", "medic", None, False, None, None),
    ("A Western diplomat said the talks had failed.", "diplomat", None, False, None, None),
    ("Army commanders said the road was safe again.", "military", None, True, None, None),
    ("A security source said the men had been followed for weeks.", "security", None, False, None, None),
    ("Witnesses said the shots came from the roof.", "witness", None, True, None, None),
    ("A resident of the old quarter said the water was brown.", "resident", None, False, None, None),
    ("Jonas Reis’s lawyer said his client would appeal.", "lawyer", "Jonas Reis", False, None, None),
    ("Jonas Reis was held on Sunday. His lawyer said he would appeal.", "lawyer", "Jonas Reis", False, None, None),
    ("An aide to Mara Ilvesen said she would resign.", "aide", "Mara Ilvesen", False, None, None),
    ("The Torvian government met. Torvian farmers said the fees had ruined them.", "worker", None, True, None, None),
    ("Analysts said the vote would change little.", "expert", None, True, None, None),
    ("People familiar with the matter said the bank would be sold.", "source", None, True, None, None),
    ("Sources close to the talks said the deal was near.", "source", None, True, None, None),
    ("A person briefed on the plan said the bank would be sold.", "source", None, False, None, None),
    ("One man said the crowd had been calm.", "person", None, False, None, None),
    ("A rebel commander said the town had fallen.", "fighter", None, False, None, None),
    ("Government sources said the cabinet would meet at night.", "official", None, True, None, None),
    ("A senior official, who spoke on condition of anonymity because the talks go on, said the deal was near.", "official", None, False,
     "on condition of anonymity because the talks go on", "because the talks go on"),
    ("The deal is near, a senior official said on condition of anonymity.", "official", None, False, "on condition of anonymity", None),
    ("A clerk, who asked not to be named for fear of losing her job, said the files were gone.", "worker", None, False,
     "asked not to be named for fear of losing her job", "for fear of losing her job"),
    ("A nurse who declined to be identified, citing hospital rules, said the wards were full.", "medic", None, False,
     "declined to be identified, citing hospital rules", "citing hospital rules"),
    ("An engineer said the beam had cracked. The engineer requested anonymity to discuss the accident freely.", "worker", None, False,
     "requested anonymity to discuss the accident freely", "to discuss the accident freely"),
    ("Mara Ilvesen said the port was shut.", None, None, False, None, None),
    ("The Fisheries Ministry said the coast was shut.", None, None, False, None, None),
    ("Police chief Ola Brandt came. The police chief said nobody had been shot.", None, None, False, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "body", "several", "terms", "reason"), UNNAMED)
def test_unnamed(
    text: str, kind: str | None, body: str | None, several: bool, terms: str | None, reason: str | None, hear: Hear
) -> None:
    """A source without a name has a class, its body, and the terms and the reason that are printed."""
    first = hear(text)[0]
    assert (first.kind, first.body, first.several, first.terms, first.reason) == (kind, body, several, terms, reason)


@pytest.mark.parametrize("rule", rules.table("speakers")["unnamed"], ids=lambda r: r["kind"])
def test_examples_of_classes(rule: dict[str, object], hear: Hear) -> None:
    """The examples of each class are of it."""
    for example in rule["examples"]:  # type: ignore[attr-defined]
        assert [h.kind for h in hear(f"{example[0].upper()}{example[1:]} said that the gate had been open.")] == [
            rule["kind"]
        ], example


@pytest.mark.parametrize("rule", rules.table("speakers")["anonymity"], ids=lambda r: r["name"])
def test_examples_of_terms(rule: dict[str, object]) -> None:
    """Each example holds the words of its rule."""
    assert all(re.search(str(rule["pattern"]), example) for example in rule["examples"])  # type: ignore[attr-defined]


def test_a_wish_for_no_name_is_no_saying(hear: Hear) -> None:
    """ "Asked not to be named" is told of a source, and is not what the source says."""
    found = hear("A clerk said the files were gone. The clerk asked not to be named because of the police.")
    assert [(h.cue, h.terms) for h in found] == [("said", "asked not to be named because of the police")]


# --- what a reporter saw ---------------------------------------------------------------------------------------------

WITNESSED = [
    ("A Reuters correspondent saw soldiers close the bridge.", "A Reuters correspondent", "soldiers close the bridge"),
    ("Reporters at the scene heard shots near the bridge.", "Reporters at the scene", "shots near the bridge"),
    ("I saw two men run across the bridge.", "I", "two men run across the bridge"),
    ("Journalists from the BBC saw smoke rising from the bridge.", "Journalists from the BBC", "smoke rising from the bridge"),
    ("According to a Reuters witness, soldiers closed the bridge.", "a Reuters witness", "soldiers closed the bridge"),
    ("An AFP photographer at the scene said the bridge had been closed.", "An AFP photographer at the scene", "the bridge had been closed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), WITNESSED)
def test_witnessed(text: str, source: str, content: str, hear: Hear) -> None:
    """What a reporter tells to have seen or heard is witnessed, by whom and what."""
    (found,) = hear(text)
    assert (found.source, found.content, found.witnessed) == (source, content, True)


@pytest.mark.parametrize(
    "text",
    [
        "A witness saw soldiers close the bridge.",
        "The minister saw the report on Monday.",
        "Residents heard shots near the bridge.",
        "A Reuters correspondent did not see any soldiers.",
        "Reporters at the scene heard from residents that the bridge was shut.",
        "We saw this in many other countries.",
        "“I saw two men run across the bridge,” said Jonas Reis.",
    ],
)
def test_not_witnessed(text: str, hear: Hear) -> None:
    """What others saw, and what a reporter did not see, no reporter witnessed."""
    assert not any(h.witnessed for h in hear(text))


# --- what always holds -----------------------------------------------------------------------------------------------

SENTENCES = [
    "Mara Ilvesen told Reuters that the port was shut.",
    "“We go,” he said.",
    "Jonas Reis and Petra Holm said the pier was old.",
    "A clerk, who asked not to be named because of the police, said the files were gone.",
    "The clerk declined to be identified.",
    "Local media reported that officials said the bridge was closed.",
    "TASS quoted the mayor as saying the bridge was shut, citing him.",
    "The Fisheries Ministry said in a statement on its website that the ban would last.",
    "The statement said, according to Reuters, that no boat would be spared.",
    "She added that “nobody knows",
    "I saw two men run across the bridge.",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.sampled_from(SENTENCES), max_size=9), breaks=st.booleans())
def test_whatever_follows_whatever(chosen: list[str], breaks: bool, hear: Hear) -> None:
    """Nobody speaks twice in one saying, no relay stands twice in a chain, and a reason is part of its terms."""
    for heard in hear(("\n\n" if breaks else " ").join(chosen)):
        assert heard.content
        assert len({heard.speaker, *heard.others}) == 1 + len(heard.others)
        assert len(set(heard.chain)) == len(heard.chain)
        assert heard.reason is None or (heard.terms or "").endswith(heard.reason)
        assert heard.kind is None or heard.speaker not in {
            "Mara Ilvesen",
            "Jonas Reis",
            "Petra Holm",
            "Fisheries Ministry",
        }
