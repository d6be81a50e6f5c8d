"""Triggers with several senses: who does it to what decides which of them a sentence has."""

from __future__ import annotations

import pytest

from dateline import rules
from dateline.annotate.events.kinds import typed
from dateline.annotate.events.senses import fits
from dateline.model.syntax import Tree
from dateline.typology import Condition, typology

SENSES = [
    # trigger, a sentence of this type, one with the same words that is of another type or none
    ("crowd-control", "Officers beat the detainees in the yard.", "Orlova beat her rival in the primary."),
    ("attack", "Two guards were beaten to death.", "The reds were beaten by the greens."),
    ("attack", "Gunmen attacked the depot.", "The senator attacked his rival over taxes."),
    ("attack", "A bomb exploded near the pier.", "Interest in the race exploded."),
    ("attack", "Rebels blew up the bridge.", "The story blew up."),
    ("attack", "A guard shot two men.", "The crew shot a film in the port."),
    ("accusation", "The senator attacked his rival over taxes.", "Gunmen attacked the depot."),
    ("accusation", "Jon Berg attacked the plan.", "The editor Lena Orlova was attacked in the port."),
    ("battle", "Rebels fought the army near the dam.", "She fought for lower fares."),
    ("battle", "Troops advanced on the town.", "The committee advanced the nomination."),
    ("battle", "The two sides battled for the port.", "Firefighters battled the blaze."),
    ("displacement", "Thousands fled over the border.", "Capital fled the country."),
    ("mobilization", "The state mobilized the reservists.", "The speech mobilized donors."),
    ("withdrawal", "Troops pulled out of the valley.", "Orlova pulled out of the race."),
    ("casualties", "A blast killed nine miners.", "The vote killed the bill."),
    ("casualties", "Six miners died.", "The applause died down."),
    ("casualties", "Four drivers were hurt.", "The strike hurt the economy."),
    ("accident", "A bridge collapsed.", "The talks collapsed."),
    ("casualties", "The singer collapsed on the stage.", "The talks collapsed."),
    ("accident", "A ferry sank off the cape.", "She sank into a chair."),
    ("accident", "The tanker spilled oil.", "Marchers spilled into the square."),
    ("accident", "A pipeline leaked crude.", "An aide leaked the memo."),
    ("abduction", "Two engineers disappeared.", "His doubts disappeared."),
    ("arson-damage", "Looters destroyed two shops.", "The scandal destroyed his career."),
    ("arson-damage", "The archive burned.", "The plant burns coal."),
    ("release", "Guards released the hostages.", "The ministry released a report."),
    ("announcement", "The ministry released a report.", "Guards released the hostages."),
    ("release", "Two inmates escaped.", "The plan escaped scrutiny."),
    ("trial", "The state executed two prisoners.", "The officers executed a warrant."),
    ("election", "Berg ran for mayor.", "Berg ran for the door."),
    ("election", "Berg conceded the race.", "Berg conceded that it was late."),
    ("resignation", "The general handed over power.", "The clerk handed over the letter."),
    ("dismissal", "The king dismissed his minister.", "The king dismissed the rumors."),
    ("refusal", "The king dismissed the rumors.", "The king dismissed his minister."),
    ("dismissal", "The board fired the director.", "The board fired back."),
    ("dismissal", "The club suspended two players.", "The line suspended its service."),
    ("suspension", "The line suspended its service.", "The club suspended two players."),
    ("appointment", "Orlova succeeded Jon Berg.", "Orlova succeeded in raising money."),
    ("appointment", "Orlova replaced the minister.", "The city replaced its lamps."),
    ("appointment", "The senate confirmed the judge.", "The senate confirmed the date."),
    ("formation", "Five parties formed a council.", "The lake formed a mirror."),
    ("formation", "She founded a company.", "The claim was founded on a lie."),
    ("formation", "The king created a commission.", "The strike created delays."),
    ("legislation", "Parliament adopted the budget.", "She adopted a softer tone."),
    ("legislation", "Deputies debated the bill.", "Orlova debated her rival."),
    ("talks", "The envoy met the premier.", "The plan met a need."),
    ("talks", "The envoy returned to the capital.", "The envoy returned to normal."),
    ("agreement", "The union accepted the offer.", "The school accepted the girl."),
    ("agreement", "The state recognized the council.", "She recognized the voice."),
    ("refusal", "The union declined the offer.", "Prices declined."),
    ("refusal", "He was denied a visa.", "He denied the report."),
    ("denial", "He denied the report.", "He was denied a visa."),
    ("threat", "The group threatened the mayor.", "The storm threatened the harvest."),
    ("support", "The union backed the strike.", "The union backed away."),
    ("suspension", "The city closed two schools.", "She closed the gap."),
    ("suspension", "Crews restored power.", "The vote restored her pride."),
    ("market", "Shares dropped on Monday.", "Berg dropped out on Monday."),
    ("market", "Oil prices rose.", "The number of marchers rose."),
    ("business", "The bank bought its rival.", "He bought a coat."),
    ("election", "Votes had been bought.", "Coats had been bought."),
    ("agreement", "They recognised him as the mayor.", "They recognised the tune."),
    ("aid", "Doctors treated the wounded.", "He treats her with respect."),
    ("health", "The virus spread to three towns.", "She found a way to spread the word."),
    ("protest", "Hundreds gathered in the square.", "Clerks gathered the ballots."),
    ("protest", "Thousands turned out.", "The rumor turned out to be false."),
    ("seizure", "Troops surrounded the palace.", "The lake is surrounded by hills."),
    ("seizure", "Rebels captured the airport.", "The song captured the mood."),
    ("seizure", "The rebels took over the airport.", "The vote took place over the weekend."),
    ("plan", "The board considered the request.", "She is considered an expert."),
    ("arrest", "Police took two men into custody.", "The court took his age into account."),
    ("protest", "Hundreds demonstrated outside the court.", "The vote demonstrated her skill."),
    ("protest", "Clerks protested against the cuts.", "“That is absurd,” Orlova protested."),
    ("protest", "Students demonstrated in the capital.", "The buyer must demonstrate that the lamp was broken."),
    ("protest", "The dockers held a rally.", "Lena Orlova held a rally."),
    ("protest", "A rally began near the mill.", "A campaign rally began near the mill."),
    ("protest", "Farmers gathered outside the ministry.", "The ministers gathered in Osh."),
    ("protest", "The revolution began in May.", "The political revolution began in May."),
    ("protest", "A revolt began in the south.", "A revolt from the donors began in May."),
    ("strike", "The strike began on Monday.", "The air strike began on Monday."),
    ("strike", "The strike began at the port.", "The lie was a strike at the nation."),
    ("strike", "Drivers walked out.", "She walked out of the building."),
    ("battle", "The military conducted an air strike.", "Miners began a strike."),
    ("battle", "The war began in May.", "The trade war began in May."),
    ("battle", "A gun battle began near the dam.", "A legal battle began in May."),
    ("clash", "Marchers clashed with the police.", "The senator clashed with his rival over taxes."),
    ("clash", "The clashes began at noon.", "A clash of visions began at noon."),
    ("attack", "The attack began at noon.", "Lena Orlova launched an attack on her rival."),
    ("attack", "The rebels launched an attack on the base.", "The mayor launched an attack on the plan."),
    ("attack", "The guard fired at the crowd.", "The mayor fired his driver on Monday."),
    ("dismissal", "The mayor fired his driver on Monday.", "The guard fired at the crowd."),
    ("attack", "The guard shot a marcher.", "The poll numbers shot up."),
    ("attack", "A gunman shot up the station.", "“No,” she shot back."),
    ("dismissal", "She was stripped of her post.", "The town was stripped of its funding."),
    ("dismissal", "Berg was removed from office.", "The families were removed from the country."),
    ("displacement", "The families were removed from the country.", "Berg was removed from office."),
    ("dismissal", "The king dissolved parliament.", "The glue dissolved."),
    ("dismissal", "The chief was forced out.", "Berg was forced out of the race."),
    ("seizure", "Rebels seized the port.", "Orlova seized the chance."),
    ("seizure", "Troops captured the town.", "Orlova captured 40 percent of the voters."),
    ("seizure", "Thieves broke into a bank.", "The hall broke into applause."),
    ("arson-damage", "The storm damaged two houses.", "The scandal damaged her pride."),
    ("arson-damage", "Vandals smashed the windows.", "Orlova smashed the old rules."),
    ("arson-damage", "A shop was torched.", "The columnist torched Orlova."),
    ("casualties", "A singer collapsed on the stage.", "The scheme collapsed."),
    ("abduction", "Two miners vanished.", "She vanished into the hall."),
    ("release", "The court freed two men.", "The rule freed delegates to choose."),
    ("charge", "The family filed a lawsuit.", "The family filed a report."),
    ("trial", "The judge ruled that the ban was void.", "The judge ruled himself out."),
    ("trial", "A hearing began in the case.", "The confirmation hearing began."),
    ("trial", "Berg testified on Monday.", "Berg testified before the committee."),
    ("legislation", "The senate held a hearing.", "The judge held a hearing."),
    ("legislation", "Senators voted on the bill.", "Farmers voted in Osh."),
    ("election", "Farmers voted in Osh.", "The council voted to close the pool."),
    ("election", "She was elected to lead the party.", "The agency has elected to wait."),
    ("election", "Orlova won the primary.", "Orlova won the prize."),
    ("election", "The poll began at dawn.", "A new poll showed her ahead."),
    ("appointment", "She was sworn into office.", "She was named in the report."),
    ("announcement", "Orlova addressed the convention.", "Orlova addressed the problem."),
    ("announcement", "The mayor held a news conference.", "The bishops held a conference."),
    ("agreement", "The firms reached a settlement.", "The state built a Jewish settlement."),
    ("refusal", "The judge denied the motion.", "Orlova denied the charge."),
    ("refusal", "The rule denied her the seat.", "Orlova denied that she knew."),
    ("denial", "Orlova denied that she knew.", "The judge denied the motion."),
    ("threat", "The rebels threatened the mayor.", "The court threatened their rights."),
    ("threat", "They made a threat.", "The dam is a threat to the town."),
    ("demand", "The bishop appealed for calm.", "The song appealed to voters."),
    ("disaster", "The river flooded the town.", "Firms flooded the screens with ads."),
    ("accident", "A bus crashed into a tree.", "The website crashed."),
    ("accident", "An accident happened near the mill.", "The choice was no accident."),
    ("aid", "The club donated food.", "The club donated to the candidate."),
    ("talks", "The envoys met in Osh.", "The cuts were met with anger."),
    ("legislation", "Deputies approved the budget.", "Her father approved."),
    ("legislation", "The senate passed the bill.", "The bus passed the mill."),
    ("legislation", "The resolution was voted on.", "Farmers voted in Osh."),
    ("election", "Lena Orlova won Ohio.", "Lena Orlova won praise."),
    ("charge", "Two men were charged.", "Critics charged that the vote was late."),
    ("attack", "The gunman fired twice.", "The mayor fired his driver on Monday."),
    ("attack", "The gunman fired twice.", "Lena Orlova fired back."),
    ("trial", "A judge struck down the law.", "The driver struck a wall."),
    ("crowd-control", "Police cracked down on the marchers.", "The office cracked down on the use of paper."),
    ("appointment", "Orlova replaced the minister.", "The firm replaced workers with robots."),
    ("agreement", "The bloc recognized him as president.", "The club recognized her as a friend."),
    ("arson-damage", "The archive caught fire.", "The song caught fire."),
    ("legislation", "Lena Orlova voted to repeal the tax.", "Lena Orlova voted in Osh."),
    ("attack", "Rebels fired a missile at the port.", "The state launched a missile for a test."),
    ("talks", "The envoy spoke with the premier.", "She spoke with pride."),
    ("market", "The state devalued its currency.", "The rule devalued teachers."),
]  # fmt: skip


def _types(parser, text: str) -> set[str]:
    tree = Tree(parser.parse([text])[0], 0, 0)
    verbs = [n for n in range(len(tree)) if tree.parse.pos[n] in ("VERB", "AUX") or tree.parse.deps[n] == "ROOT"]
    return {found[0] for verb in verbs if (found := typed(tree, verb, typology()))}


@pytest.mark.parametrize(("kind", "told", "other"), SENSES, ids=lambda value: value)
def test_the_sense_is_that_of_who_does_it_to_what(kind, told, other, parser):
    """The first sentence tells an event of the type, the second none."""
    assert kind in _types(parser, told)
    assert kind not in _types(parser, other)


@pytest.mark.parametrize(
    ("text", "conditions", "expected"),
    [
        ("Dozens of marchers stormed the hall.", ["agent CROWD"], True),
        ("The hall was stormed by marchers.", ["agent CROWD"], True),
        ("The hall was stormed by marchers.", ["passive hall"], True),
        ("The hall was stormed by marchers.", ["agent hall"], False),
        ("Marchers and clerks stormed the hall.", ["agent clerk"], True),
        ("It stormed the hall.", ["agent CROWD", "patient hall"], True),
        ("It stormed the hall.", ["patient hall", "not patient hall"], False),
        ("It stormed the hall.", ["not patient mood"], True),
        ("It stormed.", ["patient ANY"], False),
        ("It stormed with knives.", ["with WEAPON"], True),
        ("It stormed out.", ["not near out"], False),
        ("It stormed on Monday.", ["not near on"], True),
        ("It stormed on the hall.", ["not near on"], False),
        ("Marchers were expected to storm the hall.", ["agent CROWD"], True),
        ("The hall was expected to be stormed.", ["passive hall"], True),
        ("Marchers tried to storm the hall.", ["agent CROWD"], True),
        ("Police held marchers storming the hall.", ["agent CROWD"], True),
        ("The hall they stormed burned.", ["patient hall"], True),
        ("The square where they stormed was empty.", ["not patient square"], True),
        ("The square on which they stormed was empty.", ["not patient square"], True),
        ("A crowd of dozens stormed it.", ["agent CROWD"], True),
        ("He stormed that it was late.", ["content ANY"], True),
        ("He stormed the hall.", ["content ANY"], False),
        ("He was stormed to win.", ["infinitive ANY"], False),
        ("Marchers stormed out of the hall.", ["of hall"], True),
        ("Marchers stormed out of the hall.", ["of square"], False),
    ],
)
def test_conditions(text, conditions, expected, parser):
    """One of those that must hold does, and none that must not."""
    tree = Tree(parser.parse([text])[0], 0, 0)
    verb = next(n for n in range(len(tree)) if tree.parse.lemmas[n] == "storm")
    assert fits(tree, verb, [Condition.of(words) for words in conditions]) is expected


def test_classes_are_known():
    """Whatever a shipped sense asks for is there, and every class is asked for by some sense or class."""
    rows = rules.table("classes")["class"]
    asked = {
        item
        for kind in typology().types
        for words in kind.senses.values()
        for line in words
        for item in Condition.of(line).items
        if item.isupper()
    }
    taken_in = {other for row in rows.values() for other in row.get("of", ())}
    assert asked - {"ANY"} <= rows.keys()
    assert rows.keys() == (asked | taken_in) - {"ANY"}
