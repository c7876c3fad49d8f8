"""Two looks at fairness: whether groups pass at like rates, and who praises only each other."""

import math
from collections.abc import Hashable, Iterable

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats.arrays import need, whole_count
from tracker.core.stats.results import AdverseImpact, Reciprocity


def adverse_impact(selected_a: int, n_a: int, selected_b: int, n_b: int) -> AdverseImpact:
    """Return two selection rates, their ratio and an exact test of their difference.

    Parameters
    ----------
    selected_a, n_a, selected_b, n_b : int
        Selected and eligible persons of two groups.

    Returns
    -------
    AdverseImpact
        Rates, the lower divided by the higher (below .80 asks for a look), and Fisher's exact
        two-sided p. The ratio is NaN when nobody was selected. Show n beside both: in small
        groups a low ratio is often chance.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: a group without eligible persons.
    InvalidError
        Counts that are negative or not whole, or more selected than eligible.

    References
    ----------
    29 CFR 1607.4 D (the four-fifths rule). Fisher (1935). The design of experiments.
    Validated against R `fisher.test`.

    Examples
    --------
    >>> found = adverse_impact(48, 80, 12, 40)
    >>> found.ratio, round(found.p_fisher, 4)
    (0.5, 0.0034)
    """
    from scipy.stats import fisher_exact

    passed = [whole_count(selected_a, "selected_a"), whole_count(selected_b, "selected_b")]
    eligible = [whole_count(n_a, "n_a"), whole_count(n_b, "n_b")]
    for hits, n in zip(passed, eligible, strict=True):
        need(n, 1, "too-few-values")
        if hits > n:
            raise InvalidError("more-successes-than-trials", successes=hits, n=n)
    rate_a, rate_b = passed[0] / eligible[0], passed[1] / eligible[1]
    highest = max(rate_a, rate_b)
    table = [[hits, n - hits] for hits, n in zip(passed, eligible, strict=True)]
    return AdverseImpact(
        rate_a=rate_a,
        rate_b=rate_b,
        ratio=min(rate_a, rate_b) / highest if highest > 0 else math.nan,
        p_fisher=float(fisher_exact(table).pvalue),
    )


def reciprocity(edges: Iterable[tuple[Hashable, Hashable]], n_nodes: int) -> Reciprocity:
    """Return how many endorsements are returned, plain and against what density would give.

    Parameters
    ----------
    edges : iterable of pairs
        Who endorsed whom. The same pair several times counts once, oneself not at all.
    n_nodes : int
        All persons who could have taken part.

    Returns
    -------
    Reciprocity
        r, the share of endorsements that are mutual, and rho: 0 when as many are mutual as
        chance would give at that density, 1 when all are, negative when fewer. NaN when
        everybody endorsed everybody. For a human look, never for an automatic sanction.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: no endorsements.
    InvalidError
        `too-many-nodes`: more persons in the pairs than there are.

    Notes
    -----
    rho = (r - a) / (1 - a), a = pairs / (n (n - 1)).

    References
    ----------
    Garlaschelli & Loffredo (2004). Patterns of link reciprocity in directed networks.
    Physical Review Letters 93, 268701. Validated against the formula in two languages.

    Examples
    --------
    >>> found = reciprocity([(1, 2), (2, 1), (1, 3), (4, 1)], 4)
    >>> found.r, round(found.rho, 3)
    (0.5, 0.25)
    """
    size = whole_count(n_nodes, "n_nodes")
    links = {(giver, receiver) for giver, receiver in edges if giver != receiver}
    people = {person for link in links for person in link}
    if len(people) > size:
        raise InvalidError("too-many-nodes", found=len(people), n_nodes=size)
    if not links:
        raise NotEnoughDataError("too-few-values", found=0, needed=1)
    mutual = sum((receiver, giver) in links for giver, receiver in links)
    r, density = mutual / len(links), len(links) / (size * (size - 1))
    return Reciprocity(r, (r - density) / (1 - density) if density < 1 else math.nan)
