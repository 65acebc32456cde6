"""The Python side of the benchmarks: reads one JSON request a line, times the work itself, answers one line.

Started by the harness as `python server.py DATA_DIR`. Tasks live in the other files of this folder; each prepares its
input untimed and returns (run, numbers): a function to time and one that turns its result into float64 numbers.
"""

import contextlib
import importlib.metadata
import io
import json
import platform
import resource
import sys
import time
import traceback
from pathlib import Path

import numpy as np

DATA = Path(sys.argv[1])
PACKAGES = ["numpy", "pandas", "polars", "alphalens-reloaded", "ipykernel", "nbclient", "nbconvert", "papermill"]


def versions():
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found


def task_of(name):
    module, function = name.split(".")
    return getattr(importlib.import_module(module), function)


def serve(answers):
    slots = {}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reply = answer(request, slots)
        except Exception:
            reply = {"error": traceback.format_exc()}
        answers.write(json.dumps(reply) + "\n")
        answers.flush()


def answer(request, slots):
    slot = request.get("slot")
    match request["do"]:
        case "versions":
            return {"versions": versions()}
        case "prepare":
            try:
                run, numbers = task_of(request["task"])(DATA, **request["args"])
            except ModuleNotFoundError as error:
                return {"missing": str(error)}
            slots[slot] = {"run": run, "numbers": numbers, "value": None}
            return {}
        case "run":
            slots[slot]["value"] = None
            start = time.perf_counter()
            value = slots[slot]["run"]()
            ms = (time.perf_counter() - start) * 1e3
            slots[slot]["value"] = value
            return {"ms": ms, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
        case "result":
            numbers = slots[slot]["numbers"](slots[slot]["value"])
            np.ascontiguousarray(numbers, dtype=np.float64).ravel().tofile(request["file"])
            return {}
        case "drop":
            del slots[slot]
            return {}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    real, sys.stdout = sys.stdout, io.StringIO()  # the peers' own prints go nowhere
    serve(real)
