"""Executes a notebook with nbclient and saves it whatever happens, as nbclient's documentation recommends."""

import sys

import nbformat
from nbclient import NotebookClient

source, target, kernel, limit, folder = sys.argv[1:]
notebook = nbformat.read(source, as_version=4)
client = NotebookClient(
    notebook,
    kernel_name=kernel,
    timeout=int(limit) or None,
    resources={"metadata": {"path": folder}},
)
try:
    client.execute()
finally:
    nbformat.write(notebook, target)
