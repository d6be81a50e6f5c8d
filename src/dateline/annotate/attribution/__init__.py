"""Who says what in one report: sayings of every sentence, quotations that run on, posts, and the relays between.

Always true here: each attribution has content; its extents are of the report's text; a chain names relays nearest to the
speaker first; a sentence in the outlet's own voice has no attribution at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from ... import rules
from ...model.extents import Extents
from ...model.named import Named
from ...model.notes import Attribution
from ...model.reading import Extent, Layout
from ...model.syntax import Tree
from ...outlets import Outlets
from .citing import passed_on
from .colons import find_signed
from .cues import find_sayings
from .discourse import in_context
from .quotes import Quote, find_quotes
from .relays import relays_of
from .running import kind_of, running_on, whole_quotes
from .saying import Saying
from .speakers import Roster, is_witness, speakers_of, unnamed_of
from .witnesses import RULE as WITNESSED
from .witnesses import find_witnessed


def find_attributions(
    text: str, layout: Layout, trees: Sequence[Tree | None], names: Named, known: Outlets | None = None
) -> tuple[Attribution, ...]:
    """All attributions of one report, in order of their content; ``known`` are the outlets, the shipped ones if it is left out."""
    roster = Roster(names, known)
    quotes = find_quotes(text, layout)
    marked = Extents([q.extent for q in quotes])
    found: list[Attribution] = []
    plain: set[Extent] = set()
    for tree, sentence in zip(trees, layout.sentences, strict=True):
        if tree is None or layout.role(sentence) in ("credit", "byline", "dateline", "boilerplate"):
            continue
        inside = [quotes[n] for n in marked.touching(Extent(sentence.start, sentence.end))]
        places = [q.extent for q in inside]
        sayings = passed_on(tree, find_sayings(tree, text, places), names)
        seen = list(find_witnessed(tree, sayings, places, roster))
        sayings = [*(s for s in sayings if all(s.head != w.head for w in seen)), *seen]
        found += [_attribution(tree, saying, roster, inside) for saying in sayings]
        plain |= {s.cue for s in sayings if tree.parse.lemmas[s.head] in rules.words("attribution", "bare")}
    found += find_signed(text, layout, quotes, names)
    found = running_on(text, layout, quotes, found, plain)
    return tuple(
        sorted(in_context(text, layout, found, roster), key=lambda a: (a.content[0], a.cue or a.content[0], a.rule))
    )


def _attribution(tree: Tree, saying: Saying, roster: Roster, quotes: Sequence[Quote]) -> Attribution:
    content = whole_quotes(saying.content, saying.cue, quotes)
    speakers = speakers_of(tree, saying.source, saying.source_extent, roster) if saying.source_extent else ()
    return Attribution(
        kind=kind_of(content, quotes),
        source=saying.pronoun if saying.pronoun is not None and speakers else saying.source_extent,
        speaker=speakers[0] if speakers else None,
        cue=saying.cue,
        content=content,
        chain=relays_of(tree, saying, roster.names),
        rule=saying.rule,
        others=speakers[1:],
        unnamed=unnamed_of(tree, saying.source, speakers, roster),
        witnessed=saying.rule == WITNESSED or is_witness(tree, saying.head, saying.source, roster),
    )
