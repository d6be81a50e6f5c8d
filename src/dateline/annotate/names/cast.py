"""Which prints of names are one actor within a report: full names, surnames, acronyms, shorter forms.

Always true here: an actor has one type; two full personal names with different given names are never one person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from msgspec import Struct, field

from ...model.notes import EntityType, MentionForm
from ..gazetteer import Gazetteer
from .alike import Endings, FullNames, marked, surname, unmarked
from .beside import BIG_TOWN, PLACE_WORDS
from .cut import Name
from .lexicon import Lexicon
from .lines import Line
from .roles import HONORIFICS, RoleWords, own_roles, roles_of

STAFF: frozenset[EntityType] = frozenset({"organization", "outlet", "facility", "event", "document"})
BODY_WORDS = ("party", "movement", "group", "front", "organization")
"""Words for a body that may follow the rest of its name."""


class Draft(Struct):
    """An actor while its report is read; ``prints`` counts the exact words, ``keys`` the folded names."""

    type: EntityType
    keys: set[str]
    prints: Counter[str] = field(default_factory=Counter)
    roles: list[RoleWords] = field(default_factory=list)
    titled: int = 0
    nominal: bool = False

    @property
    def role_words(self) -> set[str]:
        """All words of its roles, in lower case."""
        return {w for role in self.roles for w in role.words}

    @property
    def nouns(self) -> set[str]:
        """The role nouns that the report uses of it."""
        return {n for role in self.roles for n in role.nouns}


class Cast(Struct):
    """The actors of a report, the actor and form of each name, and the token with which the print of each begins."""

    drafts: list[Draft]
    of_name: dict[int, tuple[int, MentionForm]]
    begins: dict[int, int]


def cast_names(
    text: str,
    names: Sequence[Name],
    kinds: Mapping[str, EntityType],
    lines: Sequence[Line],
    lex: Lexicon,
    gaz: Gazetteer,
) -> Cast:
    """Groups ``names`` into actors; names without a type get none."""
    types = _mended(names, kinds, lines, lex, gaz)
    people = _people(names, types, lines, lex)
    cast = Cast([], {}, {})
    where: dict[tuple[EntityType, str], int] = {}
    bodies = _Bodies(types, _acronyms(names, types, lines, lex))
    beside: dict[int, list[Name]] = defaultdict(list)
    for name in names:
        if types.get(name.key) == "person":
            beside[name.line].append(name)
    for number, name in enumerate(names):
        kind = types.get(name.key)
        if kind is None:
            continue
        key, form = (
            people.resolve(name, lines[name.line]) if kind == "person" else _body_key(name, kind, bodies, lex, gaz)
        )
        if (kind, key) not in where:
            where[kind, key] = len(cast.drafts)
            cast.drafts.append(Draft(kind, {key}))
        draft = cast.drafts[where[kind, key]]
        line = lines[name.line]
        cast.begins[number] = _print_begin(name, key, line)
        extent = line.extent(cast.begins[number], name.last)
        draft.keys.add(name.key)
        draft.prints[text[extent.start : extent.end]] += 1
        draft.titled += name.title is not None
        if kind == "person":
            draft.roles.extend(own_roles(name, beside[name.line], line, lex))
        cast.of_name[number] = (where[kind, key], form)
    return cast


def _print_begin(name: Name, key: str, line: Line) -> int:
    """Where the print of a name begins: with "Mr." or "Mrs." if nothing else tells whom the surname means."""
    told = key in {f"male {name.key}", f"female {name.key}"} and line.low(name.first - 1) in HONORIFICS
    return name.first - told


def _mended(
    names: Sequence[Name], kinds: Mapping[str, EntityType], lines: Sequence[Line], lex: Lexicon, gaz: Gazetteer
) -> dict[str, EntityType]:
    """Types after the report's own full names spoke: a lone word that is a part of a person's name here is that person."""
    types = dict(kinds)
    surnames = {surname(n.key, lex) for n in names if kinds.get(n.key) == "person" and " " in n.key}
    lands = {n.key for n in names if any(p.kind in {"country", "state"} for p in gaz.find(n.text))}
    titled = Counter(n.key for n in names if n.title is not None)
    visited = lands & {n.key for n in names if lines[n.line].low(n.first - 1) in PLACE_WORDS}
    given = {n.key.split()[0] for n in names if kinds.get(n.key) == "person" and " " in n.key}
    for name in names:
        alone = " " not in name.key.removeprefix("al ") and kinds.get(name.key) != "outlet"
        town = any(p.people >= BIG_TOWN for p in gaz.find(name.text))
        family = surname(name.key, lex) in surnames and (name.key not in visited or titled[name.key] > 0)
        first = name.key in given and name.key not in lands and not town
        if alone and (family or first):
            types[name.key] = "person"
    return types


class _People(Struct):
    """Full personal names of a report, to tell whom a shorter name means."""

    full: dict[str, str]
    by_surname: dict[str, dict[str, None]]
    by_given: dict[str, dict[str, None]]
    rank: dict[str, float]
    shown: dict[str, str]
    apart: dict[str, frozenset[str]]
    lex: Lexicon
    _meant: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def gender(self, key: str) -> str:
        """What the titles and roles of a full name show, else its given name: "male", "female" or "either"."""
        return self.shown.get(key) or self.lex.given.get(key.split()[0], "either")

    def resolve(self, name: Name, line: Line) -> tuple[str, MentionForm]:
        """The key of the person and the form of this print."""
        key = name.key
        if key in self.full:
            return self.full[key], "name"
        last = surname(key, self.lex)
        asked = title_gender(name, line, self.lex)
        if (last, asked) not in self._meant:
            self._meant[last, asked] = self._by_surname(last, asked)
        if (found := self._meant[last, asked]) is not None:
            return found, "surname"
        given = self.by_given.get(key, {})
        if len(given) == 1 and name.title is None:
            return next(iter(given)), "name"
        return (key, "name") if asked == "unknown" else (f"{asked} {key}", "name")

    def _by_surname(self, last: str, asked: str) -> str | None:
        """Whom a surname means after a title of that gender: who agrees with it and stands out."""
        others = self.apart.get(last, frozenset()) if asked != "female" else frozenset()
        found = [
            k
            for k in self.by_surname.get(last, {})
            if k not in others and not {asked, self.gender(k)} >= {"male", "female"}
        ]
        found = [k for k in found if asked == self.gender(k)] or found
        return max(found, key=lambda k: (self.rank[k], k), default=None)


def title_gender(name: Name, line: Line, lex: Lexicon) -> str:
    """ "male" or "female" as the title before the name shows ("Mrs."), else "unknown"."""
    words = {line.low(k) for k in range(name.title if name.title is not None else name.first, name.first)}
    return "male" if words & lex.male else "female" if words & lex.female else "unknown"


def _people(names: Sequence[Name], types: Mapping[str, EntityType], lines: Sequence[Line], lex: Lexicon) -> _People:
    """Full names with the same surname and agreeing given names are one; relatives rank below whom they are named by."""
    counts: Counter[str] = Counter()
    bonus: dict[str, float] = defaultdict(float)
    described: dict[str, frozenset[str]] = {}
    second: set[str] = set()
    order: list[str] = []
    for name in names:
        plain = name.key.removeprefix("al ").removeprefix("el ")
        if types.get(name.key) != "person" or " " not in plain:
            continue
        if name.key not in counts:
            order.append(name.key)
        counts[name.key] += 1
        roles = roles_of(name, lines[name.line], lex)
        described[name.key] = described.get(name.key, frozenset()) | {w for r in roles for w in r.words}
        if any(r.kin or "lady" in r.words for r in roles) or lex.given.get(name.key.split()[0]) == "female":
            second.add(name.key)
        bonus[name.key] += 2.0 * (name.title is not None) - 3.0 * any(r.kin for r in roles) + 0.5 * bool(roles)
    named_after = _named_after(order, lex)
    full = _one_of_each(order, lex, named_after)
    people = _People(full, defaultdict(dict), defaultdict(dict), {}, {}, {}, lex)
    for place, key in enumerate(order):
        base = full[key]
        if (gender := _shown_gender(described[key], lex)) is not None:
            people.shown.setdefault(base, gender)
        child = marked(key, lex) and unmarked(key, lex) in named_after
        rank = counts[key] + bonus[key] - 3.0 * bool(child) - place * 1e-3
        people.rank[base] = people.rank.get(base, 0.0) + rank
        for table, part in ((people.by_surname, surname(key, lex)), (people.by_given, key.split()[0])):
            table[part][base] = None
    people.apart.update(_rulers_apart(names, lines, people, {k: described[k] for k in sorted(second)}))
    return people


def _named_after(order: Sequence[str], lex: Lexicon) -> frozenset[str]:
    """Names, without marks, that a report prints with the mark of a generation and without: those of a parent and a child. Who is
    one person has the mark dropped with the initials only: "Orin G. Vale Jr." and "Orin Vale"."""
    plain = frozenset(
        " ".join(p for p in key.split() if len(p.rstrip(".")) > 1) for key in order if not marked(key, lex)
    )
    return plain & {unmarked(key, lex) for key in order if marked(key, lex)}


def _one_of_each(order: Sequence[str], lex: Lexicon, named_after: Container[str]) -> dict[str, str]:
    """Full names, the longest first, each with the first of them that can be the same person's: itself where none can."""
    full: dict[str, str] = {}
    known = FullNames(lex, named_after)
    for key in sorted(order, key=lambda k: -len(k.split())):
        if (same := known.same(key)) is None:
            known.put(key)
        full[key] = same or key
    return full


def _shown_gender(words: frozenset[str], lex: Lexicon) -> str | None:
    male, female = bool(words & lex.male), bool(words & lex.female)
    return None if male == female else "male" if male else "female"


def _rulers_apart(
    names: Sequence[Name], lines: Sequence[Line], people: _People, second: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Surnames that a report prints with a ruler's title, each with those of ``second``, relatives or women, who never have it in full:
    in "First lady Ilka Morrow and President Morrow" the latter is somebody else. A woman who rules is named in full with her title."""
    apart: dict[tuple[str, frozenset[str]], frozenset[str]] = {}
    for name in names:
        if name.title is None or len(name.words) != 1:
            continue
        rules = people.lex.leader_means & {lines[name.line].low(k) for k in range(name.title, name.first)}
        if rules and (name.key, rules) not in apart:
            family = people.by_surname.get(name.key, {})
            apart[name.key, rules] = frozenset(k for k in family if k in second and not rules & second[k])
        if rules and (others := apart[name.key, rules]):
            yield name.key, others


def _acronyms(
    names: Sequence[Name], types: Mapping[str, EntityType], lines: Sequence[Line], lex: Lexicon
) -> dict[str, str]:
    """Acronym -> key of the long name it stands for: in brackets after it, or made of its first letters."""
    found: dict[str, str] = {}
    long = [n for n in names if types.get(n.key) in STAFF and len(n.words) > 1]
    short = [n for n in names if len(n.words) == 1 and n.text.isupper() and 2 <= len(n.text) <= 8]
    ends = {(n.line, n.last): n.key for n in long}
    by_initials = {initials(n.words, lex): n.key for n in reversed(long)}
    for name in short:
        in_brackets = ends.get((name.line, name.first - 1)) if lines[name.line].low(name.first - 1) == "(" else None
        same = by_initials.get(name.text) if len(name.text) > 2 and not lex.outlet(name.text) else None
        if in_brackets or same:
            found.setdefault(name.key, in_brackets or same or "")
    return found


def initials(words: Sequence[str], lex: Lexicon) -> str:
    """The first letters of the words of a name, small words apart."""
    parts = [p for w in words for p in w.replace("/", "-").split("-")]
    return "".join(p[0].upper() for p in parts if p and p.lower() not in lex.acronym_stop)


class _Bodies:
    """What is no person: the long names of acronyms, and the longer names of shorter ones."""

    __slots__ = ("_endings", "_types", "acronyms")

    def __init__(self, types: Mapping[str, EntityType], acronyms: Mapping[str, str]) -> None:
        self.acronyms, self._types = acronyms, types
        named: dict[EntityType, list[str]] = {kind: [] for kind in STAFF}
        for key, kind in types.items():
            if kind in STAFF and " of " not in key:
                named[kind].append(key)
        self._endings = {kind: Endings(keys) for kind, keys in named.items()}

    def longest(self, key: str, kind: EntityType) -> str:
        """The only longer name of the same type in the report that ends or begins with all of ``key``, or ``key``."""
        if kind not in STAFF:
            return key
        longer = set(self._endings[kind].longer(key))
        if several := " " in key:
            longer |= {name for word in BODY_WORDS if self._types.get(name := f"{key} {word}") == kind}
        return longer.pop() if len(longer) == 1 and (several or kind in {"organization", "event"}) else key


def _body_key(name: Name, kind: EntityType, bodies: _Bodies, lex: Lexicon, gaz: Gazetteer) -> tuple[str, MentionForm]:
    """The key of an organization, place or other thing: of its long name where the report prints one."""
    key = name.key
    if key in bodies.acronyms:
        return bodies.longest(bodies.acronyms[key], kind), "acronym"
    form: MentionForm = "acronym" if len(name.words) == 1 and name.text.isupper() and len(name.text) > 1 else "name"
    land = next((p for p in gaz.find(name.text) if p.kind in {"country", "state"}), None) if kind == "place" else None
    if land is not None:
        return f"{land.country} {land.state or ''}", form
    known = lex.outlet(name.text) if kind == "outlet" else None
    if known is not None:
        return known.name.lower(), form
    return bodies.longest(key, kind), form
