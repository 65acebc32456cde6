"""Hurst exponents and spectra of one window, from their definitions with numpy, scipy and nolds.

R/S of a piece is nolds' (`rs`, `unbiased=False`); nolds' own `hurst_rs` differs by Peters' factor (m − ½) / m in the
expectation. F² of a segment is the residual of numpy's polyfit; nolds' `dfa` averages roots where Peng averages squares.
"""

import numpy as np
from nolds import measures as nolds
from scipy.special import gammaln


def sizes(largest, smallest):
    while largest >= smallest:
        yield largest
        largest //= 2


def pieces(a, size):
    count = len(a) // size
    return a[len(a) - count * size :].reshape(count, size)


def expected_rs(m):
    i = np.arange(1, m)
    return np.exp(gammaln((m - 1) / 2) - gammaln(m / 2)) / np.sqrt(np.pi) * np.sqrt((m - i) / i).sum()


def slope(points):
    if len(points) < 2:
        return np.nan
    size, value = np.log(np.array(points).T)
    return np.polyfit(size, value, 1)[0]


def hurst_rs(n):
    def statistic(a):
        a, points = a[np.isfinite(a)], []
        for m in sizes(n, 8):
            kept = pieces(a, m)
            kept = kept[np.ptp(kept, axis=1) > 0]
            if len(kept):
                points.append((m, nolds.rs(kept.ravel(), m, unbiased=False) / expected_rs(m)))
        return 0.5 + slope(points)

    return statistic


def hurst_dfa(n):
    def statistic(a):
        a, points = a[np.isfinite(a)], []
        for s in sizes(n // 4, 4):
            k, squares = np.arange(s), []
            for piece in pieces(a, s):
                walk = np.cumsum(piece - piece.mean())
                squares.append(np.mean((walk - np.polyval(np.polyfit(k, walk, 1), k)) ** 2))
            if np.max(squares) > 1e-18:
                points.append((s, np.sqrt(np.mean(squares) / ((s * s - 4) / (15 * s)))))
        return 0.5 + slope(points)

    return statistic


def power(a, n):
    filled = np.concatenate([np.full(n - len(a), np.nan), a])
    filled = np.where(np.isfinite(filled), filled - np.nanmean(filled), 0)
    if np.nanmax(np.abs(filled)) < 1e-9:
        return None
    p = np.abs(np.fft.rfft(filled)) ** 2
    p[1 : (n + 1) // 2] *= 2
    p[0] = 0
    return p


def energy(n, period):
    def statistic(a):
        p = power(a, n)
        return np.nan if p is None else p[1 : int(n / period) + 1].sum() / p.sum()

    return statistic


def dominant(n):
    def statistic(a):
        p = power(a, n)
        return np.nan if p is None else n / np.argmax(p > p.max() * (1 - 1e-9))

    return statistic
