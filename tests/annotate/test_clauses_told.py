"""What is told as fact: a table of invented sentences with what the clause of one verb claims."""

from __future__ import annotations

import pytest

from dateline import rules
from dateline.annotate.clauses import find_shapes

SPEECH = rules.words("attribution", "say_verbs")

A, NOT, PLAN, MAY, WISH, IF = "actual", "actual-not", "planned", "possible", "demanded", "hypothetical"

TOLD = [
    # denied and doubted
    ("The general denied that his troops had shelled the market.", "shelled", NOT),
    ("The general denied that police fired or beat anyone.", "fired", NOT),
    ("The general denied that police fired or beat anyone.", "beat", NOT),
    ("The union disputes that the count was fair.", "was", NOT),
    ("The opposition doubts whether the count was fair.", "was", "possible-not"),
    ("The opposition doubts whether the count was fair.", "doubts", A),
    ("Critics question whether the police acted lawfully.", "acted", MAY),
    ("The judge asked if the officer had fired.", "fired", MAY),
    ("The claim that soldiers looted the shop is false.", "is", NOT),
    ("The court rejected claims that the vote was rigged.", "rejected", A),
    ("The minister dismissed reports that he had fled.", "dismissed", A),
    ("The clerk denied taking bribes.", "denied", NOT),
    # did not happen
    ("Officers did not open fire.", "open", NOT),
    ("No shots were fired.", "fired", NOT),
    ("Hardly anyone voted.", "voted", NOT),
    ("The troops never entered the town.", "entered", NOT),
    ("Rescuers failed to reach the valley.", "failed", NOT),
    ("The guards refused to open the gate.", "refused", NOT),
    ("The party declined to comment.", "declined", NOT),
    ("The troops were unable to cross the river.", "were", NOT),
    ("The ministry has yet to publish the figures.", "has", NOT),
    ("The spokesman neither confirmed nor denied the arrest.", "confirmed", NOT),
    ("The spokesman neither confirmed nor denied the arrest.", "denied", NOT),
    ("The mayor no longer lives in the town.", "lives", NOT),
    ("The crowd nearly broke through the fence.", "broke", NOT),
    ("The price of bread nearly doubled.", "doubled", A),
    ("The firm avoided paying the fine.", "avoided", NOT),
    ("She refrained from signing the treaty.", "refrained", NOT),
    ("The prime minister has no intention to resign.", "has", "planned-not"),
    ("The prime minister has no intention of resigning.", "has", "planned-not"),
    ("There were no reports of injuries.", "were", "possible-not"),
    ("There is no doubt that the army fired.", "is", A),
    # other people's doing is a happening of its own
    ("The army stopped the crowd from entering the square.", "stopped", A),
    ("The court barred the party from running.", "barred", A),
    ("The party called off the march.", "called", A),
    ("The pilot narrowly avoided the tower.", "avoided", A),
    ("The crowd managed to free the prisoners.", "managed", A),
    ("The governor was forced to resign.", "forced", A),
    ("The crowd began to throw stones.", "began", A),
    ("In one street, guards had to use water cannon.", "had", A),
    # possible
    ("The president could be losing control of the north.", "losing", MAY),
    ("The city's water may have been poisoned.", "poisoned", MAY),
    ("The crew must have seen the rocks.", "seen", MAY),
    ("The minister did not rule out a second vote.", "rule", MAY),
    ("It is unclear whether the mayor signed the order.", "is", MAY),
    ("It was not immediately clear who fired the shots.", "was", MAY),
    ("It is possible that the army fired first.", "is", MAY),
    ("The talks are unlikely to resume.", "are", "possible-not"),
    ("The officer allegedly beat two students.", "beat", MAY),
    ("The officer allegedly beat and robbed two students.", "robbed", MAY),
    ("The officer reportedly fled to the coast.", "fled", MAY),
    ("Perhaps the bridge collapsed because of the rain.", "collapsed", MAY),
    ("The envoy is believed to have left the country.", "believed", MAY),
    ("Police believe that the gunman acted alone.", "acted", MAY),
    ("The dam has burst, residents fear.", "burst", MAY),
    ("It is feared that the dam has burst.", "burst", MAY),
    ("The king appears to have left the palace.", "appears", MAY),
    ("The crew tried to save the ship.", "tried", MAY),
    ("There are fears of a second attack.", "are", MAY),
    ("The rumour that the king had died spread quickly.", "spread", A),
    ("Did the soldiers flee the town?", "flee", MAY),
    # planned
    ("The party will leave the coalition.", "leave", PLAN),
    ("The army is going to leave the valley.", "going", PLAN),
    ("The dam is expected to burst.", "expected", PLAN),
    ("The delegation was due to arrive in the capital.", "was", PLAN),
    ("The minister is set to resign.", "set", PLAN),
    ("The minister is about to resign.", "is", PLAN),
    ("The parliament is to vote on the budget.", "is", PLAN),
    ("A march is planned for Sunday.", "planned", PLAN),
    ("The council was supposed to meet in the hall.", "supposed", PLAN),
    ("The rebels threatened to blow up the bridge.", "threatened", PLAN),
    ("The council decided to reopen the road.", "decided", PLAN),
    ("The clinic hopes to reopen its ward.", "hopes", PLAN),
    ("The party considered leaving the coalition.", "considered", PLAN),
    ("The governor announced plans for a curfew.", "announced", PLAN),
    ("The gang kept its promise to burn the barn.", "kept", A),
    ("The commission is preparing for a possible recount.", "preparing", PLAN),
    ("The general is ready to talk.", "is", PLAN),
    # demanded
    ("The minister should resign.", "resign", WISH),
    ("The union called for a general strike.", "called", WISH),
    ("The union called for the minister to resign.", "called", WISH),
    ("The union wants the minister to resign.", "wants", WISH),
    ("The court ordered the company to pay.", "ordered", WISH),
    ("The judge ordered that the paper be closed.", "closed", WISH),
    ("The protesters demanded that the governor step down.", "step", WISH),
    ("The protesters demanded the resignation of the governor.", "demanded", WISH),
    ("Students repeated a call for the resignation of the rector.", "repeated", WISH),
    ("The judge denied a request to free the mayor.", "denied", A),
    ("“Open the gates,” the crowd shouted.", "Open", WISH),
    # hypothetical
    ("If the court annuls the vote, the party will march.", "annuls", IF),
    ("If a driver is caught and charged, the firm pays.", "charged", IF),
    ("Unless the king leaves, the miners will strike.", "leaves", IF),
    ("The crowd will stay until the king leaves the palace.", "leaves", IF),
    ("Parliament would have voted on the law.", "voted", IF),
    # told as fact
    ("The minister warned that the dam had burst.", "burst", A),
    ("Troops entered the town.", "entered", A),
    ("The ministry said the women of the valley carry water.", "carry", A),
    ("The likely winner left the hall.", "left", A),
    ("A bomb exploded in the port, wounding nine people, none seriously.", "exploded", A),
    ("The police arrested nine men, none of them armed.", "arrested", A),
    ("The police arrested none.", "arrested", f"{A}-not"),
]


@pytest.mark.parametrize(("text", "word", "expected"), TOLD, ids=[f"{t} [{w}]" for t, w, _ in TOLD])
def test_told(text: str, word: str, expected: str, tree_of) -> None:
    """The clause of ``word`` is told as it says: realis, with "-not" where the source says that it did not happen."""
    shapes = find_shapes(tree_of(text), text, SPEECH)
    tree = tree_of(text)
    found = {tree.parse.words[s.head]: s.realis + ("-not" if s.polarity == "negative" else "") for s in shapes}
    assert found.get(word) == expected
