"""What OptAIC adds to Jupyter for the length of a run. Jupyter reads this file as its configuration."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

FOLDER = os.environ.pop("OPTAIC_JUPYTER")

# A runner that lives has ended this process before.
AFTER_THE_RUNNER = 3


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


def end_with_the_runner():
    """Standard input ends when the runner is gone, however that was ended."""

    def watch():
        while os.read(0, 4096):
            pass
        time.sleep(AFTER_THE_RUNNER)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


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


def serve_sandbox():
    """Whatever else is configured, a server of a run serves the sandbox, here, to whoever knows the token."""
    config = get_config()  # noqa: F821, given by Jupyter
    for application in (config.NotebookApp, config.ServerApp):
        application.password = ""
        application.allow_remote_access = False
    config.NotebookApp.notebook_dir = config.ServerApp.root_dir = os.getcwd()


sys.stdout.reconfigure(encoding="utf-8", errors="replace")
sys.stderr.reconfigure(encoding="utf-8", errors="replace")
end_with_the_runner()
keep_kernels_in_session()
if "nbconvert" in os.path.basename(sys.argv[0]):
    watch_execution()
else:
    serve_sandbox()
