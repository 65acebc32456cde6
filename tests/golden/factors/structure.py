"""Golden values of the factors on the path as a whole, from the definitions that the operators are held to.

    python tests/golden/factors/structure.py > tests/golden/factors/structure.json
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from panel import C, COLUMNS, ROWS, write

sys.path.append(str(Path(__file__).parent.parent / "expr"))
from structure_reference import dominant, energy, hurst_dfa, hurst_rs  # noqa: E402

steps = np.log(C / C.shift(1)).to_numpy()


def windows(n, least, statistic):
    out = np.full((ROWS, COLUMNS), np.nan)
    for j in range(COLUMNS):
        for t in range(0, ROWS, 3):
            a = steps[max(0, t - n + 1) : t + 1, j]
            if np.isfinite(a).sum() >= least:
                out[t, j] = statistic(a)
    return pd.DataFrame(out)


write(
    {
        "hurst_rs_252": windows(252, 126, hurst_rs(252)),
        "hurst_dfa_252": windows(252, 126, hurst_dfa(252)),
        "spectral_energy_126_21": windows(126, 84, energy(126, 21)),
        "dominant_period_126": windows(126, 84, dominant(126)),
    }
)
