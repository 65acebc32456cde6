"""The same notebook as one HTML page by nbconvert."""

import numpy as np


def nbconvert(folder, notebook):
    import nbformat
    from nbconvert import HTMLExporter

    parsed = nbformat.reads(notebook, as_version=4)
    exporter = HTMLExporter()
    return lambda: exporter.from_notebook_node(parsed)[0], lambda page: np.array([float(len(parsed.cells))])
