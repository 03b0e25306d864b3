"""Why a light is what it is, in plain sentences: English templates with their parameters, for `labels` to put in words.

Staff are not named here, since a document may be public; pages that members see add who stated and who approved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from saferplan.common.dates import date_words, local_day
from saferplan.report import tree
from saferplan.report.derived import Basis, Derived, Measured
from saferplan.report.labels import Translate
from saferplan.report.light_facts import LightSource
from saferplan.report.outcomes import Polarity, Verdict
from saferplan.report.rollup import Counts, HeadlineMethod, Method, RollUp
from saferplan.report.tree import Light

Sentence = tuple[str, Mapping[str, object]]

_PENDING = {
    "draft": "an update is being written",
    "submitted": "an update was submitted on {day} and is not approved yet",
    "returned": "an update was sent back to the partner on {day}",
    "withdrawn": "an update was withdrawn on {day}",
}
_SMALL = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def explain(derived: Derived, noun: str = "priority") -> list[Sentence]:
    """The sentences for a light: what it follows from, what stands beside it, and how many reported.

    `noun` is what has the light, where it is made of others: "priority" or "card".
    """
    found = list(_basis(derived, noun))
    if derived.basis is Basis.OVERRIDE:
        found += _set_aside(derived, noun)
    if derived.basis is not Basis.OVERRIDE and derived.computed_basis is Basis.ROLLED_UP:
        found += _beside_judgement(derived)
    if derived.basis in (Basis.ROLLED_UP, Basis.MEASURED):
        found += _stated_beside(derived)
    return found


def _stated_beside(derived: Derived) -> Iterator[Sentence]:
    beside = derived.beside
    if beside is not None and beside.light not in (Light.NONE, derived.light):
        text = "The report itself stated {other}."
        if beside.source != LightSource.IMPORT:
            text = "The partnership itself stated {other}."
        yield (text, {"other": beside.light})


def in_words(sentences: list[Sentence], translate: Translate = str) -> str:
    return " ".join(
        translate(template).format(**{name: _word(value, translate) for name, value in params.items()})
        for template, params in sentences
    )


def why(derived: Derived, noun: str = "priority", translate: Translate = str) -> str:
    """The sentences as one text."""
    return in_words(explain(derived, noun), translate)


def derivation(derived: Derived, noun: str, parts: Sequence[tuple[str, Light]] = ()) -> tree.Derivation:
    """The same as data, with its sentences in English. `parts` are the activities of a parent, by code."""
    inputs = [tree.Input(what=what, light=light) for what, light in parts if derived.rule is not None]
    inputs += [tree.Input(what=each.fact.name, light=each.outcome.light) for each in derived.measures]
    if derived.basis is Basis.BOTH:
        work, results = derived.parts
        inputs = [tree.Input(what="work", light=work), tree.Input(what="results", light=results)]
    return tree.Derivation(
        sentence=why(derived, noun),
        basis=derived.basis.value,
        rule=_rule_named(derived),
        rule_from=derived.rule.effective_from.isoformat() if derived.rule else "",
        computed=derived.computed,
        stated=derived.beside.light if derived.beside else Light.NONE,
        inputs=tuple(inputs),
    )


def _rule_named(derived: Derived) -> str:
    """`Rule 2, from 1 April 2026, adopted by the Strategy Group`."""
    if derived.rule is None:
        return ""
    template = "Rule {number}, from {day}, adopted by {who}"
    rule = derived.rule
    return in_words([(template, {"number": rule.number, "day": rule.effective_from, "who": rule.adopted})])


def _word(value: object, translate: Translate) -> object:
    if isinstance(value, Light):
        return translate("no light") if value is Light.NONE else translate(value.value)
    if isinstance(value, date):
        return date_words(value.isoformat()[:10], translate)
    if isinstance(value, Fraction):
        return _share_words(value, translate)
    return value


def _share_words(share: Fraction, translate: Translate) -> str:
    """`one in four`, `2 in 5`, `all`."""
    if share == 1:
        return translate("all")
    if share.numerator == 1 and share.denominator < len(_SMALL):
        return translate(f"one in {_SMALL[share.denominator]}")
    return translate("{some} in {all}").format(some=share.numerator, all=share.denominator)


_PLAIN = {
    Basis.IMPORT: "{light}: as the loaded report states it.",
    Basis.JUDGEMENT: "{light}: the partnership’s judgement. {reason}",
    Basis.OVERRIDE: "{light}: set by the partnership up to {until}. {reason}",
    Basis.NO_RULE: "No light: none was stated, and the plan has no rule that makes one from its activities.",
    Basis.NO_JUDGEMENT: "No light: the plan’s rule leaves it to judgement, and none is recorded.",
    Basis.NOT_MEASURED: "Not measured: no measure belongs to it.",
}


def _basis(derived: Derived, noun: str) -> Iterator[Sentence]:
    fact = derived.fact
    match derived.basis:
        case Basis.NO_UPDATE | Basis.WITHDRAWN:
            yield from _silence(derived)
        case Basis.UPDATE:
            text = "{light}: the partner’s approved update, against the criteria in force from {day}."
            if not derived.criteria_from:
                text = "{light}: the partner’s approved update; no criteria are recorded for it."
            yield (text, {"light": _first(derived.light), "day": derived.criteria_from or ""})
        case Basis.ROLLED_UP:
            yield from _rolled_up(derived, derived.light, noun)
        case Basis.MEASURED:
            yield from _measured(derived)
        case Basis.BOTH:
            yield from _headline(derived)
        case other:
            params: dict[str, object] = {"light": _first(derived.light), "reason": _stop(derived.reason)}
            yield (_PLAIN[other], params | {"until": (fact.until or fact.ends) if fact else ""})


def _first(light: Light) -> str:
    """A light at the start of a sentence."""
    return "No light" if light is Light.NONE else light.value.capitalize()


def _stop(text: str) -> str:
    """A reason as a sentence of its own."""
    plain = text.strip()
    return plain if not plain or plain[-1] in ".!?" else plain + "."


def _silence(derived: Derived) -> Iterator[Sentence]:
    fact, pending = derived.fact, derived.pending
    if derived.basis is Basis.WITHDRAWN and fact is not None:
        text = (
            "No update: it was withdrawn on {day}. {reason}" if fact.reason else "No update: it was withdrawn on {day}."
        )
        yield (text, {"day": local_day(fact.recorded_at), "reason": _stop(fact.reason)})
    elif pending is not None:
        yield ("No update: " + _PENDING[pending.state] + ".", {"day": local_day(pending.at)})
    elif derived.unapproved is not None:
        what = "withdrawn" if derived.was_withdrawn else "never approved"
        yield ("No update: the one for the period to {day} was " + what + ".", {"day": derived.unapproved})
    elif derived.last is None:
        yield ("No update: none has ever come in.", {})
        return
    else:
        yield ("No update has come in.", {})
    if derived.last is not None:
        months = derived.months_silent
        age = ", 1 month before." if months == 1 else ", {months} months before." if months else "."
        yield ("The last one was for the period to {day}" + age, {"day": derived.last, "months": months})


def _set_aside(derived: Derived, noun: str) -> Iterator[Sentence]:
    would_be = "Without that it would be {computed}"
    if derived.computed is Light.NONE:
        would_be = "Without that there would be no light"
    if derived.computed_basis is not Basis.ROLLED_UP:
        yield (would_be + ".", {"computed": derived.computed})
        return
    for place, (template, params) in enumerate(_rolled_up(derived, derived.computed, noun)):
        _own, _colon, rest = template.partition(": ")
        yield (f"{would_be}: {rest}" if place == 0 else template, {**params, "computed": derived.computed})


def _beside_judgement(derived: Derived) -> Iterator[Sentence]:
    text = "The worst of its activities alone would make it {computed}."
    if derived.computed is Light.NONE:
        text = "Its activities alone would give it no light."
    yield (text, {"computed": derived.computed})
    counts = derived.counts
    if counts is not None and counts.reported < counts.total:
        yield ("{reported} of {n} reported.", {"n": counts.total, "reported": counts.reported})


def _rolled_up(derived: Derived, light: Light, noun: str) -> Iterator[Sentence]:
    counts, rule = derived.counts, derived.rule.rollup if derived.rule else None
    if counts is None or rule is None:
        return
    if not counts.total:
        yield ("No light: no activity belongs to it.", {})
        return
    some = {"n": counts.total, "reported": counts.reported}
    if light is Light.NONE:
        if not counts.reported:
            none = "its only activity has not" if counts.total == 1 else "none of {n} activities has"
            yield ("No light: " + none + " reported.", some)
        elif not counts.rated:
            put_off = "it is put off." if counts.deferred == 1 else "those are put off."
            yield ("No light: {reported} of " + _activities(counts.total) + " reported, and " + put_off, some)
        else:
            yield ("No light: {reported} of {n} reported, and it is not green until all have.", some)
        return
    if light is Light.DEFERRED:
        yield ("Deferred: " + _all_are(counts.total) + " put off.", some)
        return
    if light is Light.COMPLETE:
        yield ("Complete: " + _all_are(counts.total) + " complete.", some)
        return
    yield _by_method(rule, light, derived, noun)
    if counts.reported < counts.total:
        yield ("{reported} of {n} reported.", some)


def _by_method(rule: RollUp, light: Light, derived: Derived, noun: str) -> Sentence:
    counts = derived.counts
    assert counts is not None
    params: dict[str, object] = {"light": _first(light), "n": counts.rated, "noun": noun}
    if rule.method is Method.WEIGHTED:
        params |= {"lost": _lost(counts.lost, rule), "share": _threshold(rule, light)}
        text = "{light}: by weight {lost}% is lost, half for each amber and all for each red"
        return (text + "; the plan’s rule turns a {noun} {turns} at {share}.", params | {"turns": _turns(light)})
    params["count"] = counts.red if light is Light.RED else counts.amber + counts.red
    if rule.method is Method.SHARE:
        params |= {"share": _threshold(rule, light), "turns": _turns(light)}
        return (_opening(light, derived) + "; the plan’s rule turns a {noun} {turns} at {share}.", params)
    return (_opening(light, derived) + "; the plan’s rule takes the worst.", params)


def _lost(lost: Fraction, rule: RollUp) -> str:
    """A per cent with as few decimals as do not take it across a threshold."""
    limits = [limit * 100 for limit in (rule.amber, rule.red) if limit is not None]
    return _rounded(lost * 100, limits, places=0)


def _rounded(value: Fraction, limits: Sequence[Fraction], places: int) -> str:
    """A number in words of at most so many decimals, or as many as keep it on its own side of each limit."""
    for more in range(places, places + 12):
        shown = round(value, more)
        if all((shown > limit, shown < limit) == (value > limit, value < limit) for limit in limits):
            break
    text = f"{float(shown):,.{more}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _opening(light: Light, derived: Derived) -> str:
    """`Amber: 2 of 6 activities are amber`; "or red" where the count holds reds."""
    counts = derived.counts
    assert counts is not None
    bad = counts.red if light is Light.RED else counts.amber + counts.red
    if light is Light.RED:
        what = "red"
    else:
        what = "amber or red" if counts.red and counts.amber else "red" if counts.red else "amber"
    if counts.rated == 1:
        whose = "its only activity" if counts.total == 1 else "the only activity" + _which(counts)
        return "{light}: " + whose + " is " + (what if bad else "on track")
    if not bad:
        return "{light}: none of " + _rated(counts) + " is amber or red"
    return "{light}: {count} of " + _rated(counts) + (" is " if bad == 1 else " are ") + what


def _activities(count: int) -> str:
    return "{n} activity" if count == 1 else "{n} activities"


def _rated(counts: Counts) -> str:
    """The activities that a rule looks at: those that reported and are not put off."""
    return _activities(counts.total) if counts.rated == counts.total else "the {n} activities" + _which(counts)


def _which(counts: Counts) -> str:
    if counts.rated == counts.total:
        return ""
    verb = "is" if counts.rated == 1 else "are"
    put_off = f" that {verb} not put off" if counts.deferred else ""
    return put_off if counts.reported == counts.total else " that reported" + put_off.replace(" that", " and")


def _all_are(count: int) -> str:
    return "its only activity is" if count == 1 else "all {n} activities are"


def _threshold(rule: RollUp, light: Light) -> Fraction:
    return rule.red if light is Light.RED and rule.red is not None else rule.amber


def _turns(light: Light) -> Light:
    return Light.RED if light is Light.RED else Light.AMBER


def _measured(derived: Derived) -> Iterator[Sentence]:
    """The measure that decides, and how many stand behind it."""
    deciding = [each for each in derived.measures if each.outcome.light is derived.light]
    yield _one_measure(derived, (deciding or list(derived.measures))[0])
    if len(derived.measures) == 1 or derived.counts is None:
        return
    reported = derived.counts.reported
    some = "{reported} of {n} measures " + ("has" if reported == 1 else "have") + " a light"
    text = "It is the worst of {n} measures; " + some.replace(" measures", "") + "."
    if derived.light is Light.NONE:
        text = "None of {n} measures has a light." if not reported else some + ", and it is not green until all have."
    yield (text, {"n": len(derived.measures), "reported": reported})


def _one_measure(derived: Derived, measured: Measured) -> Sentence:
    fact, outcome = measured.fact, measured.outcome
    light = _first(outcome.light)
    # Another measure has a light and this one has none: the whole is not green by silence.
    if derived.light is Light.NONE and outcome.light is not Light.NONE:
        light = "No light"
    params: dict[str, object] = {"light": light, "name": fact.name}
    match outcome.verdict:
        case Verdict.NO_FIGURE:
            return ("{light}: there is no released figure for {name}.", params)
        case Verdict.NO_TARGET:
            return ("{light}: {name} has no target.", params)
        case Verdict.NO_DIRECTION:
            return ("{light}: neither more nor less of {name} is better by itself.", params)
    tolerance = f"{float(fact.rule.tolerance * 100):g}%"
    value, expected = Fraction(fact.reading.value or 0), outcome.expected or Fraction(0)
    params |= {
        "value": _rounded(value, [expected], places=_decimals(fact.reading.value)),
        "expected": _rounded(expected, [value], places=max(1, _decimals(fact.reading.target))),
        "tolerance": tolerance,
    }
    wanted = "at most" if fact.rule.polarity is Polarity.LOWER else "at least"
    text = "{light}: {name} is {value}, where " + wanted + " {expected} was wanted"
    ends = {
        Verdict.MET: ".",
        Verdict.NEARLY: "; it is missed by {tolerance} of that or less.",
        Verdict.MISSED: "; it is missed by more than {tolerance} of that.",
    }
    return (text + ends[outcome.verdict], params)


def _decimals(figure: Decimal | Fraction | None) -> int:
    """How many decimals a figure was given with; one where it was worked out."""
    exponent = figure.as_tuple().exponent if isinstance(figure, Decimal) else -1
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _headline(derived: Derived) -> Iterator[Sentence]:
    work, results = derived.parts
    params = {"light": _first(derived.light), "work": work, "results": results}
    if derived.rule and derived.rule.headline is HeadlineMethod.DELIVERY:
        yield ("{light}: by the plan’s rule the work alone counts.", params)
    elif derived.light is Light.NONE:
        yield ("No light: it is not green until both work and results have a light.", params)
    else:
        yield ("{light}: the worse of work ({work}) and results ({results}).", params)


def rule_words(rule: RollUp, translate: Translate = str) -> str:
    """What a rule says, in one sentence."""
    if rule.method is Method.WORST:
        return translate("A card or priority takes the worst light of its activities.")
    if rule.method is Method.JUDGEMENT:
        return translate(
            "The partnership states the light of a card or priority, with a reason, "
            "beside the worst light of its activities."
        )
    say = "A card or priority is amber when " + _at_least("amber", rule.amber)
    if rule.method is Method.SHARE:
        say += " of its activities are amber or red"
        red = " are red"
    else:
        say = "Each activity has a weight; an amber loses half of it and a red all. " + say + " of all weight is lost"
        red = " is"
    if rule.red is not None:
        say += ", and red when " + _at_least("red", rule.red) + red
    return in_words([(say + ".", {"amber": rule.amber, "red": rule.red or rule.amber})], translate)


def _at_least(name: str, share: Fraction) -> str:
    return f"{{{name}}}" if share == 1 else f"at least {{{name}}}"
