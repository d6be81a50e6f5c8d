"""Who counts what: one claim for each total that a passage prints.

Always true here: a claim is a whole count of a compared measure, printed as a number or a word for one and told as a fact, by somebody
who is not "we" or "you"; of several numbers of a sentence the largest is a total only where the others add up to it, the rest never;
"no casualties" counts nobody as killed and nobody as injured.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from msgspec import Struct

from ... import rules
from ...model.notes import ReportNotes
from ...model.reading import Extent, Span
from ...model.record import Figure, Statement, When, is_firm
from ...model.words import PLACED
from ..materials import Lookup, Materials
from .likeness import LONGEST, apart_within, leans, number_of, printed_words, sentence_before, telling_words
from .wording import opening_words, own_words, rare_words, rare_words_before, words_before

_TOWNS = ("town", "site", "district", "region")
_DAYS = 2  # a count of a longer time runs on
_BARE = 1  # telling words up to which a sentence gives a toll and nothing else
_PART = 60  # characters behind "including" that name a part
_OTHERS = {"other", "others"}
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TO_THE_DAY = len("2020-10-06")
_OF_THEM = (["of", "the"], ["of", "those"], ["of", "them"])
_ADDS_UP = 2  # people by which parts may miss their whole: "302: 232 here, 52 there, 17 elsewhere"


class Claim(Struct, frozen=True):
    """A total with its owner.

    ``measure`` is what is counted, ``voice`` who gives it, ``body`` the words for a body or its head, ``of_body`` whether an organization
    with a name gives it; ``counted`` is the day (ISO) of the count and ``moment`` that of its report, ``when`` the firm day of what is
    counted, ``running`` whether it counts on since a beginning. ``towns`` are entities, ``countries`` codes, ``country`` is that of the
    place named last. ``part`` are words for those whom the total includes, ``words`` those of the sentence that tell what happened, not
    where, nor who says so or that people came to harm; ``setting`` those of it and of the sentence right before, ``rare`` those of it
    with the places, ``context`` these and those of the sentence right before unless that gives a toll of its own, ``around`` the towns
    of the clause, else of the sentence, else of the one before; ``opening`` are the words of the report's beginning if it stands there
    (see ``alike``); ``number`` is that of the sentence.
    ``unsure`` tells that the cases are suspected ones.
    """

    figure: Figure
    atom: Statement
    measure: str
    kind: str
    voice: str
    body: frozenset[str]
    counted: str
    moment: str
    when: When | None
    towns: frozenset[str]
    countries: frozenset[str]
    country: str
    part: frozenset[str]
    running: bool
    words: frozenset[str]
    setting: frozenset[str]
    rare: frozenset[str]
    context: frozenset[str]
    around: frozenset[str]
    opening: frozenset[str]
    unsure: bool
    of_body: bool
    number: int
    order: tuple[str, str, float, str]

    @property
    def best(self) -> float:
        """The number."""
        return self.figure.best or 0.0

    @property
    def prints_number(self) -> bool:
        """Whether it is a number, or only a word such as "dozens"."""
        return self.figure.high is not None or self.figure.qualifier is not None

    @property
    def bare(self) -> bool:
        """Whether its sentence gives a toll and nothing else: "Two people have been killed, the ministry said"."""
        return len(self.words) <= _BARE

    @property
    def sites(self) -> frozenset[str]:
        """The buildings and grounds that its sentence names, one or several: a count at the airport is a part of that in the city, one at
        a church of that at two churches."""
        source = self.atom.attribution.source if self.atom.attribution else None
        told = self.atom.sentence.exact.replace(source.exact, "") if source else self.atom.sentence.exact
        known = rules.words("comparing", "figures.sites")
        return frozenset(
            w
            for w in printed_words(told)
            if w in known or w.removesuffix("es") in known or w.removesuffix("s") in known
        )

    @property
    def weekdays(self) -> frozenset[str]:
        """The days of the week that its words name or point at, not those on which somebody says so."""
        said = self.atom.attribution
        content = said.content if said and said.content else (self.atom.sentence,)
        told = " ".join(span.exact for span in content)
        named = {w.removesuffix("'s").removesuffix("’s") for w in printed_words(told)} & set(_WEEK)
        if len(self.moment) >= _TO_THE_DAY:
            day = datetime.date.fromisoformat(self.moment[:_TO_THE_DAY]).weekday()
            named |= {_WEEK[day]} if _names(told, "figures.today") else set()
            named |= {_WEEK[day - 1]} if _names(told, "figures.yesterday") else set()
        return frozenset(named)

    @property
    def worldwide(self) -> bool:
        """Whether it counts all over the world: "has killed 90 people globally"."""
        return _names(self.atom.sentence.exact, "figures.worldwide")

    @property
    def renews(self) -> bool:
        """Whether its sentence says that an older count is replaced: "the toll has risen to 60"."""
        return not rules.words("comparing", "figures.renewing").isdisjoint(printed_words(self.atom.sentence.exact))

    @property
    def local(self) -> bool:
        """Whether it points at a place that another sentence names: "there", but not "there were"."""
        words = printed_words(self.atom.sentence.exact)
        pointing, be = rules.words("comparing", "figures.pointing"), rules.words("comparing", "figures.be")
        return any(w in pointing and after not in be for w, after in zip(words, [*words[1:], ""], strict=True))

    @property
    def scopes(self) -> Iterator[tuple[str, ...]]:
        """What claims of the same share: the event; the firm day of what is counted with a town; if somebody gives it, the report, and the
        day of the count with a town or with none; the body with a name that gives it."""
        if self.figure.event:
            yield ("event", self.figure.event)
        if self.of_body:
            yield ("body", self.voice)
        if self.atom.attribution:
            yield ("beside", self.figure.span.report)
        if self.atom.attribution and self.counted:
            for town in sorted(self.towns) or [""]:
                yield ("day", self.counted, town)
        if self.when:
            for town in sorted(self.towns):
                yield ("happened", self.when.edtf, town)

    @property
    def source(self) -> str:
        """The words for who gives it; empty where nobody is named."""
        said = self.atom.attribution
        return said.source.exact.casefold() if said and said.source else ""

    @property
    def nameless(self) -> bool:
        """Whether it is only "he", "it" or "they" who gives it, and nobody knows who that is."""
        return self.leaning and self.figure.claimant is None

    @property
    def leaning(self) -> bool:
        """Whether the words for who gives it lean on another sentence: "it said"."""
        return self.source in rules.words("comparing", "figures.pronouns")

    def may_be_voice_of(self, other: Claim) -> bool:
        """Whether the same body may speak: "Egypt's health minister" and "the ministry", "Reuters" twice."""
        if self.nameless or other.nameless:
            return True
        told = bool(self.body) and bool(other.body)
        return self.voice == other.voice or (told and (self.body <= other.body or other.body <= self.body))


def claims(
    materials: Materials, lookup: Lookup, figures: Sequence[Figure], atoms: Mapping[str, Statement]
) -> Iterator[Claim]:
    """All claims, in the order of their counting."""
    by_sentence: defaultdict[tuple[Span, str, str], list[Figure]] = defaultdict(list)
    counting = {
        (f.span.report, atoms[f.statement].sentence.start, measure) for f in figures for measure in _measures(f)
    }
    for figure in figures:
        for measure in _measures(figure):
            if _is_total(figure, atoms[figure.statement]):
                by_sentence[atoms[figure.statement].sentence, measure, kind_of_people(figure)].append(figure)
    totals = ((total, measure) for (_, measure, _), group in by_sentence.items() if (total := _total(group)))
    made = (_claim(materials, lookup, total, measure, atoms[total.statement], counting) for total, measure in totals)
    yield from sorted(made, key=lambda c: c.order)


def _measures(figure: Figure) -> Sequence[str]:
    """What a figure counts: "no casualties" nobody killed and nobody injured."""
    none = figure.measure == "casualties" and figure.high == 0
    found = ("killed", "injured") if none else (figure.measure,)
    return [m for m in found if m in rules.words("comparing", "figures.compared")]


def kind_of_people(figure: Figure) -> str:
    """Totals compare with totals, children with children: "20 children and six adults" is no quarrel."""
    noun = (figure.noun or "people").casefold()
    return "people" if noun in rules.words("comparing", "figures.totals") else noun


def _is_total(figure: Figure, atom: Statement) -> bool:
    source = atom.attribution.source.exact.casefold() if atom.attribution and atom.attribution.source else ""
    return (
        not figure.delta
        and figure.rule not in ("implied", "part")
        and figure.best is not None
        and _is_fact(atom)
        and atom.sentence.end - atom.sentence.start <= LONGEST
        and not _is_of_others(figure, atom)
        and source not in rules.words("comparing", "anybody") - rules.words("comparing", "figures.pronouns")
        and not _names(atom.sentence.exact, "figures.habit")
        and not _names(atom.sentence.exact, "figures.one_side")
        and not _is_part(figure, atom)
        and not (figure.measure == "injured" and _may_be_dead(atom))
        and (bool(source) or figure.measure not in rules.words("comparing", "figures.estimated"))
    )


def _is_of_others(figure: Figure, atom: Statement) -> bool:
    """ "He and two other men" are not all of them; "killed two and hurt six others" are all who were hurt."""
    words = {*figure.span.exact.casefold().split(), *_word_before(figure, atom)}
    return figure.measure != "injured" and not _OTHERS.isdisjoint(words)


def _word_before(figure: Figure, atom: Statement) -> list[str]:
    return atom.sentence.exact[: max(0, figure.span.start - atom.sentence.start)].casefold().split()[-1:]


def _is_part(figure: Figure, atom: Statement) -> bool:
    """ "Ten of the dead were guards", "three of the wounded"."""
    behind = atom.sentence.exact[figure.span.start - atom.sentence.start :].casefold().split()
    return any(behind[n : n + 2] in _OF_THEM for n in (1, 2))


def _may_be_dead(atom: Statement) -> bool:
    """Whether those who are counted as hurt were shot, and some of them killed: "shot three people, killing one"."""
    words = set(printed_words(atom.sentence.exact))
    return "shot" in words and words.isdisjoint(rules.words("comparing", "figures.hurt"))


def _is_fact(atom: Statement) -> bool:
    """Told as a fact, or doubted only in what goes with it ("were killed trying to flee")."""
    words = set(atom.sentence.exact.casefold().split())
    return atom.realis == "actual" or (
        atom.realis == "possible" and not words & rules.words("comparing", "figures.doubt")
    )


def _total(group: Sequence[Figure]) -> Figure | None:
    """The one number of a sentence, or the one that the others add up to; None where they are parts without their whole."""
    largest = max(group, key=lambda f: (f.best or 0, f.id))
    rest = sum(f.best or 0 for f in group) - (largest.best or 0)
    return largest if len(group) == 1 or abs((largest.best or 0) - rest) <= _ADDS_UP else None


def _claim(
    materials: Materials,
    lookup: Lookup,
    figure: Figure,
    measure: str,
    atom: Statement,
    counting: Container[tuple[str, int, str]],
) -> Claim:
    notes = materials.notes[figure.span.report]
    towns, countries = _places(lookup, notes, figure.span)
    if not (towns or countries):  # "five Torva officers" are of Torva, whatever else the sentence names
        towns, countries = _places(lookup, notes, atom.sentence)
    words, rare = own_words(notes, atom, figure.noun), rare_words(notes, atom, figure.noun)
    before = sentence_before(notes, atom.sentence)
    if before and (notes.report, before.start, measure) in counting:
        before = None
    if not towns and len(words) <= _BARE:
        towns = _named_before(lookup, notes, atom.sentence)
    source = atom.attribution.source if atom.attribution else None
    counted = figure.as_of.earliest if figure.as_of and figure.as_of.earliest == figure.as_of.latest else ""
    moment = materials.reports[figure.span.report].moment
    number = number_of(notes, atom.sentence)
    return Claim(
        figure=figure,
        atom=atom,
        measure=measure,
        kind=kind_of_people(figure),
        voice=figure.claimant or (source.exact.casefold() if source else atom.origin.id),
        body=_body(source.exact) if source else frozenset(),
        counted=counted,
        moment=moment,
        when=atom.when if is_firm(atom.when) and not leans(atom.when) else None,
        towns=towns,
        countries=countries,
        country=_country(notes, atom.sentence),
        part=_part(atom.sentence.exact),
        running=_names(atom.sentence.exact, "figures.running")
        or (atom.when is not None and apart_within(atom.when) > _DAYS),
        words=words,
        rare=rare,
        context=rare | rare_words_before(materials, notes, before),
        around=_around(lookup, notes, atom, before),
        opening=opening_words(materials, notes, number),
        setting=words | words_before(materials, notes, atom.sentence),
        unsure=not rules.words("comparing", "figures.unsure").isdisjoint(printed_words(atom.sentence.exact)),
        of_body=_is_body(lookup, notes, figure, source),
        number=number,
        order=(counted, moment, figure.best or 0, figure.id),
    )


def _is_body(lookup: Lookup, notes: ReportNotes, figure: Figure, source: Span | None) -> bool:
    """Whether the words for who gives a figure name an organization: "the Health Ministry", not "medical sources"."""
    known = lookup.entities.get(figure.claimant) if figure.claimant else None
    if known is None or known.type != "organization" or source is None:
        return False
    names = (m.extent for m in notes.mentions if m.form in ("name", "acronym"))
    return any(source.start <= name.start and name.end <= source.end for name in names)


def _named_before(lookup: Lookup, notes: ReportNotes, sentence: Span) -> frozenset[str]:
    """The town that the sentence right before names, if it names one only."""
    before = sentence_before(notes, sentence)
    if before is None:
        return frozenset()
    towns, _ = _places(lookup, notes, Span(sentence.report, before.start, before.end, ""))
    return towns if len(towns) == 1 else frozenset()


def _around(lookup: Lookup, notes: ReportNotes, atom: Statement, before: Extent | None) -> frozenset[str]:
    """The towns that the clause names, else its sentence, else the sentence before."""
    spans = [atom.span, atom.sentence]
    if before:
        spans.append(Span(notes.report, before.start, before.end, ""))
    return next((towns for span in spans if (towns := _places(lookup, notes, span)[0])), frozenset())


def _country(notes: ReportNotes, sentence: Span) -> str:
    """The country of the place that the report names last, up to the end of ``sentence``."""
    named = (m for m in notes.mentions if m.extent.start < sentence.end)
    fixes = ((m.extent.start, fix.country) for m in named if (fix := notes.actors[m.actor].place) and fix.country)
    return max(fixes, default=(0, ""))[1] or ""


def _part(sentence: str) -> frozenset[str]:
    """The telling words of those whom a sentence names as a part of its total: "including looters and escaped prisoners"."""
    told = sentence.casefold()
    behind = (told.partition(word)[2] for word in rules.words("comparing", "figures.includes"))
    return telling_words(" ".join(words[:_PART] for words in behind))


def _names(sentence: str, key: str) -> bool:
    """Whether a sentence prints one of these phrases."""
    told = f" {' '.join(printed_words(sentence))} "
    return any(f" {phrase} " in told for phrase in rules.words("comparing", key))


def _body(source: str) -> frozenset[str]:
    """The telling words for a source, so that a ministry, its minister and its spokesman are one body."""
    heads = rules.words("comparing", "figures.heads")
    told = source.rpartition(")")[2]  # "(Update 9:45 p.m.) The health minister": what stands in brackets is nobody
    words = [w.strip("“”‘’\"'.,()") for w in told.casefold().split()]
    whose = [w for w in words if w.endswith(("'s", "’s"))]
    same = rules.table("comparing")["figures"]["same_body"]
    own = frozenset(str(same.get(w, w)) for w in words if w and w not in heads and w not in whose)
    return own or frozenset(w[:-2] for w in whose)  # "the government's press office" is the government


def _places(lookup: Lookup, notes: ReportNotes, sentence: Span) -> tuple[frozenset[str], frozenset[str]]:
    """Towns and countries that a sentence names; not those that only say where another lies ("south of Torva")."""
    towns, countries = set(), set()
    for mention in notes.mentions:
        actor = notes.actors[mention.actor]
        if actor.type not in PLACED or not sentence.start <= mention.extent.start < sentence.end:
            continue
        before = sentence.exact[: mention.extent.start - sentence.start].casefold().split()
        if " ".join(before[-2:]) in rules.words("comparing", "bearings"):
            continue
        if actor.place and actor.place.country:
            countries.add(actor.place.country)
        if (actor.place is None or actor.place.precision in _TOWNS) and (
            e := lookup.entity(notes.report, mention.actor)
        ):
            towns.add(e)
    return frozenset(towns), frozenset(countries)
