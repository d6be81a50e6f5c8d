"""The clocks of a clause: when it happened, when it was said, when it was reported.

Always true here: each dating names its rule and its basis; a plan, a demand or a guess never gets the day on which it was told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ... import rules
from ...model.notes import Attribution, Dating
from ...model.reading import Extent
from ...model.syntax import Shape, Tree
from .before import is_before, is_recalled
from .reading import Here, Reading
from .ties import Tie

_FINENESS = {"time": 0, "part-of-day": 0, "day": 1, "weekend": 2, "week": 3, "month": 4}
_GOES_ON = ("since", "after")  # from a day up to the report's
_ENDS = ("until", "till", "by", "before", "through")  # up to a day that may lie ahead


def said(here: Here, shape: Shape, attribution: int | None) -> int | None:
    """The expression that tells when a clause was said, where the sentence states it: of its own saying, else of one around that."""
    if attribution is None or attribution in here.timed:
        return here.timed.get(attribution) if attribution is not None else None
    head = here.tree.extent(shape.head, shape.head)
    return next(
        (here.timed[n] for n, a in here.said if n in here.timed and any(c.holds(head) for c in a.content)), None
    )


def times_of_sayings(
    reading: Reading,
    tree: Tree,
    shapes: Sequence[Shape],
    said: Sequence[tuple[int, Attribution]],
    tied: Mapping[int, Sequence[Tie]],
) -> dict[int, int]:
    """The time that is tied to the clause of the saying word, for each attribution that has one."""
    if not said or not tied:
        return {}
    owner = {token: number for number, shape in reversed(list(enumerate(shapes))) for token in shape.tokens}
    found: dict[int, int] = {}
    for number, attribution in said:
        cue = attribution.cue
        heads = [owner[t] for t in tree.touching(cue) if tree.extent(t, t) == cue and t in owner] if cue else []
        ties = (t for t in tied.get(min(heads), ()) if not t.deep) if heads else ()
        best = _best(reading, [t for t in ties if not _is_told(reading.times[t.time].extent, attribution)])
        if best is not None:
            found[number] = best.time
    return found


def _is_told(time: Extent, attribution: Attribution) -> bool:
    """ " \"He won in 1930\", she said": a time in what is said is not when it was said. (After the saying word it may be read too far.)"""
    cue = attribution.cue if attribution.rule != "according-to" else None
    return cue is not None and any(piece.end <= cue.start and piece.holds(time) for piece in attribution.content)


def reported(reading: Reading) -> Dating | None:
    """The report's own day."""
    published = reading.published
    return replace(published, basis="report-date", rule="report-date") if published else None


def happened(here: Here, index: int, said: Dating | None) -> tuple[int | None, Dating | None]:
    """The expression that dates a clause and its date: its own, else that of the clause it goes with, else of the saying.

    An expression without a date is a bound that leaves the day open ("until Thursday they had no water").
    """
    shape, own = here.shapes[index], _best(here.reading, here.tied.get(index, ()))
    if own is not None:
        return own.time, _framed(here, own, shape)
    if here.tied and shape.parent is not None and _goes_with(here, shape):
        time, dating = happened(here, shape.parent, None)
        above = _best(here.reading, here.tied.get(shape.parent, ()))
        if dating is not None and not (above is not None and above.deep):
            return time, _with(dating, shape.link)
    joined = _joined(here, index) if here.tied else None
    if joined is not None:
        return joined.time, _with(_framed(here, joined, shape), "conj")
    beside = _beside(here, index) if here.tied else None
    if beside is not None:
        return beside
    timely = shape.tense in ("past", "perfect", "present", "none") or is_backshift(shape)
    if is_recalled(here.tree, shape):
        return None, None
    if said is not None and timely and shape.realis in ("actual", "possible") and not shape.rule.startswith("modal:"):
        return None, replace(said, basis="inferred", rule="as-said")
    return None, None


def _with(dating: Dating | None, link: str) -> Dating | None:
    if dating is None or dating.rule in ("as-of", "by"):
        return dating
    return replace(dating, rule=f"with-{link}")


def _joined(here: Here, index: int) -> Tie | None:
    """The time that stands with the last of joined verbs: "two were killed and nine hurt on Friday"."""
    shape = here.shapes[index]
    for number in here.below.get(index, ()):
        other = here.shapes[number]
        if other.link == "conj" and (other.tense, other.realis) == (shape.tense, shape.realis):
            if number not in here.tied:
                return None
            last = here.tree.extent(other.head, other.head)
            ties = (t for t in here.tied.get(number, ()) if not (t.weak or t.deep or t.frame))
            return _best(here.reading, [t for t in ties if here.reading.times[t.time].extent.start > last.start])
    return None


def _beside(here: Here, index: int) -> tuple[int, Dating | None] | None:
    """The time of a clause that says when this one happened: "crowds cheered as the king left on Monday", "after he left ..."."""
    shape, published = here.shapes[index], here.reading.published
    for number in here.below.get(index, ()):
        if number not in here.tied:
            continue
        other = here.shapes[number]
        tie = _best(here.reading, [t for t in here.tied.get(number, ()) if not t.frame])
        dating = here.reading.times[tie.time].dating if tie is not None else None
        if other.link != "advcl" or tie is None or dating is None or shape.tense != "past":
            continue
        if other.marker in ("as", "while", "when") and other.tense in ("past", "past-perfect"):
            return tie.time, _with(dating, "advcl")
        if other.marker in ("after", "since", "once") and published is not None and dating.latest <= published.latest:
            return tie.time, _stretch(dating, published, "after") if not is_offset(here, other) else None
    return None


def _best(reading: Reading, ties: Sequence[Tie]) -> Tie | None:
    """Of several times the one that is nearest in the tree, then the finest, then that printed in full, then the first."""

    def rank(tie: Tie) -> tuple[bool, bool, int, bool, int]:
        dating = reading.times[tie.time].dating
        if dating is None:
            return True, True, 99, True, tie.time
        return tie.weak, tie.deep > 0, _FINENESS.get(dating.precision, 9), dating.basis != "stated", tie.time

    return min(ties, key=rank, default=None)


def _framed(here: Here, tie: Tie, shape: Shape) -> Dating | None:
    """The date of a tie; a preposition such as "since" makes it one end of a stretch whose other end is the report's day."""
    dating, published = here.reading.times[tie.time].dating, here.reading.published
    if dating is None or tie.frame is None:
        return dating
    if tie.frame == "as of":
        return replace(dating, rule="as-of")
    if dating.precision in ("time", "part-of-day") and tie.frame not in _GOES_ON:
        return replace(dating, basis="inferred", rule=tie.frame)  # "before 3 a.m.": the day is the same
    if published is None:
        return None
    ahead = dating.latest > published.latest
    if tie.frame in _GOES_ON and not ahead:
        return _stretch(dating, published, tie.frame)
    if tie.frame in _ENDS and ahead and shape.tense not in ("past", "past-perfect"):
        return _stretch(published, dating, tie.frame)
    return replace(dating, basis="inferred", rule="by") if tie.frame == "by" else None


def _stretch(first: Dating, last: Dating, rule: str) -> Dating:
    edtf = f"{first.earliest}/{last.latest}" if first.earliest != last.latest else first.earliest
    precision = "interval" if first.earliest != last.latest else first.precision
    return Dating(edtf, first.earliest, last.latest, precision, "relative", last.anchor or first.anchor, rule)


def is_backshift(shape: Shape) -> bool:
    """ "said that 120 had been hurt": the tense of what is said moves one step back; it is news all the same."""
    return shape.tense == "past-perfect" and shape.link in ("ccomp", "conj")


def _goes_with(here: Here, shape: Shape) -> bool:
    """Whether a clause happens when the clause that it hangs on does."""
    parent = here.shapes[shape.parent or 0]
    if shape.link == "conj":
        return parent.tense == shape.tense or "none" in (parent.tense, shape.tense)
    if shape.link == "advcl":
        near = shape.marker in rules.words("clauses", "near_time") and not is_offset(here, shape)
        same = near and shape.tense in ("past", "present", "none")
        return same or (shape.marker is None and shape.tense == "none" and shape.rule != "purpose")
    over = parent.tense != "future" and parent.realis not in ("planned", "demanded")
    own = is_who(here, shape) or is_before(here.tree, shape)
    return shape.link == "relcl" and shape.tense == "past" and over and not own


def is_offset(here: Here, shape: Shape) -> bool:
    """ "A day after he left": words right before the conjunction say how far away the clause is."""
    marks = [k for k in here.tree.kids[shape.head] if here.tree.parse.deps[k] == "mark" and k < shape.head]
    before = marks[0] - 1 if marks else -1
    return (
        before >= 0
        and here.tree.parse.tags[before] in ("NN", "NNS", "CD")
        and here.tree.parse.heads[before] in (shape.head, marks[0])
    )


def lies_ahead_of_report(here: Here, shape: Shape, dating: Dating | None) -> bool:
    """ "Parliament votes on Friday": what has a day to come has not happened, whatever its tense."""
    published = here.reading.published
    if dating is None or published is None or shape.realis != "actual":
        return False
    return dating.earliest > published.latest and shape.tense in ("present", "none", "future")


def not_to_come(here: Here, dating: Dating | None) -> Dating | None:
    """The date of what was done or said, unless it is after the report's own: then the time belongs to something else.

    A day that copy ahead of its date may mean (EDTF with "?") is kept.
    """
    published = here.reading.published
    later = dating is not None and published is not None and dating.earliest > published.latest
    return None if later and dating is not None and not dating.edtf.endswith("?") else dating


def is_who(here: Here, shape: Shape) -> bool:
    """Whether the clause describes a person."""
    return any(here.tree.parse.lemmas[t] in ("who", "whom", "whose") for t in shape.tokens)
