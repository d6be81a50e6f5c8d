"""Times that belong to another clause than the one that tells, and what was before the clause around it: read on Tuesday 6 October 2020."""

from __future__ import annotations

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.times import find, resolve
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate
from dateline.segment import segment

TODAY, SUN, MON = "2020-10-06", "2020-10-04", "2020-10-05"


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.fixture(scope="module")
def when(parser, gazetteer):
    """A function from a text and a predicate to the date of its clause, in a report of 6 October 2020."""

    def dated(text: str, word: str) -> str | None:
        report = Report("r", "r.txt", "", "", text, dates=(DateClaim(TODAY, "option"),))
        layout = segment(report)
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        notes = annotate(report, layout, parses, gazetteer)
        clause = next(c for c in notes.clauses if text[slice(*c.head)] == word and c.link != "nominal")
        return clause.dating.edtf if clause.dating else None

    return dated


# text, predicate, its date
CASES = [
    # the perfect with a year that is over: the report's day; with a day of late it stands
    ("Their anger has not cooled, despite the pledge that the mayor made in 2012.", "cooled", TODAY),
    ("The crowd has grown since the march on Sunday.", "grown", f"{SUN}/{TODAY}"),
    ("The mayor has resigned on Monday.", "resigned", MON),
    ("The Halden mill has closed its doors last year, the union said.", "closed", "2019"),
    ("The central bank has raised rates in September.", "raised", "2020-09"),
    ("Exports have doubled from 2012.", "doubled", TODAY),
    ("The blast on Sunday has killed 12 people.", "killed", SUN),
    ("The vote on Sunday has angered the union.", "angered", TODAY),
    ("Since becoming mayor in 2015, Boronov has closed two mines.", "closed", f"2015-01-01/{TODAY}"),
    ("Having lost the vote in 2012, the mayor left.", "lost", "2012"),
    # the present tense with a time that is over
    ("The mayor is getting the same support that his rival got four years ago.", "getting", TODAY),
    ("The campaign in 1965 is remembered for its songs.", "remembered", None),
    ("It is as bad as it was in 2010.", "is", None),
    ("It is as bad as it was in 2010.", "was", "2010"),
    ("In 2010 the king flees the town.", "flees", "2010"),
    ("In 2010 the king is winning every battle.", "winning", "2010"),
    ("The king is leading in the polls after the debate on Sunday.", "leading", TODAY),
    # the present under a picture
    ("Smoke is rising over the harbour on Monday, October 5, 2020. (Sample Photo)", "rising", MON),
    ("Firemen can be seen on Sunday at the gate of the mill.", "seen", SUN),
    # an infinitive that is over
    ("Twelve people are believed to have been killed in the fire on Sunday.", "believed", SUN),
    ("The clerk is said to have crossed the border in 2017.", "said", "2017"),
    ("The clerk is accused of killing a guard in 2017.", "accused", None),
    ("The king stands at the gate in 2010.", "stands", "2010"),
    ("Last month a guard is shot at the gate.", "shot", "2020-09"),
    ("The last quarter includes the sale of the mill.", "includes", "2020-35"),
    # what is to come with a time that is over
    ("The ministers agreed that there should be an inquiry into the fire last week.", "be", None),
    # a verb between that tells of another time
    ("It means that the governor will take the oath on Friday.", "means", None),
    # a year that only says which papers they were is no day of saying
    ("The paper revealed 2005 tax files on Monday.", "revealed", MON),
    # after, since and before what has the time
    ("After losing the vote on Sunday, the mayor left the town.", "left", f"{SUN}/{TODAY}"),
    # which thing is meant is told of before, what a comma adds and what was said there is not
    ("On Sunday the court struck down the law that the mayor backed.", "backed", None),
    ("On Sunday the court struck down the law, which the mayor called a joke.", "called", SUN),
    ("On Sunday crowds cheered at a rally at which the mayor spoke.", "spoke", SUN),
    ("On Sunday police arrested a clerk, which angered the union.", "angered", SUN),
    ("The paper, which recently printed the list, apologised on Sunday.", "printed", None),
    # what is said to have been before
    ("On Monday the mayor recalled how the mill burned.", "burned", None),
    ("\u201cThe king fled to the hills in 1930,\u201d she said.", "fled", "1930"),
    ("\u201cThe king fled and the guards gave up in 1930,\u201d she said.", "gave", "1930"),
    ("In 2011 they were told that the wall was reinforced.", "reinforced", "2011"),
    # questions and lives
    ("Why did the guards open the gate?", "open", None),
    ("The mayor grew up in a mill town.", "grew", None),
    ("The mayor was born in the hills.", "born", None),
    ("She started her career as a clerk.", "started", None),
    ("The guard used to lead the choir.", "used", None),
    ("The crowd used ladders to climb the wall.", "used", TODAY),
    ("He learned to shoot in his six years in the army.", "learned", None),
    ("The guards started a fire.", "started", TODAY),
    # an open condition lies ahead
    ("The talks begin at 1000 hrs on Friday.", "begin", "2020-10-09"),
    ("The talks begin at 10 a.m. on Friday.", "begin", "2020-10-09"),
    ("The talks are on Friday.", "are", "2020-10-09"),
    ("The meeting is at 1645 on Friday.", "is", "2020-10-09"),
    ("The crowds were on Friday no smaller.", "were", "2020-10-02"),
    ("The protesters are in the square on Monday.", "are", "2020-10-05"),
    ("The envoy will have left by Monday.", "left", "2020-10-06/2020-10-12"),
    ("If the party wins in November, the mayor will leave.", "wins", "2020-11"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "wanted"), CASES, ids=[f"{row[0]} [{row[1]}]" for row in CASES])
def test_of_another_time(text, word, wanted, when) -> None:
    """A clause has the time that its grammar lets it have, or none."""
    assert when(text, word) == wanted


def test_a_saying_has_not_the_day_of_what_it_tells(parser, gazetteer) -> None:
    """What is quoted before the saying word dates no saying."""
    text = "\u201cThe king fled in 1930 and the guards gave up,\u201d she said."
    report = Report("r", "r.txt", "", "", text, dates=(DateClaim(TODAY, "option"),))
    layout = segment(report)
    notes = annotate(report, layout, parser.parse([text[s.start : s.end] for s in layout.sentences]), gazetteer)
    assert {c.said.edtf for c in notes.clauses if c.said} == {TODAY}


# text, the value of each expression
CLOCKS = [
    ("The guards opened the gate shortly after 1100.", [f"{TODAY}T11:00"]),
    ("The lights went out just before 1645.", [f"{TODAY}T16:45"]),
    ("A blast was heard at around 1745.", [f"{TODAY}T17:45"]),
    ("At 1530 a wall fell.", [f"{TODAY}T15:30"]),
    ("The ferry left at 1100 hrs.", [f"{TODAY}T11:00"]),
    ("A blast was heard shortly after 1100 on Sunday.", [f"{SUN}T11:00"]),
    ("The ferry left at 0300 hrs on Monday.", [f"{MON}T03:00"]),
    ("The ferry left at 1900 on Monday.", [f"{MON}T19:00"]),
    ("The minister should have acted on Monday.", [MON]),
    ("On Monday a wall fell at 1645.", [MON, f"{MON}T16:45"]),
    ("The toll stood at 1200 on Monday.", [MON]),
    ("The crowd was put at around 1500 by the guards.", []),
    ("The keep was built shortly after 1100.", ["1100"]),
    ("The town grew after 1100.", ["1100"]),
    ("The law was changed just before 1990.", ["1990"]),
    ("The mill closed soon after 1775.", ["1775"]),
    ("He lives at 1600 Harbour Road.", []),
    ("The hut stands at 1500 metres.", []),
    ("They waited for 2 hrs.", ["PT2H"]),
]


@pytest.mark.parametrize(("text", "values"), CLOCKS, ids=[row[0] for row in CLOCKS])
def test_four_digits(text, values) -> None:
    """Four digits after words of nearness or "at" are a time of the day where they can be, and no year."""
    assert [time.value for time in resolve(text, find(text), TODAY, frozenset())] == values
