"""Natural logarithms, rounded once from 200 bits (mpmath): numbers near 1, at the seams of the table, small and large."""

import json
import math
import random
import struct
from pathlib import Path

import mpmath

mpmath.mp.prec = 200
source = random.Random(5)


def from_bits(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def bits_of(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


SEAMS = 0x3FE6B00000000000
near = [1 + source.gauss(0, 1) * 10.0 ** -source.randrange(1, 17) for _ in range(400)]
seams = [from_bits(SEAMS + (place << 45) + step) for place in range(129) for step in (-1, 0, 1)]
middle = [source.uniform(0.5, 2) for _ in range(400)]
wide = [from_bits(source.randrange(1 << 52, 0x7FF << 52)) for _ in range(300)]
subnormal = [from_bits(source.randrange(1, 1 << source.randrange(1, 53))) for _ in range(50)]
edges = [1.0, 5e-324, 2.2250738585072014e-308, from_bits(bits_of(2.2250738585072014e-308) - 1), 1.7976931348623157e308]
x = [value for value in near + seams + middle + wide + subnormal + edges if value > 0]
y = [float(mpmath.log(mpmath.mpf(value))) for value in x]
assert all(math.isclose(a, math.log(b), rel_tol=1e-15, abs_tol=0) for a, b in zip(y, x))
Path(__file__).with_name("log.json").write_text(json.dumps({"x": x, "log": y}) + "\n")
