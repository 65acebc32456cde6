"""How many cosines? Writes docs/validation/pilot.md.

Gaussian series with the autocovariances phi^k (1 - k/h) of overlapping sums of a persistent factor; the tests never see
them again. Run in the repository:  python tests/validation/pilot.py     (numpy, scipy)
"""

from pathlib import Path

import numpy as np
from scipy import linalg, stats

SERIES, CHUNK, SEED = 20_000, 4_000, 77
SHARES = [0.4, 0.5, 0.6, 0.75, 1.0]
BANDWIDTHS = [3, 4, 5]
DESIGNS = [
    (1150, 100, 0.99),
    (1150, 100, 0.999),
    (1150, 100, 0.9),
    (1188, 63, 0.99),
    (1230, 20, 0.99),
    (2400, 100, 0.99),
    (480, 20, 0.99),
    (230, 20, 0.99),
    (250, 100, 0.99),
    (100, 100, 0.99),
]
rng = np.random.default_rng(SEED)


def fixed_b(b):
    """5 % critical value of Kiefer & Vogelsang (2005), Bartlett weights."""
    return 1.96 + 2.9694 * b + 0.4160 * b**2 - 0.5324 * b**3


def series(n, h, phi):
    k = np.arange(n)
    covariance = np.where(k < h, phi**k * (1 - k / h), 0.0)
    root = linalg.cholesky(linalg.toeplitz(covariance) + 1e-10 * np.eye(n), lower=True)
    spread = np.sqrt((covariance[0] + 2 * (covariance[1:] * (1 - k[1:] / n)).sum()) / n)
    return [(root @ rng.standard_normal((n, CHUNK))).T for _ in range(SERIES // CHUNK)], spread


def errors(x, h):
    """Error of the mean and critical value of every candidate."""
    n = x.shape[1]
    centred = x - x.mean(1, keepdims=True)
    j = np.arange(1, int(0.4 * n ** (2 / 3)) + 1)[:, None]
    squares = (centred @ (np.sqrt(2 / n) * np.cos(np.pi * j * (np.arange(n) + 0.5) / n)).T) ** 2
    out = []
    for share in SHARES:
        count = max(1, min(len(j), int(share * n / h + 0.5)))
        out.append((np.sqrt(squares[:, :count].mean(1) / n), stats.t.ppf(0.975, count)))
    power = np.abs(np.fft.rfft(centred, 2 * n, axis=1)) ** 2
    covariances = np.fft.irfft(power, axis=1)[:, :n] / n
    for factor in BANDWIDTHS:
        width = int(min(n, max(factor * h, np.ceil(1.3 * np.sqrt(n)))))
        weights = 1 - np.arange(1, width) / width
        long_run = covariances[:, 0] + 2 * covariances[:, 1:width] @ weights
        out.append((np.sqrt(long_run / n), fixed_b(width / n)))
    return out


def row(n, h, phi):
    chunks, spread = series(n, h, phi)
    counted = np.zeros((len(SHARES) + len(BANDWIDTHS), 2))
    for x in chunks:
        mean = x.mean(1)
        for i, (error, critical) in enumerate(errors(x, h)):
            counted[i] += [np.sum(np.abs(mean + shift) > critical * error) for shift in (0, 3 * spread)]
    cells = [f"{level / SERIES:.1%} · {power / SERIES:.0%}".replace("%", " %") for level, power in counted]
    return [n, h, phi, *cells]


HEAD = ["values n", "h", "φ", *(f"{s:g} n/h" for s in SHARES), *(f"Bartlett {f} h" for f in BANDWIDTHS)]
line = lambda cells: f"| {' | '.join(str(cell) for cell in cells)} |"
table = "\n".join([line(HEAD), line(["---:"] * len(HEAD)), *(line(row(*design)) for design in DESIGNS)])
TEXT = f"""# How many cosines

Gaussian series with mean 0 and the autocovariances φᵏ (1 − k / h) of overlapping sums: {SERIES:,} per row, seed {SEED}. Each cell
is the share rejected at 5 % (the level), and the share when the mean is three of its true standard deviations (the
power). The number of cosines is the nearest integer to the head of the column, at least 1, at most 0.4 n^⅔; Bartlett
weights have the fixed-b critical value of Kiefer & Vogelsang (2005). A share near 5 % is known to 0.2 points.

{table}

0.5 n/h was chosen: the largest of these whose level stays near 6 % in every row but the last, where the series is one
horizon long. It was chosen here, before the trials of [overlap](overlap.md), which are made in another way. Written by
`tests/validation/pilot.py`, which is not part of `npm run validate`.
"""
(Path(__file__).parents[2] / "docs/validation/pilot.md").write_text(TEXT)
