"""What OptAIC adds to Jupyter for the length of a run. Jupyter reads this file as its configuration."""

import json
import os
import subprocess
import sys

FOLDER = os.environ.pop("OPTAIC_JUPYTER")


def keep_kernels_in_session():
    """Kernels lead a group but no session of their own, so that whoever ends the run ends them too."""
    if os.name == "nt":
        return
    from jupyter_client import launcher

    def start(*arguments, **options):
        if options.pop("start_new_session", False):
            options.update({"process_group": 0} if sys.version_info >= (3, 11) else {"preexec_fn": os.setpgrp})
        return subprocess.Popen(*arguments, **options)

    launcher.Popen = start


def watch_execution():
    """What cells write is written here as well; a notebook that fails is kept as far as it ran."""
    from nbconvert.preprocessors import ExecutePreprocessor as Execution

    process_message, preprocess_cell, preprocess = Execution.process_message, Execution.preprocess_cell, Execution.preprocess
    at = [0]

    def told(self, message, *rest):
        if message.get("msg_type") == "stream":
            stream = sys.stderr if message["content"]["name"] == "stderr" else sys.stdout
            stream.write(message["content"]["text"])
            stream.flush()
        return process_message(self, message, *rest)

    def counted(self, cell, resources, index):
        at[0] = index + 1
        return preprocess_cell(self, cell, resources, index)

    def kept(self, notebook, resources=None, *rest, **more):
        if resources is not None:
            resources.setdefault("metadata", {})["path"] = os.getcwd()
        try:
            return preprocess(self, notebook, resources, *rest, **more)
        except BaseException as failure:
            keep(notebook, at[0], failure)
            raise

    Execution.process_message, Execution.preprocess_cell, Execution.preprocess = told, counted, kept


def keep(notebook, cell, failure):
    import nbformat

    name, value = getattr(failure, "ename", None), getattr(failure, "evalue", str(failure))
    with open(os.path.join(FOLDER, "failure.json"), "w", encoding="utf-8") as file:
        json.dump({"cell": cell, "kind": type(failure).__name__, "name": name, "value": value}, file)
    nbformat.write(notebook, os.path.join(FOLDER, "executed.ipynb"))


sys.stdout.reconfigure(encoding="utf-8", errors="replace")
sys.stderr.reconfigure(encoding="utf-8", errors="replace")
keep_kernels_in_session()
if "nbconvert" in os.path.basename(sys.argv[0]):
    watch_execution()
