"""How a clause is told: as fact, as planned, possible, demanded or hypothetical, and whether as happening or not.

Always true here: what is called actual has nothing in its own words, in what governs it or in what it is joined to that takes
the fact back; ``rule`` names what took it back, ``asserted`` if nothing did.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...model.notes import Polarity, Realis
from ...model.syntax import Tree
from ...model.verbs import SUBJECTS, auxiliaries, first_of, has_to, infinitive, tense
from .aims import after_colon, by_aim
from .conditions import by_condition, by_marker
from .grammar import TOLD, adjective, gerund, in_row, is_purpose, marker, modals, spine, taken_back, words
from .kinds import by_kind, by_subject

ASSERTED = "asserted"
_NEGATIVE = frozenset({"not", "n't", "never", "no", "nobody", "none", "nothing", "neither", "nor",
                       "without", "hardly", "scarcely"})  # fmt: skip
_QUOTES = frozenset({"“", '"', "``", "‘", "«", "„"})
_HELD_BACK = frozenset({"clear", "certain", "sure", "known"})


class Told(NamedTuple):
    """Realis with the rule that found it, and polarity."""

    realis: Realis
    rule: str
    polarity: Polarity


def told(tree: Tree, head: int) -> Told:
    """How the clause of ``head`` is told."""
    realis, rule = _realis(tree, head)
    return Told(realis, rule, "negative" if _turns(tree, head) % 2 else "positive")


# --- realis ---------------------------------------------------------------------------------------------------------


def _realis(tree: Tree, head: int) -> tuple[Realis, str]:
    for find in (by_marker, _by_mood, _by_modal, _of_kind, by_aim, _by_hedge, _by_governing, _by_governor):
        found = find(tree, head)
        if found is not None:
            return found
    first = first_of(tree, head)
    if first != head and tree.parse.pos[first] in ("VERB", "AUX"):
        shared = _realis(tree, first)
        if _shares(tree, head, first, shared[1]):
            return shared
    return _by_list(tree, head) or _by_participle(tree, head) or by_condition(tree, head) or ("actual", ASSERTED)


def _of_kind(tree: Tree, head: int) -> tuple[Realis, str] | None:
    if tree.parse.deps[head] not in ("relcl", "csubj", "ccomp"):
        return None
    return by_kind(tree, head, _realis) or by_subject(tree, head, _realis)


def _by_list(tree: Tree, head: int) -> tuple[Realis, str] | None:
    """ "ordered them to leave, free the clerk and reopen the hall": to the parser a clause of its own, without a subject."""
    tag, dep, above = tree.parse.tags[head], tree.parse.deps[head], tree.parse.heads[head]
    bare = (tag in ("VB", "VBP") and dep == "advcl") or (tag == "VB" and dep == "conj")
    if not bare or auxiliaries(tree, head) or marker(tree, head) or tree.own_subject(head, *SUBJECTS) is not None:
        return None
    below = infinitive(tree, above)
    turned = any(tree.parse.lemmas[k] == "but" for k in tree.kids_by(above, "cc"))  # "tried to break in but quit"
    return _beside(_by_governing(tree, above)) if below is not None and below < head and not turned else None


def _by_participle(tree: Tree, head: int) -> tuple[Realis, str] | None:
    """ "will come ashore on Friday, hitting the port": a participle goes with the verb that it hangs on."""
    above = tree.parse.heads[head]
    bare = tree.parse.tags[head] == "VBG" and not auxiliaries(tree, head) and marker(tree, head) is None
    if not bare or tree.parse.deps[head] != "advcl" or tree.own_subject(head, *SUBJECTS) is not None:
        return None
    aim = after_colon(tree, head)
    if aim is not None:
        return aim
    first = gerund(tree, above)
    together = by_aim(tree, above) or _by_governing(tree, above) if first is not None and first < head else None
    if together is not None:
        return _beside(together)  # "demand raising the wage, sacking the minister"
    if tree.parse.deps[above] == "xcomp" and is_purpose(tree, above):
        above = next((j for j in tree.up(above) if tree.parse.deps[j] != "xcomp"), above)
        return _by_governing(tree, above) or _by_modal(tree, above)
    if is_purpose(tree, above) and tree.kid(above, *SUBJECTS) is not None:
        return _beside(_by_governing(tree, tree.parse.heads[above]))  # "called for the bridge to be built using steel"
    return _by_modal(tree, above) or by_marker(tree, above) or by_aim(tree, above)


def _beside(found: tuple[Realis, str] | None) -> tuple[Realis, str] | None:
    """What governs another verb and reaches this one too: this one does not plan or demand anything itself."""
    return (found[0], f"list:{found[1]}") if found is not None else None


def _shares(tree: Tree, head: int, first: int, rule: str) -> bool:
    """What holds of the first of joined verbs holds of the next, if that stands below the same word or has nothing of its own."""
    name = rule.partition(":")[0]
    below = name in ("marker", "complement", "said-of", "question", "adjective", "subject", "list")
    below = below or (name == "kind" and tense(tree, head) in ("present", "none"))
    alone = tree.own_subject(head, *SUBJECTS) is not None
    together = name in ("hedge", "imperative", "aim") and not alone
    hanging = tree.parse.deps[first] == "advcl" and tree.parse.tags[first] == tree.parse.tags[head] == "VBG"
    # "will hit the port, flooding it and cutting it off", not "risking jail, holding rallies and writing to the king"
    hangs = hanging and not alone and _by_governing(tree, first) is None
    return (tree.parse.deps[first] != "ROOT" and below) or together or hangs


def _by_mood(tree: Tree, head: int) -> tuple[Realis, str] | None:
    """Questions, orders, wishes and purposes."""
    if is_purpose(tree, head):
        above = in_row(tree, first_of(tree, head))
        told = _realis(tree, above) if above is not None else ("planned", "purpose")
        return told if told[0] != "actual" else None
    bare = tree.parse.tags[head] == "VB" and not auxiliaries(tree, head)
    passive = tree.parse.tags[head] == "VBN" and [tree.parse.tags[k] for k in auxiliaries(tree, head)] == ["VB"]
    wished = tree.parse.lemmas[tree.parse.heads[first_of(tree, head)]] in words("subjunctive")
    if (bare or passive) and wished and tree.parse.deps[first_of(tree, head)] == "ccomp":
        return "demanded", "subjunctive"  # "wants that the king step down"
    if tree.parse.deps[head] in ("ROOT", "ccomp") and _asks(tree, head):
        return "possible", "question"
    alone = bare and tree.own_subject(head, *SUBJECTS) is None and tree.parse.deps[head] in ("ROOT", "ccomp")
    return ("demanded", "imperative") if alone and _opens_speech(tree, head) else None


def _asks(tree: Tree, head: int) -> bool:
    """A question mark that is not that of a quotation which opens after the verb."""
    if "?" not in tree.parse.words:
        return False
    after = max(tree.subtree(head)) + 1
    marks = (*tree.kids[head], *([after] if after < len(tree) else []))
    mark = next((k for k in marks if tree.parse.words[k] == "?" and k > head), None)
    return mark is not None and not any(tree.parse.words[k] in _QUOTES for k in range(head, mark))


def _opens_speech(tree: Tree, head: int) -> bool:
    """Nothing but quotation marks, "please" and "do not" stands before the verb."""
    before = range(min(tree.subtree(head)), head)
    return all(tree.parse.pos[k] in ("PUNCT", "INTJ", "ADV", "PART") or tree.parse.lemmas[k] == "do" for k in before)


def _by_modal(tree: Tree, head: int) -> tuple[Realis, str] | None:
    helpers = modals(tree, head)
    if not helpers:
        return None
    for realis in TOLD:
        modal = next((m for m in helpers if m in words(f"{realis}_modals")), None)
        if modal is not None and "have" in helpers and modal in ("would", "must", "'d"):
            return "possible" if modal == "must" else "hypothetical", f"modal:{modal} have"
        if modal is not None:
            return realis, f"modal:{modal}"
    return None


def _by_hedge(tree: Tree, head: int) -> tuple[Realis, str] | None:
    if _not_ruled_out(tree, head):
        return "possible", "not-ruled-out"
    if _not_clear(tree, head):
        return "possible", "not-clear"
    near = (k for v in spine(tree, head) for k in tree.kids[v] if tree.parse.deps[k] in ("advmod", "acomp", "oprd"))
    hedge = next((tree.parse.lemmas[k] for k in near if tree.parse.lemmas[k] in words("hedge.possible")), None)
    return ("possible", f"hedge:{hedge}") if hedge else None


def _not_ruled_out(tree: Tree, head: int) -> bool:
    return tree.parse.lemmas[head] == "rule" and tree.kid(head, "neg") is not None and tree.kid(head, "prt") is not None


def _not_clear(tree: Tree, head: int) -> bool:
    found = tree.kid(head, "acomp")
    return found is not None and tree.parse.lemmas[found] in _HELD_BACK and tree.kid(head, "neg") is not None


def _by_governing(tree: Tree, head: int) -> tuple[Realis, str] | None:
    """What the verbs of the clause say of what hangs on them: "plans to oust", "called for a strike", "was due to start"."""
    for verb in spine(tree, head):
        for kind, word in _governing(tree, verb):
            realis = taken_back(kind).get(word)
            if realis is not None:
                return realis, f"{kind}:{word}"
    return None


def _governing(tree: Tree, verb: int) -> Iterator[tuple[str, str]]:
    """Each way in which ``verb`` governs something, as the name of a list of words and the word to look for in it."""
    lemmas, of = tree.parse.lemmas, adjective(tree, verb)
    yield from _over_verbs(tree, verb)
    if of is not None:
        yield "adjective", lemmas[of]
    for prep in tree.kids_by(verb, "prep"):
        thing = tree.kid(prep, "pobj", "pcomp")
        if lemmas[prep] == "for" and thing is not None:
            timed = tree.parse.ents[thing] in ("DATE", "TIME")
            if not timed or tree.parse.tags[thing] != "NNS":
                yield "set_for" if timed else "for", lemmas[verb]
    if lemmas[verb] in words("puts_forward"):
        yield from (("noun", lemmas[n]) for n in tree.kids_by(verb, "dobj", "attr") if _has_content(tree, n))
    if any(tree.parse.pos[k] in ("NOUN", "PROPN") for k in tree.kids_by(verb, "dobj")):
        yield "object", lemmas[verb]
    if tree.kid(verb, "auxpass") is not None:
        yield "passive", lemmas[verb]


def _over_verbs(tree: Tree, verb: int) -> Iterator[tuple[str, str]]:
    lemma, below = tree.parse.lemmas[verb], infinitive(tree, verb)
    if lemma == "wish" and (wished := tree.kid(verb, "ccomp")) is not None and tree.kid(wished, *SUBJECTS) is not None:
        yield "complement", lemma  # "I wish he had resigned"
    obliged = lemma == "have" and tense(tree, verb) != "present"  # "had to use water cannon": they did
    walks = lemma == "go" and tree.parse.words[verb].lower() != "going"
    if below is not None and not (obliged or walks or _is_yet(tree, verb)):
        bare = lemma == "be" and tree.parse.deps[below] == "xcomp" and adjective(tree, verb) is None
        if tree.kid(below, "nsubj", "nsubjpass") is not None:
            yield "others", lemma
        yield "infinitive", "be to" if bare else lemma
    if gerund(tree, verb) is not None:
        yield "gerund", lemma


def _has_content(tree: Tree, noun: int) -> bool:
    """A noun of which it is said what for: "plans to oust", "a call for", "fears of"; "no doubt" leaves none."""
    said = any(tree.parse.lemmas[k] in ("to", "of", "for") or tree.parse.deps[k] == "acl" for k in tree.kids[noun])
    return said and not (tree.parse.lemmas[noun] in words("no_doubt") and _lacks(tree, noun))


def _is_yet(tree: Tree, verb: int) -> bool:
    """ "has yet to publish": it has not."""
    if tree.parse.lemmas[verb] not in ("have", "be", "remain"):
        return False
    adverbs = [tree.parse.lemmas[k] for v in (verb, adjective(tree, verb)) if v is not None for k in tree.kids[v]]
    return "yet" in adverbs and infinitive(tree, verb) is not None


def _by_governor(tree: Tree, head: int) -> tuple[Realis, str] | None:
    """What the word above says of this clause: "believes that", "doubts whether", "rumours that"."""
    first = first_of(tree, head)
    above, dep = tree.parse.heads[first], tree.parse.deps[first]
    lemma = tree.parse.lemmas[above]
    if tree.parse.tags[head] != tree.parse.tags[first] and tree.own_subject(head, *SUBJECTS) is not None:
        return None  # "demanded that it be scrapped and the council said ..."
    if dep == "ccomp":
        of = adjective(tree, above)
        said_of = tree.parse.lemmas[of] if of is not None else ""
        if lemma in taken_back("complement"):
            return taken_back("complement")[lemma], f"complement:{lemma}"
        if said_of in taken_back("adjective"):
            return taken_back("adjective")[said_of], f"adjective:{said_of}"
    content = dep == "acl" and not has_to(tree, first) and marker(tree, first) is not None
    realis = taken_back("noun").get(lemma) if content else None
    if dep == "relcl" and lemma in words("noun.possible") and _is_content(tree, first):
        realis = "possible"
    if dep == "relcl" and lemma == "time" and _is_high_time(tree, first):
        realis = "demanded"
    return (realis, f"said-of:{lemma}") if realis is not None else None


def _is_high_time(tree: Tree, verb: int) -> bool:
    """ "It is time the mayor resigned": he has not."""
    above = tree.parse.heads[tree.parse.heads[verb]]
    is_now = tree.parse.lemmas[above] == "be" and tense(tree, above) == "present"
    bare = all(tree.parse.deps[k] != "det" for k in tree.kids[tree.parse.heads[verb]])
    return is_now and bare and tense(tree, verb) == "past"


def _is_content(tree: Tree, verb: int) -> bool:
    """ "the rumour that the king had died", read by the parser like "the claim that he made"."""
    own = tree.own_subject(verb, "nsubj", "nsubjpass")
    that = any(tree.parse.lemmas[k] == "that" and k < verb for k in tree.kids[verb])
    return that and own not in (None, tree.parse.heads[verb]) and tree.parse.lemmas[verb] not in words("puts_forward")


# --- polarity -------------------------------------------------------------------------------------------------------


def _turns(tree: Tree, head: int) -> int:
    """How often the clause is turned into its opposite."""
    if _not_ruled_out(tree, head) or _not_clear(tree, head):
        return 0
    chain = spine(tree, head)
    own = sum(_is_turned(tree, v) for v in chain)
    own += sum(_turns_below(tree, v) for v in chain)
    subject = tree.kid(head, *SUBJECTS)
    own += subject is not None and _is_empty(tree, subject)
    own += any(_is_empty(tree, k) for k in tree.kids_by(head, "dobj", "attr") if not _is_added(tree, head, k))
    return own + _from_above(tree, head)


def _is_added(tree: Tree, head: int, noun: int) -> bool:
    """ "wounding nine, none of them badly": what comes after a comma is said of some of what was told."""
    return noun > head + 1 and tree.parse.words[noun - 1] == ","


def _is_turned(tree: Tree, verb: int) -> bool:
    """ "not", "never", "no longer", "hardly", "neither ... nor", "nearly" at the verb."""
    parse = tree.parse
    if any(parse.deps[k] == "neg" for k in tree.kids[verb]):
        return True
    for k in tree.kids[verb]:
        if parse.deps[k] in ("preconj", "advmod") and parse.lemmas[k] in ("neither", "hardly", "scarcely"):
            return True
        if parse.deps[k] == "advmod" and any(parse.lemmas[j] == "no" for j in tree.kids[k]):
            return True
        missed = parse.deps[k] == "advmod" and parse.lemmas[k] in words("near_miss.adverbs") and k == verb - 1
        if missed and parse.lemmas[verb] not in words("near_miss.degrees"):
            return True
    return False


def _turns_below(tree: Tree, verb: int) -> bool:
    """ "failed to", "refused to", "unable to", "avoided paying", "refrained from", "has yet to": the subject did not do it."""
    lemma, of = tree.parse.lemmas[verb], adjective(tree, verb)
    if lemma in words("infinitive.denied") and infinitive(tree, verb) is not None:
        return True
    if lemma in words("gerund.denied") and gerund(tree, verb) is not None:
        return True
    if of is not None and tree.parse.lemmas[of] in words("adjective.denied"):
        return True
    if lemma in words("from.denied"):
        preps = tree.kids_by(verb, "prep")
        return any(tree.parse.lemmas[p] == "from" and tree.kid(p, "pcomp") is not None for p in preps)
    return _is_yet(tree, verb)


def _from_above(tree: Tree, head: int) -> int:
    """Turned by the word above ("denied that", "doubts whether"), or with the verb that it is joined to ("did not X or Y")."""
    first = first_of(tree, head)
    above = tree.parse.heads[first]
    turned = tree.parse.deps[first] == "ccomp" and tree.parse.lemmas[above] in words("complement.denied")
    joined = 0
    if first != head and tree.own_subject(head, *SUBJECTS) is None:
        cut = {tree.parse.lemmas[k] for k in tree.kids_by(tree.parse.heads[head], "cc")}
        joined = int(bool(cut & {"or", "nor"}) and _is_turned(tree, first) and not _is_turned(tree, head))
    return int(turned) + joined


def _is_empty(tree: Tree, noun: int) -> bool:
    return tree.parse.lemmas[noun] not in words("no_doubt") and _lacks(tree, noun)


def _lacks(tree: Tree, noun: int) -> bool:
    near = (k for k in tree.kids[noun] if tree.parse.deps[k] in ("det", "neg", "preconj", "advmod"))
    return any(w in _NEGATIVE for w in (tree.parse.lemmas[noun], *(tree.parse.lemmas[k] for k in near)))
