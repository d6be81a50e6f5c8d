"""When things happened, when they were said, and whether they are news: a table of invented sentences, read on Tuesday 6 October 2020."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.gazetteer import Gazetteer, load_gazetteer
from dateline.model.notes import Clause, ReportNotes
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate
from dateline.segment import segment

TODAY, SUN, MON, FRI = "2020-10-06", "2020-10-04", "2020-10-05", "2020-10-09"
NEWS, OLD = False, True


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def read(parser, gazetteer):
    """A function from a text to its notes, as a report of 6 October 2020."""

    def notes(text: str) -> ReportNotes:
        report = Report("r", "r.txt", "", "", text, dates=(DateClaim(TODAY, "option"),))
        layout = segment(report)
        return annotate(report, layout, parser.parse([text[s.start : s.end] for s in layout.sentences]), gazetteer)

    return notes


def clause_of(notes: ReportNotes, text: str, word: str) -> Clause:
    """The clause whose predicate is ``word``."""
    return next(c for c in notes.clauses if text[slice(*c.head)] == word and c.link != "nominal")


# sentence, predicate, when (EDTF), the words that date it, realis, background, said
DATED = [
    # where the time hangs
    ("Troops entered the town on Monday.", "entered", MON, "Monday", "actual", NEWS, TODAY),
    ("On Monday, troops entered the town.", "entered", MON, "Monday", "actual", NEWS, TODAY),
    ("Troops entered the town.", "entered", TODAY, None, "actual", NEWS, TODAY),
    ("The town was taken in the early hours of Monday.", "taken", MON, "Monday", "actual", NEWS, TODAY),
    ("Six people died in a fire at a hotel on Sunday night.", "died", SUN, "Sunday night", "actual", NEWS, TODAY),
    ("The mayor, who was elected in 2012, resigned on Monday.", "resigned", MON, "Monday", "actual", NEWS, TODAY),
    ("The mayor, who was elected in 2012, resigned on Monday.", "elected", "2012", "2012", "actual", OLD, TODAY),
    ("The mayor, who was elected in 2012, resigned.", "resigned", TODAY, None, "actual", NEWS, TODAY),
    ("Police arrested a man convicted in 2003.", "arrested", TODAY, None, "actual", NEWS, TODAY),
    ("The treaty, signed in 2003, was cancelled on Monday.", "cancelled", MON, "Monday", "actual", NEWS, TODAY),
    ("The bank, founded in 1994, was robbed.", "robbed", TODAY, None, "actual", NEWS, TODAY),
    ("The bridge that collapsed in 1987 has reopened.", "reopened", TODAY, None, "actual", NEWS, TODAY),
    ("The bridge that collapsed in 1987 has reopened.", "collapsed", "1987", "1987", "actual", OLD, TODAY),
    ("Crowds gathered at the court, where the editor was jailed in 2018.", "gathered", TODAY, None, "actual", NEWS, TODAY),
    ("The firm reported on Monday that sales fell in 2019.", "fell", "2019", "2019", "actual", OLD, MON),
    # times of nouns
    ("Crowds rejected the result of Sunday's vote.", "rejected", TODAY, None, "actual", NEWS, TODAY),
    ("The opposition criticised the 2015 law.", "criticised", TODAY, None, "actual", NEWS, TODAY),
    ("In Sunday's debate the mayor attacked his rival.", "attacked", SUN, "Sunday", "actual", NEWS, TODAY),
    ("Hundreds attended Sunday's service.", "attended", SUN, "Sunday", "actual", NEWS, TODAY),
    ("Monday's attack killed six guards.", "killed", MON, "Monday", "actual", NEWS, TODAY),
    ("The 2005 uprising toppled the president.", "toppled", "2005", "2005", "actual", OLD, TODAY),
    ("Third-quarter profit fell.", "fell", "2020-35", "Third-quarter", "actual", OLD, TODAY),
    ("The 2015 law was repealed.", "repealed", None, None, "actual", NEWS, TODAY),
    ("Sales were higher than a year earlier.", "were", None, None, "actual", OLD, TODAY),
    ("Turnout fell to 14 percent from 32 percent a year ago.", "fell", TODAY, None, "actual", NEWS, TODAY),
    ("Sales fell to 3,000 cars from 4,100 in May 2019.", "fell", TODAY, None, "actual", NEWS, TODAY),
    ("Shares fell to $4 from $5 on Monday.", "fell", MON, "Monday", "actual", NEWS, TODAY),
    ("The ferry brought 30 men from Pier 9 on Monday.", "brought", MON, "Monday", "actual", NEWS, TODAY),
    # joined and hanging clauses
    ("Police arrested three men and freed a hostage on Monday.", "arrested", MON, "Monday", "actual", NEWS, TODAY),
    ("Two soldiers were killed and nine were wounded on Monday.", "killed", MON, "Monday", "actual", NEWS, TODAY),
    ("The army shelled the town on Sunday and entered it on Monday.", "shelled", SUN, "Sunday", "actual", NEWS, TODAY),
    ("The army shelled the town on Sunday and entered it on Monday.", "entered", MON, "Monday", "actual", NEWS, TODAY),
    ("The bridge collapsed in 1987, killing nine people.", "killing", "1987", "1987", "actual", OLD, TODAY),
    ("The crowd, singing hymns, marched to the palace on Monday.", "marched", MON, "Monday", "actual", NEWS, TODAY),
    ("Crowds cheered as the king left the palace on Monday.", "cheered", MON, "Monday", "actual", NEWS, TODAY),
    ("After the vote was annulled on Monday, crowds left.", "left", f"{MON}/{TODAY}", "Monday", "actual", NEWS, TODAY),
    ("A day after the vote was annulled, crowds left the square.", "left", None, None, "actual", NEWS, TODAY),
    ("The prince died two days after the king.", "died", None, None, "actual", NEWS, TODAY),
    # when it was said is not when it happened
    ("The spokesman said Tuesday that troops had entered the town on Monday.", "entered", MON, "Monday", "actual", NEWS, TODAY),
    ("The spokesman said on Monday that troops had entered the town.", "entered", MON, None, "actual", NEWS, MON),
    ("Troops entered the town, the spokesman said on Monday.", "entered", MON, None, "actual", NEWS, MON),
    ("“We took the port on Sunday,” the captain said on Monday.", "took", SUN, "Sunday", "actual", NEWS, MON),
    ("The mayor fled on Sunday, local media reported on Tuesday.", "fled", SUN, "Sunday", "actual", NEWS, TODAY),
    ("The spokesman said on Monday the troops would leave the town.", "leave", None, None, "planned", NEWS, MON),
    ("“We will take the port,” the captain said on Monday.", "take", None, None, "planned", NEWS, MON),
    ("The spokesman said on Monday the troops would leave on Friday.", "leave", FRI, "Friday", "planned", NEWS, MON),
    ("The general denied on Monday that his troops had shelled the market.", "denied", MON, "Monday", "actual", NEWS, MON),
    # plans, demands and guesses have no date but their own
    ("The rebels threatened to blow up the bridge.", "threatened", None, None, "planned", NEWS, TODAY),
    ("The dam is expected to burst.", "expected", None, None, "planned", NEWS, TODAY),
    ("The governor plans to resign on Friday.", "plans", FRI, "Friday", "planned", NEWS, TODAY),
    ("Parliament will vote on Friday.", "vote", FRI, "Friday", "planned", NEWS, TODAY),
    ("Parliament votes on Friday.", "votes", FRI, "Friday", "planned", NEWS, TODAY),
    ("The summit, which begins Monday, divides the party.", "begins", "2020-10-12", "Monday", "planned", NEWS, TODAY),
    ("Delegates gather in the hall on Monday.", "gather", MON, "Monday", "actual", NEWS, TODAY),
    ("The former governor’s party plans to hold a rally on Friday, its press secretary said.", "plans", FRI, "Friday",
     "planned", NEWS, TODAY),
    ("On Monday night officers fired rubber bullets.", "fired", MON, "Monday night", "actual", NEWS, TODAY),
    ("Troops entered the town on 24 October.", "entered", None, "24 October", "actual", NEWS, TODAY),
    ("Parliament is to vote on Friday.", "is", FRI, "Friday", "planned", NEWS, TODAY),
    ("The court is due to rule on Friday.", "is", FRI, "Friday", "planned", NEWS, TODAY),
    ("A march is planned for Friday.", "planned", FRI, "Friday", "planned", NEWS, TODAY),
    ("The council agreed on Monday to reopen the road.", "agreed", MON, "Monday", "planned", NEWS, MON),
    ("The union called on Monday for a general strike.", "called", MON, "Monday", "demanded", NEWS, TODAY),
    ("If the court annuls the vote on Friday, the party will march.", "annuls", FRI, "Friday", "hypothetical", NEWS, TODAY),
    ("If the court annuls the vote on Friday, the party will march.", "march", None, None, "planned", NEWS, TODAY),
    ("The court may annul the vote.", "annul", None, None, "possible", NEWS, TODAY),
    # since, until, by, after
    ("Fighting has raged since Sunday.", "raged", f"{SUN}/{TODAY}", "Sunday", "actual", NEWS, TODAY),
    ("The party has governed since 2015.", "governed", f"2015-01-01/{TODAY}", "2015", "actual", OLD, TODAY),
    ("The museum will stay closed until Friday.", "stay", f"{TODAY}/{FRI}", "Friday", "planned", NEWS, TODAY),
    ("The road must be cleared by Friday.", "cleared", f"{TODAY}/{FRI}", "Friday", "demanded", NEWS, TODAY),
    ("Until Thursday, the town lacked water.", "lacked", None, "Thursday", "actual", NEWS, TODAY),
    ("The guards fled before 3 a.m.", "fled", TODAY, "3 a.m.", "actual", NEWS, TODAY),
    ("The guards no longer took orders.", "took", TODAY, None, "actual", NEWS, TODAY),
    ("The officer is accused of the attack, which killed two guards.", "killed", None, None, "actual", NEWS, TODAY),
    ("The panel will report on Friday on the fire that killed two guards.", "killed", None, None, "actual", NEWS, TODAY),
    ("By Monday evening the rebels had taken the port.", "taken", MON, "Monday evening", "actual", NEWS, TODAY),
    ("As of Monday evening, twelve people had died.", "died", MON, "Monday evening", "actual", NEWS, TODAY),
    # background
    ("The king was toppled in 2010.", "toppled", "2010", "2010", "actual", OLD, TODAY),
    ("Last year, the court jailed the editor.", "jailed", "2019", "Last year", "actual", OLD, TODAY),
    ("The king had been toppled by his own guards.", "toppled", None, None, "actual", OLD, TODAY),
    ("The mayor previously led the port.", "led", None, None, "actual", OLD, TODAY),
    ("The mayor has lived in the town for years.", "lived", None, None, "actual", OLD, TODAY),
    ("The council often meets in the hall.", "meets", None, None, "actual", OLD, TODAY),
    ("The town lies on the river.", "lies", None, None, "actual", OLD, TODAY),
    ("It was the first strike since 1998.", "was", f"1998-01-01/{TODAY}", "1998", "actual", OLD, TODAY),
    ("The party has long demanded new elections.", "demanded", None, None, "demanded", OLD, TODAY),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "when", "words", "realis", "background", "said"), DATED,
                         ids=[f"{row[0]} [{row[1]}]" for row in DATED])  # fmt: skip
def test_clocks(text, word, when, words, realis, background, said, read) -> None:
    """When it happened and by which words, how it is told, whether it is background, when it was said."""
    notes = read(text)
    clause = clause_of(notes, text, word)
    tied = text[slice(*notes.times[clause.time].extent)] if clause.time is not None else None
    found = (clause.dating.edtf if clause.dating else None, tied, clause.realis, clause.background)
    assert (*found, clause.said.edtf if clause.said else None) == (when, words, realis, background, said)


NOMINAL = [
    ("Crowds rejected Sunday's vote.", "vote", "actual", SUN),
    ("The council prepared for next Friday's vote.", "vote", "planned", FRI),
    ("Police are investigating Sunday's alleged attack.", "attack", "possible", SUN),
    ("The union spoke about Monday's planned strike.", "strike", "planned", MON),
]


@pytest.mark.parametrize(("text", "noun", "realis", "when"), NOMINAL, ids=[row[0] for row in NOMINAL])
def test_events_of_nouns(text, noun, realis, when, read) -> None:
    """A dated noun is an event of its own, told as fact only where nothing before it takes it back."""
    event = next(e for e in read(text).events if text[slice(*e.trigger)] == noun and e.mode == "nominal")
    assert (event.realis, event.dating.edtf if event.dating else None) == (realis, when)


def test_a_plan_is_announced_on_the_day_it_is_told(read) -> None:
    """The event of a plan without a day has the day of its announcement, and says so; its statement has none."""
    text = "The ministry said on Monday that troops would storm the hall."
    notes = read(text)
    event = next(e for e in notes.events if e.lemma == "storm")
    assert event.dating is not None
    assert (event.mode, event.dating.edtf, event.dating.rule, event.realis) == (
        "announced",
        MON,
        "announced",
        "planned",
    )
    assert notes.clauses[event.clause].dating is None


def test_a_threat_is_an_act(read) -> None:
    """Who threatens does something that day; what is threatened has no day."""
    text = "The rebels threatened to blow up the bridge."
    notes = read(text)
    told = {e.lemma: (e.realis, e.dating.edtf if e.dating else None) for e in notes.events}
    assert told.get("threaten") == ("actual", TODAY)


def day_of(notes: ReportNotes, word: str, text: str) -> str | None:
    """The rule that dates the clause of ``word``."""
    dating = clause_of(notes, text, word).dating
    return dating.edtf if dating else None


VIEW = ["Harbours need ships.", "Ships need crews.", "Crews need wages.", "Wages need trade.", "Trade needs peace."] * 2
SAID = [f"The mayor of {town} said the gates are shut." for town in ("Orel", "Kessen", "Hill", "Brod", "Lund")] * 2
BACK = ["The port was built in 1950.", "It was widened in 1971.", "It was sold in 1988."]
DAYS = ["The mayor left on Monday.", "She returned on Sunday."]
DOCKERS = "Dockers burned the gate."

# sentences of a report, each a paragraph but for those in one string; whether "Dockers burned the gate" gets the report's day
SURROUNDED = [
    ("at the head of a report without days", [DOCKERS, *VIEW, *VIEW], TODAY),
    ("in a short report", [*VIEW[:7], DOCKERS], TODAY),
    ("deep in a report without days", [*VIEW, DOCKERS, *VIEW], None),
    ("deep in a report that only names old days", ["The mayor left in 2009.", *VIEW, DOCKERS, *VIEW], None),
    ("in a report that opens with a day near by", ["The mayor left on Monday.", *VIEW[:3], DOCKERS, *VIEW], TODAY),
    ("near a day that the report does not open with", [*VIEW, *VIEW, "The mayor left on Monday.", DOCKERS], None),
    ("far from the day that the report opens with", ["The mayor left on Monday.", *VIEW, DOCKERS], None),
    ("in a report that looks back", [*SAID, *BACK, DOCKERS], None),
    ("at the head of a report that looks back", [DOCKERS, *SAID, *BACK], TODAY),
    (
        "beside a near day in a report that looks back",
        [*SAID, *BACK, "Dockers burned the gate of Monday's ship."],
        TODAY,
    ),
    ("in a report that tells of its days as often", [*DAYS, *SAID, *BACK, DOCKERS], TODAY),
    ("in a report that names one year", [*SAID, BACK[0], DOCKERS], TODAY),
    ("at the head of one that looks back and quotes nobody", [DOCKERS, *VIEW, *BACK], None),
    ("in a report without days that tells what was said", [*SAID, DOCKERS, *VIEW], TODAY),
    (
        "after an old day in its paragraph",
        ["The mayor left on Monday.", f"The mayor was elected in 2009. {DOCKERS}"],
        None,
    ),
    ("after an old day in another paragraph", ["The mayor left on Monday.", "He was elected in 2009.", DOCKERS], TODAY),
    ("after an old day and a near one", [f"He was elected in 2009. The mayor left on Monday. {DOCKERS}"], TODAY),
    ("after the old day of a noun", ["The mayor left on Monday.", f"He praised the law of 2009. {DOCKERS}"], TODAY),
]


@pytest.mark.parametrize(("paragraphs", "when"), [row[1:] for row in SURROUNDED], ids=[row[0] for row in SURROUNDED])
def test_the_days_around_a_sentence_speak_for_the_day_of_the_report(paragraphs, when, read) -> None:
    """What has no date gets the report's day where the report names days near by, and no time of long before stands between."""
    text = "\n\n".join(paragraphs)
    assert day_of(read(text), "burned", text) == when


def test_what_describes_a_noun_is_not_of_the_day(read) -> None:
    """A relative clause says which is meant, and what it tells may have been long before; so what is joined to it."""
    text = "\n\n".join(["The court praised the ruling that freed the mayor and shut the mine.", *VIEW])
    notes = read(text)
    assert [day_of(notes, word, text) for word in ("praised", "freed", "shut")] == [TODAY, None, None]


OF_OLD = [
    ("Wages have fallen in recent years.", "fallen"),
    ("Over the last few decades the harbour has lost its fleet.", "lost"),
    ("The dockers have warned of a strike in the past.", "warned"),
    ("The harbour has changed over time.", "changed"),
    ("Drivers have blocked the road for years.", "blocked"),
]


@pytest.mark.parametrize(("text", "word"), OF_OLD, ids=[row[0] for row in OF_OLD])
def test_what_took_years_is_background(text, word, read) -> None:
    """What came about over years did not happen on the report's day."""
    clause = clause_of(read(text), text, word)
    assert (clause.background, clause.dating) == (True, None)


FIRST_IN_YEARS = [
    ("Floods have caused the worst damage in years.", "caused"),
    ("The party won its first seat in years.", "won"),
    ("Voters elected the first woman in decades.", "elected"),
    ("Two were killed in the worst fire in history.", "killed"),
]


@pytest.mark.parametrize(("text", "word"), FIRST_IN_YEARS, ids=[row[0] for row in FIRST_IN_YEARS])
def test_the_worst_in_years_is_news(text, word, read) -> None:
    """Years that tell how bad it was are not when it was."""
    assert day_of(read(text), word, text) == TODAY


# sentences behind those of a report that looks back, whether the day of the report is theirs
LOOKED_BACK = [
    ("Dockers praised the strike.", "praised", TODAY),
    ("Dockers burned the gate.", "burned", None),
    ("The mine has closed its gate.", "closed", None),
    ("The mayor has denied the deal.", "denied", TODAY),
]


@pytest.mark.parametrize(("text", "word", "when"), LOOKED_BACK, ids=[row[0] for row in LOOKED_BACK])
def test_of_a_report_that_looks_back_what_is_said_is_new(text, word, when, read) -> None:
    """Where a report names more times of long before than days near by, only what people say is of its day."""
    told = "\n\n".join([*SAID, *BACK, DAYS[0], text])
    assert day_of(read(told), word, told) == when


WHEN = [
    ("When the mayor took office, the dockers cheered.", "took", None),
    ("Two were hurt when the gate fell.", "fell", TODAY),
    ("The mayor said two were killed when the gate fell.", "fell", TODAY),
    ("Dockers who were silent when the mayor fled met.", "fled", None),
]


@pytest.mark.parametrize(("text", "word", "when"), WHEN, ids=[row[0] for row in WHEN])
def test_what_tells_when_is_not_of_the_day(text, word, when, read) -> None:
    """A clause before the news that says when it was has no day; one behind it is part of the news."""
    assert day_of(read(text), word, text) == when


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(sorted({row[0] for row in DATED})), min_size=1, max_size=6))
def test_what_always_holds_of_clocks(read, sentences: list[str]) -> None:
    """In any order of sentences: days in order, words inside the clause's sentence, no plan dated by its telling."""
    text = "\n\n".join(sentences)
    notes = read(text)
    for clause in notes.clauses:
        sentence = notes.layout.sentences[clause.sentence]
        for time in (clause.time, clause.said_time):
            assert time is None or sentence.start <= notes.times[time].extent.start < sentence.end
        for dating in (clause.dating, clause.said):
            assert dating is None or (dating.earliest <= dating.latest and dating.rule)
        if clause.dating is not None and clause.realis in ("planned", "demanded", "hypothetical"):
            assert clause.dating.rule not in ("as-said", "report-date")
