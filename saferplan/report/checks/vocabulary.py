"""Which words of a title or text say what it is about."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][a-z]+)?(?:-[A-Za-zÀ-ÿ]+)*")
_SUFFIXES = ("ingly", "edly", "ings", "ies", "ing", "ion", "ed", "es", "er", "e", "y", "s")

# Words that any line of any plan or update may hold, so they tell nothing of its subject.
_GENERAL = frozenset(
    re.findall(
        r"\w+",
        """
        a about above access accordance across action actions activities activity actual additional address
        addressed agencies agency agreed aim aims all also am among an and annual any approach appropriate are
        area areas around as assist associated at available aware awareness back based be because been before
        begin being below benefit best better between both bring build but by can carried carry case cases
        centre change changes city clear close communities community complete completed conduct contact continue
        continued continues continuing contribute coordinate could council county create created crime crimes
        current currently data date dates day days deal deliver delivered delivering delivery demand department
        develop developed developing development discuss discussed district do does done due during each early
        effective effectively efforts embed emerging encourage end engage engagement engaging enhance ensure
        ensuring establish event events every evidence existing expand extend face facing first focus follow
        following for forum forums forward from full further future general get give given go good greater group
        groups guidance had has have having held help helping high his hold how identified identify if impact
        impacts implement implementation important improve improved improvement improving in include included
        includes including increase increased increasing individual individuals information initiative
        initiatives input intelligence interest into involve is issue issues it its itself joint key launch
        launched lead learn level levels likely link links live living local long look made main maintain make
        making manage managed management many materials maximise may measures meet meeting meetings member
        members met month monthly months more most much multi national nature need needed needs network new next
        no not now number of off offer offered officer officers on one ongoing only open operate operation
        operations opportunities or order organisations other our out over own part participate partner partners
        partnership partnerships parts past peak people period periods person place placed places plan planned
        planning plans police policies policy position positive possible potential present prevent preventing
        prevention previous priorities priority problem problems procedure process produce production profile
        programme programmes progress project projects promote promoted promoting protect protected provide
        provided provides providing public published put quality quarter quarterly raise raised raising range
        recent recently reduce reduced reducing reduction regard regarding region regular regularly related
        relation relevant report reported reporting reports require required research resident residential
        residents resources respond response responses responsibility result results review reviewed reviewing
        rise risk risks role roll run running safe safer safety same scale scheme scope scoped second see
        service services session sessions set several share shared sharing she should since site sites so some
        specific staff stage start started step steps strategic strategies strategy strengthen strong such
        summary support supported supporting sustain system tackle tackled tackling take taken target targeted
        targeting targets task team teams than that the their them then there these they third this those
        through throughout time times to together town trained training trend trends two type under understand
        understanding undertake undertaking underway up update updated updates upon use used using utilise
        various via view visit visited vulnerable was way ways we week weekly well were what when where whether
        which while who will with within without work worked worker workers working would year years you your
    """,
    )
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A crude root, the same for cycle, cycling and cyclist; at most six letters."""
    root = re.sub(r"['’].*$", "", word.casefold()).replace("-", "")
    while True:
        shorter = next((root[: -len(end)] for end in _SUFFIXES if root.endswith(end) and len(root) - len(end) >= 3), "")
        if not shorter:
            break
        root = shorter
    return root[:6]


@lru_cache(maxsize=2_000)
def topic_stems(text: str) -> frozenset[str]:
    """The roots of the words that say what a text is about."""
    return frozenset(stem(word) for word in _topic_words(text))


def all_stems(text: str) -> list[str]:
    """The roots of all words in order, compounds also by their parts."""
    return [stem(part) for word in _WORD.findall(text) for part in _with_parts(word)]


def _topic_words(text: str) -> list[str]:
    words = [part for word in _WORD.findall(text) for part in _with_parts(word)]
    return [
        word
        for word in words
        if word.casefold() not in _GENERAL and (len(word) > 3 or word.isupper() and len(word) > 1)
    ]


def _with_parts(word: str) -> list[str]:
    return [word, *word.split("-")] if "-" in word else [word]
