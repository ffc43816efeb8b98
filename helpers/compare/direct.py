"""The findings of many views without notebooks: some fifty views a second.

The same functions that the notebooks call to record them, on the same variations.
"""

from functools import partial

from helpers.case.cases import Case
from helpers.compare import findings, variations
from helpers.compare.findings import Outcome
from helpers.compare.variations import Variation
from helpers.view import account, parameters
from helpers.view.shown import Shown

__all__ = ["around"]


def outcomes(case: Case, varied: list[Variation]) -> list[Outcome]:
    """Compute the findings of each variation of a whole case, in their order.

    Raises
    ------
    ParameterError
        Where a variation asks for what the case does not have.
    """
    found: list[Outcome] = []
    known: dict = {}
    for one in varied:
        shown = Shown.of(case, parameters.view(one.values))
        found.append(Outcome(one, tuple(findings.of(shown, known)), shown))
    return found


def around(shown: Shown) -> list[Outcome]:
    """Compute the findings of a view, read otherwise, and without one source or voice.

    The view itself comes first. Of a case so large that a page would wait for it, only
    those are left out that most citations name (``variations.room``).

    Examples
    --------
    >>> len(direct.around(earliest)) > 2
    True
    """
    case, values = shown.whole, dict(shown.view)
    read = variations.readings(values, case.text, account.others(case))
    less = partial(variations.leave_one_out, shown.case, shown.view, values)
    left = [one for what in variations.AROUND for one in less(what)]
    kept = variations.weightiest(shown.case, left, variations.room(case))
    return outcomes(case, [variations.base(values), *read, *kept])
