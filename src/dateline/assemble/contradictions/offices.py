"""Two holders of one office at one time.

Always true here: titles alone are no claim, for two presidents in one story may be of two countries; both holders are persons of
different names, both in office at the same time as far as is told, and of one body as far as words tell; who is said to have left an
office holds it only where he claims it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from ... import rules
from ...model.record import Contradiction, Occupancy, Statement
from ..materials import Lookup, Materials
from .finding import made
from .likeness import apart, apart_within

_AT_ONE_TIME = 3
"""Days within which two tellings are of one time."""
_ALIKE = 0.6
"""Likeness of two names from which on they may be two spellings of one."""
_IN_OFFICE = ("holds", "acting", "claimed")
_TAKEN = ("appointed", "elected")
_LEFT = ("resigned", "dismissed")


def of_offices(
    materials: Materials, lookup: Lookup, occupancies: Sequence[Occupancy], atoms: Mapping[str, Statement]
) -> Iterator[Contradiction]:
    """Conflicts over who holds an office."""
    by_office: defaultdict[str, list[Occupancy]] = defaultdict(list)
    for o in occupancies:
        person = o.holder and lookup.entities[o.holder].type == "person" and o.holder in materials.named
        said = atoms[o.statement].attribution
        source = said.source.exact.casefold() if said and said.source else ""
        named = o.holder is not None and lookup.entities[o.holder].name.casefold() in source
        of_itself = o.status == "holds" and named  # "EVA MOR, HOST: Joining us now is the ambassador."
        told = atoms[o.statement].realis == "actual" and atoms[o.statement].polarity == "positive"
        if told and person and not of_itself and o.status in (*_IN_OFFICE, *_TAKEN) and (name := _office_name(o)):
            by_office[name].append(o)
    left = {(o.holder, _title(o)) for o in occupancies if o.status in _LEFT}
    for group in by_office.values():
        sitting = [o for o in group if o.status == "claimed" or (o.holder, _title(o)) not in left]
        rivals = [o for o in sitting if any(_is_rival(lookup, o, other, atoms) for other in sitting)]
        if rivals:
            pairs = [(o.statement, lookup.entities[o.holder].name) for o in rivals if o.holder]
            yield made("conflict", "status", None, pairs, "rival-holders", rivals[0].office.exact)


def _office_name(o: Occupancy) -> str | None:
    """The title of an office; None where its words could mean many offices."""
    told = o.rule != "title" or o.status == "acting"
    title = _title(o)
    if rules.words("comparing", "to_come") & set(title.split()):
        return None
    specific = (bool(o.body) and (told or " of " in o.office.exact)) or (" " in title and told)
    return title if specific and title else None


def _title(o: Occupancy) -> str:
    """The office without "acting" and its like and without its body."""
    passing = (
        rules.words("offices", "acting") | rules.words("offices", "former") | {"the", "a", "new", "own", "their", "its"}
    )
    phrase = o.office.exact.casefold().replace("’", "'").partition(" of ")[0]
    return " ".join(w for w in phrase.split() if w not in passing)


def _is_rival(lookup: Lookup, a: Occupancy, b: Occupancy, atoms: Mapping[str, Statement]) -> bool:
    """Another person, of the same body as far as is said, at one time; who is appointed a day after another follows him."""
    if a.holder is None or b.holder is None or a.holder == b.holder:
        return False
    bodies = {(o.body or "").casefold() for o in (a, b)} - rules.words("offices", "any_body")
    one_sentence = atoms[a.statement].sentence == atoms[b.statement].sentence
    names = [lookup.entities[h].name.casefold() for h in (a.holder, b.holder)]
    alike = Levenshtein.normalized_similarity(*names) >= _ALIKE or bool(set(names[0].split()) & set(names[1].split()))
    said = [atoms[o.statement].said for o in (a, b)]
    times = [o.when or day for o, day in zip((a, b), said, strict=True)]
    coarse = any(time and apart_within(time) > _AT_ONE_TIME for time in times)  # "in 2012" meets all of its days
    together = all(times) and max(apart(*times), apart(*said) if coarse else 0) <= _AT_ONE_TIME
    titles = all(o.rule == "title" and o.status != "acting" for o in (a, b))  # one of them may be of long ago
    told = not titles and all(o.body or o.status in ("acting", "claimed") for o in (a, b))
    follows = a.status in _TAKEN and b.status in _TAKEN and not (together and apart(*times) == 0)
    return told and len(bodies) < 2 and not one_sentence and not alike and together and not follows
