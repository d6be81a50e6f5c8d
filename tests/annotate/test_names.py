"""Names, roles, references and places in invented reports, read with the parser that users have."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.names import Names, find_names
from dateline.annotate.parse import Parser
from dateline.model.notes import Actor
from dateline.model.reading import Extent, Report
from dateline.segment import segment

Read = Callable[[str], "Found"]


class Found:
    """The names of one text, asked by words."""

    def __init__(self, text: str, names: Names) -> None:
        self.text, self.names = text, names

    def words(self, extent: Extent) -> str:
        return self.text[extent.start : extent.end]

    def actor(self, name: str) -> Actor:
        return next(a for a in self.names.actors if a.name == name)

    def of(self, words: str, nth: int = 0) -> str | None:
        """The name of the actor of the ``nth`` mention printed as ``words``; None where there is no such mention."""
        found = [m for m in self.names.mentions if self.words(m.extent) == words]
        return self.names.actors[found[nth].actor].name if len(found) > nth else None

    def roles(self, name: str) -> list[str]:
        return [self.words(role) for role in self.actor(name).roles]

    def type(self, words: str) -> str | None:
        return next((m.type for m in self.names.mentions if self.words(m.extent) == words), None)

    def form(self, words: str) -> str | None:
        return next((m.form for m in self.names.mentions if self.words(m.extent) == words), None)


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    def found(text: str) -> Found:
        layout = segment(Report("r", "r.txt", "", "", text))
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        return Found(text, find_names(text, layout, parses, load_gazetteer()))

    return found


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        (
            "Workers met officials of the Ministry of Rivers and Ports in Lisbon on Friday.",
            "Ministry of Rivers and Ports",
            "organization",
        ),
        ("The Commission for Harbour Safety fined two captains.", "Commission for Harbour Safety", "organization"),
        ("Marchers surrounded Lisbon's City Hall on Friday.", "City Hall", "facility"),
        ("Maria Teles, a member of the Verde Claro party, spoke first.", "Verde Claro", "organization"),
        ("Rui Lobo of the Verde Claro opposition party disagreed.", "Rui Lobo", "person"),
        ("The blaze began near the Porto Novo Airport, residents said.", "Porto Novo Airport", "facility"),
        ("Ferries were cancelled, local news website 48.kg reported.", "48.kg", "outlet"),
        ("The strike went on, Reuters reported.", "Reuters", "outlet"),
        (
            "He told the Portuguese service of Radio Free Europe/Radio Liberty that it was over.",
            "Radio Free Europe/Radio Liberty",
            "outlet",
        ),
        ("Riot police dispersed the dockers in Lisbon.", "Riot police", "organization"),
        ("Opposition supporters blocked the bridge in Lisbon.", "Opposition supporters", "group"),
    ],
)
def test_names_are_whole_and_of_their_kind(read: Read, text: str, words: str, kind: str) -> None:
    """A name stands whole, without article, title and possessive, and its type follows its words and surroundings."""
    assert read(text).type(words) == kind


def test_a_doctrine_is_nobody(read: Read) -> None:
    found = read("Rui Lobo blamed Populism in Lisbon. The Ministry of Tourism blamed Chism.")
    assert found.of("Populism") is None
    assert found.type("Ministry of Tourism") == "organization"
    assert found.of("Chism") == "Chism"


def test_a_title_with_a_place_before_the_name_is_a_role(read: Read) -> None:
    found = read("Former ambassador to Portugal Rui Lobo carried the message.")
    assert found.roles("Rui Lobo") == ["Former ambassador to Portugal"]


def test_what_the_name_after_the_comma_explains_is_a_role(read: Read) -> None:
    found = read("The old harbour mayor, Rui Lobo, was cheered in Lisbon.")
    assert found.roles("Rui Lobo") == ["old harbour mayor"]
    assert found.of("old harbour mayor") is None


def test_the_party_and_state_of_a_senator_are_no_name(read: Read) -> None:
    found = read("Sen. Rui Lobo (D-N.Y.) and Rep. Ana Reis (R-Ohio) voted against it.")
    assert {a.name for a in found.names.actors if a.type != "place"} == {"Rui Lobo", "Ana Reis"}


def test_titles_and_descriptions_are_roles_and_not_names(read: Read) -> None:
    found = read("Portuguese poet and former senior customs official Rui Lobo met President Maria Teles on Friday.")
    assert found.roles("Rui Lobo") == ["Portuguese poet and former senior customs official"]
    assert found.roles("Maria Teles") == ["President"]


def test_appositions_are_roles_without_the_age(read: Read) -> None:
    found = read("Maria Teles, 61, a member of the Verde Claro party, told Reuters that she would resign.")
    assert found.roles("Maria Teles") == ["a member of the Verde Claro party"]


def test_a_subject_after_a_comma_is_no_apposition(read: Read) -> None:
    found = read("At a rally in support of Rui Lobo, a retired teacher told Reuters that it was late.")
    assert found.roles("Rui Lobo") == []
    assert found.of("retired teacher") == "retired teacher"


def test_a_party_after_of_is_a_role(read: Read) -> None:
    found = read("Rui Lobo of the Verde Claro opposition party was quoted by Reuters.")
    assert found.roles("Rui Lobo") == ["of the Verde Claro opposition party"]


def test_a_surname_is_the_full_name_of_the_report(read: Read) -> None:
    found = read("President Maria Teles resigned on Monday. Teles had ruled for a decade.")
    assert found.of("Teles") == "Maria Teles"
    assert found.form("Teles") == "surname"


def test_relatives_stay_apart_and_the_bare_surname_is_the_one_with_the_office(read: Read) -> None:
    text = "President Maria Teles spoke on Monday. Her brother Rui Teles called for calm. Teles refused to resign."
    found = read(text)
    assert found.of("Rui Teles") == "Rui Teles"
    assert found.of("Teles") == "Maria Teles"


def test_who_is_named_after_a_parent_is_another_person(read: Read) -> None:
    found = read("Rui Lobo praised his son, Rui Lobo Jr., in Lisbon. Mr. Lobo Jr. said nothing. Lobo left.")
    assert found.of("Rui Lobo") != found.of("Rui Lobo Jr.")
    assert found.of("Lobo Jr.") == found.of("Rui Lobo Jr.")
    assert found.of("Lobo") == found.of("Rui Lobo")


def test_who_loses_the_mark_with_the_initial_is_one_person(read: Read) -> None:
    found = read("Judge Rui G. Lobo Jr. ruled on Friday. Rui Lobo has sat on the court since 2005. Lobo left.")
    assert found.of("Rui Lobo") == found.of("Rui G. Lobo Jr.") == found.of("Lobo")


def test_a_title_of_the_other_sex_is_another_person(read: Read) -> None:
    found = read("Robert Brand spoke first. Linda Brand spoke next. Mrs. Brand was cheered, and Mr. Brand was not.")
    assert found.of("Brand", 0) == "Linda Brand"
    assert found.of("Brand", 1) == "Robert Brand"


def test_an_acronym_in_brackets_is_the_long_name(read: Read) -> None:
    found = read("The National Harbour Council (NHC) met on Monday. The NHC fined two captains.")
    assert found.of("NHC") == "National Harbour Council"
    assert found.form("NHC") == "acronym"


def test_the_president_is_the_one_who_is_and_not_the_one_who_was(read: Read) -> None:
    text = "President Maria Teles met former President Rui Lobo. Crowds cheered the president. The ex-president left early."
    found = read(text)
    assert found.of("president") == "Maria Teles"
    assert found.of("ex-president") == "Rui Lobo"


def test_a_role_reaches_back_a_few_sentences_only(read: Read) -> None:
    start, rain = "Prosecutor Rui Lobo spoke first. ", "It rained all day in Lisbon. "
    assert read(start + rain + "The prosecutor left early.").of("prosecutor") == "Rui Lobo"
    assert read(start + rain * 8 + "The prosecutor left early.").of("prosecutor") == "prosecutor"


def test_a_surname_that_is_a_country_is_the_person_unless_the_report_goes_there(read: Read) -> None:
    assert read("Rep. Hugo Jordan voted against it. Jordan said the plan was wrong.").of("Jordan") == "Hugo Jordan"
    assert read("Rep. Hugo Jordan flew to Amman. He met refugees in Jordan.").type("Jordan") == "place"


def test_an_office_that_nobody_named_holds_is_an_actor_of_its_own(read: Read) -> None:
    found = read("Marchers broke into the president's office. Former President Rui Lobo was freed.")
    assert found.of("president") == "president"


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        ("Maria Teles resigned on Monday. She left Lisbon.", "She", "Maria Teles"),
        ("Rui Lobo praised Maria Teles. He left Lisbon.", "He", "Rui Lobo"),
        ("Rui Lobo met Hugo Brand and Omar Reis. It rained.", "It", None),
        ("“He must go,” Rui Lobo said.", "He", None),
        ("The Harbour Council said it would consider the request.", "it", "Harbour Council"),
        ("Dock protesters stormed the gate. They carried torches.", "They", "Dock protesters"),
        ("Dock protesters threw bottles. They were empty.", "They", None),
        ("Rui Lobo urged Hugo Brand to say that he would resign.", "he", "Hugo Brand"),
        ("Rui Lobo told Hugo Brand that he would resign.", "he", None),
        ("Rui Lobo spoke on Monday. A clerk, he said, was ill.", "he", "Rui Lobo"),
        ("Hugo Brand left on Monday. Rui Lobo says he asked the clerks to stay.", "he", "Rui Lobo"),
        ("Rui Lobo stood at the gate. A man told the clerks that he was hungry.", "he", None),
        ("Rui Lobo met a policewoman on Monday. She wrote it down.", "She", None),
        ("A policewoman left the gate. Her whistle was heard. He wept.", "He", None),
        ("Rui Lobo wrote that the guests met Hugo Brand. The mayor feared that he would resign.", "he", "mayor"),
        ("Rui Lobo joined the calls to oust Hugo Brand and said he would not run to succeed him.", "him", "Hugo Brand"),
        ("Rui Lobo spoke for an hour. In his answer, Hugo Brand called for calm.", "his", None),
        ("Rui Lobo sailed on Monday.\n\n(Update 4:45 p.m.) He was seen in the harbour.", "He", None),
        ("Rui Lobo sailed on Monday.\n\nMay 5, 2011 at 6:21 pm | He should stay at home.", "He", None),
        ("Rui Lobo said: “The whole town loved the bishop.\n\nEveryone admired him.\n\nWe all did.”", "him", None),
        ("Harbour clerks cheered. CNN's Rui Lobo reported it. He was at sea.", "He", None),
        ("We thank you for that, Rui. He will resign on Monday.", "He", None),
    ],
)
def test_pronouns_only_with_one_good_antecedent(read: Read, text: str, pronoun: str, who: str | None) -> None:
    assert read(text).of(pronoun) == who


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        ("RUI LOBO, HOST: The clerks are angry.\n\nLOBO: They want him out.\n\nBRAND: Yes.", "him", None),
        ("LOBO (voice-over): The clerks are angry, and he knows it.\n\nRui Lobo left.", "he", None),
        ("LOBO: Hugo Brand met Omar Reis.\n\nTELES: He was wrong.\n\nLOBO: Yes.", "He", None),
        ("LOBO: It is written for the rich, Omar. He is a general.", "He", None),
        ("LOBO: Hugo Brand left the party.\n\nTELES: He was wrong.\n\nLOBO: Yes.", "He", "Hugo Brand"),
    ],
)
def test_who_speaks_in_a_transcript_is_not_whom_the_words_are_of(
    read: Read, text: str, pronoun: str, who: str | None
) -> None:
    assert read(text).of(pronoun) == who


def test_one_person_is_not_he_and_she(read: Read) -> None:
    """Of somebody whose name tells nothing, the pronouns that the report uses less are taken for somebody else's."""
    found = read("Souby Mekhar sailed. She was at sea. She wrote home. She slept. His ship sank.")
    assert (found.of("She"), found.of("His")) == ("Souby Mekhar", None)


def test_places_are_pinned_by_the_country_of_the_report(read: Read) -> None:
    found = read("Floods hit Valencia in Venezuela on Monday. Venezuelan troops were sent to Valencia.")
    place = found.actor("Valencia").place
    assert place is not None and (place.country, place.precision) == ("VE", "town")


def test_the_white_house_is_in_washington_only_in_reports_on_the_united_states(read: Read) -> None:
    abroad = read("Marchers in Bishkek, Kyrgyzstan, took the main building, known as the White House.").actor(
        "White House"
    )
    home = read("The White House in Washington denied it. The United States will pay, the White House said.").actor(
        "White House"
    )
    assert abroad.type == home.type == "facility"
    assert abroad.place is None
    assert home.place is not None and home.place.country == "US"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Kenya, Kenya and Kenya again. The White House in Washington was silent.", "US"),
        ("The United States and the United States. They met at Harbour Hall in Nairobi.", "KE"),
        ("Marchers stood outside Harbour Hall, Nairobi, on Monday.", "KE"),
        ("Talks went on between the White House, Nairobi and Lima.", None),
    ],
)
def test_a_building_is_in_the_town_that_the_text_puts_it_in(read: Read, text: str, country: str | None) -> None:
    name = "White House" if "White House" in text else "Harbour Hall"
    place = read(text).actor(name).place
    assert (place and place.country) == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The speaker of the House Paul Calder spoke on Monday.", "Paul Calder"),
        ("Orrin Tools CEO Linda Marsh spoke on Monday.", "Linda Marsh"),
        ("It was the head of Intelligence Robert Calder who spoke.", "Robert Calder"),
        ("Readers also WATCHED Linda Marsh on Monday.", "Linda Marsh"),
        ("Voters may like Paul Calder & Linda Marsh on Monday.", "Linda Marsh"),
        ("A Paul Calder-Linda Marsh ticket was planned.", "Paul Calder"),
        ("Linda Marsh came. Nominate Linda Marsh for mayor.", "Linda Marsh"),
    ],
)
def test_words_beside_a_full_name_are_no_part_of_it(read: Read, text: str, name: str) -> None:
    names = [a.name for a in read(text).names.actors if a.type == "person"]
    assert name in names
    assert not any(name in other and name != other for other in names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pupils of Robert Calder High School marched on Monday.", "Robert Calder High School"),
        ("The carrier USS Robert Calder sailed on Monday.", "USS Robert Calder"),
    ],
)
def test_what_is_called_after_somebody_keeps_its_whole_name(read: Read, text: str, name: str) -> None:
    assert read(text).of(name) == name


@pytest.mark.parametrize("text", ["(CROSSTALK) Linda Marsh spoke.", "See pic.example Q7rkwP for Linda Marsh."])
def test_notes_of_a_typist_and_keys_of_links_are_no_names(read: Read, text: str) -> None:
    assert {a.name for a in read(text).names.actors} == {"Linda Marsh"}


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("Paul Calder, Governor Linda Marsh and Senator Robert Hume came on Monday.", "Paul Calder", []),
        ("Surgeon Paul Calder and Senator Linda Marsh came on Monday.", "Linda Marsh", ["Senator"]),
        ("He spoke of finance Mr. Calder and of Linda Marsh on Monday.", "Mr. Calder", ["Mr."]),
        ("Paul Calder, a son of Robert Calder, came on Monday.", "Paul Calder", ["a son of Robert Calder"]),
        ("In his last speech President Linda Marsh was cheerful.", "Linda Marsh", ["President"]),
    ],
)
def test_the_roles_of_a_neighbour_are_not_taken(read: Read, text: str, name: str, roles: list[str]) -> None:
    assert read(text).roles(name) == roles


def test_the_next_president_is_not_the_president(read: Read) -> None:
    found = read("President Linda Marsh resigned. The next president will be chosen in May, the president said.")
    assert found.of("president") == "Linda Marsh"
    assert found.of("next president") == "next president"


def test_a_ruler_and_his_wife_who_alone_is_named_in_full_are_two(read: Read) -> None:
    found = read(
        "First lady Ilka Morrow arrived on Monday. President Morrow stayed at home. Morrow was ill, aides said."
    )
    assert found.of("Ilka Morrow") == "Ilka Morrow"
    assert found.of("Morrow") == found.of("Morrow", 1) == "Morrow"
    both = read(
        "First lady Ilka Morrow arrived. President Morrow stayed. Aides of Paul Morrow said that Morrow was ill."
    )
    assert both.of("Morrow") == both.of("Morrow", 1) == "Paul Morrow"
    ruling = read("President Linda Morrow arrived on Monday. President Morrow stayed. Morrow was ill, aides said.")
    assert ruling.of("Morrow") == ruling.of("Morrow", 1) == "Linda Morrow"


@pytest.mark.parametrize(
    "text", ["Thank you, Mr. Speaker, said Linda Marsh.", "Linda Marsh said: Yes, Mr. Prime Minister."]
)
def test_an_office_that_somebody_is_addressed_by_is_no_name(read: Read, text: str) -> None:
    found = read(text)
    assert [found.words(m.extent) for m in found.names.mentions if m.form == "name"] == ["Linda Marsh"]


def test_an_office_that_somebody_has_of_its_own_is_nobody_by_name(read: Read) -> None:
    found = read("The rebels named their own acting head of coastal security on Monday.")
    assert found.form("acting head of coastal security") == "nominal"
    assert not any(a.name.startswith("own") for a in found.names.actors)


def test_adjectives_of_peoples_are_no_actors(read: Read) -> None:
    found = read("The Portuguese government fell. Spaniards watched the Portuguese crisis.")
    assert found.of("Portuguese") is None
    assert found.type("Spaniards") == "group"


def test_crowds_with_other_owners_are_apart(read: Read) -> None:
    found = read("Supporters of the mayor met supporters of the bishop in Lisbon. The mayor's supporters sang.")
    assert (
        len({found.of(w) for w in ("Supporters of the mayor", "supporters of the bishop", "mayor's supporters")}) == 3
    )


def test_every_extent_is_of_the_text_and_every_actor_has_a_mention(read: Read) -> None:
    text = (
        "Lisbon, May 2 (Reuters) -- Rui Lobo’s party, Verde Claro, sued “Radio Norte” & the EU.\n\nPhoto: Ana Reis/AP\n"
    )
    found = read(text)
    assert {m.actor for m in found.names.mentions} == set(range(len(found.names.actors)))
    for mention in found.names.mentions:
        assert found.words(mention.extent).strip() == found.words(mention.extent) != ""
    for actor in found.names.actors:
        assert all(name in text for name in (actor.name, *actor.aliases))


@pytest.mark.parametrize(
    "text", ["", "\n\n", "A" * 3000, '"' * 3000, "Mr. " * 400, "The " + "of the Ministry " * 150 + ".", "#" * 900]
)
def test_hostile_texts_end_quickly_and_without_error(read: Read, text: str) -> None:
    found = read(text)
    assert all(0 <= m.extent.start < m.extent.end <= len(text) for m in found.names.mentions)


LINE = (
    "President Mr. Minister of the for and Ministry Rui Lobo al-Torfi said he They it \" “ ” ' ’s - / , . ( ) : — who ex-president "
    "Kyrgyz U.S. Reuters 48.kg police supporters told Lisbon D.C. his brother She #y & 64 Jr. III Party City Hall R-Ohio \xa0 北京 St. 's"
)
SCRAPS = LINE.split(" ")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(SCRAPS), max_size=40), st.sampled_from([" ", " ", ""]))
def test_any_text_gives_extents_of_its_words(read: Read, scraps: list[str], space: str) -> None:
    text = space.join(scraps)
    found = read(text)
    assert {m.actor for m in found.names.mentions} == set(range(len(found.names.actors)))
    for extent in (*(m.extent for m in found.names.mentions), *(r for a in found.names.actors for r in a.roles)):
        words = found.words(extent)
        assert words and words.strip() == words


def test_the_name_of_an_actor_is_printed_in_a_mention(read: Read) -> None:
    """A surname that stands alone with its title is mentioned with it, so that the name is words of a mention."""
    text = "Mr. Calder left the hall. Mrs. Calder stayed. Mr. Calder came back later."
    names = read(text).names
    prints = [
        {text[m.extent.start : m.extent.end] for m in names.mentions if m.actor == n} for n in range(len(names.actors))
    ]
    assert all(actor.name in printed for actor, printed in zip(names.actors, prints, strict=True))
