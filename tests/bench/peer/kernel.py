"""The same ten cells in ipykernel, driven by nbclient."""

import subprocess
import sys


def ipykernel(folder, cells):
    import ipykernel  # noqa: F401  the kernel that is started
    import nbclient
    import nbformat
    from jupyter_client import AsyncKernelManager
    from jupyter_client.kernelspec import KernelSpec

    def work():
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells])
        manager = AsyncKernelManager(kernel_name="python3")
        manager._kernel_spec = KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], language="python"
        )
        client = nbclient.NotebookClient(notebook, km=manager, resources={"metadata": {"path": str(folder)}})
        client.execute()
        return notebook

    def numbers(notebook):
        return [float(cell.outputs[0]["data"]["text/plain"]) for cell in notebook.cells]

    return work, numbers


MOMENTUM = [
    "import pandas as pd\nfrom pathlib import Path",
    "files = sorted(Path('data/raw/bench/v1/bars').glob('*/*.parquet'))\n"
    "bars = pd.concat([pd.read_parquet(file, partitioning=None) for file in files])\n"
    "close = bars.pivot(index='date', columns='symbol', values='close')",
    "momentum = close / close.shift(21) - 1",
    "forward = close.shift(-5) / close - 1",
    "print(repr(float(momentum.corrwith(forward, axis=1, method='spearman').mean())))",
]


def papermill(folder):
    """The same work as the notebook of benches/commandLine.mjs, through papermill's command line."""
    import papermill  # noqa: F401  the command that is run
    import nbformat

    project = folder / "project"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in MOMENTUM])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "momentum.ipynb")
    command = [sys.executable, "-m", "papermill", folder / "momentum.ipynb", folder / "out.ipynb"]

    def work():
        subprocess.run([*command, "--no-progress-bar"], cwd=project, check=True, capture_output=True)
        return nbformat.read(folder / "out.ipynb", as_version=4)

    def numbers(executed):
        return [float(executed.cells[-1].outputs[0]["text"])]

    return work, numbers
