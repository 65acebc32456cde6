"""The same ten cells in ipykernel, driven by nbclient."""

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
