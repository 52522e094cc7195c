"""Runs the local engine for as long as its standard input stays open.

Whoever started it holds the other end of that pipe. When the pipe closes, on purpose or because the holder was killed,
the engine, the function processes it started and its temporary files go too: nothing is left to be found by the next
start. The functions' code is unpacked outside the checkout, so that a module missing from a bundle is missing here
as well, instead of being found in the checkout's node_modules.

An engine that is given a STATE_DIR keeps its state there: it begins with what it finds, and saves when it is sent
SIGUSR1, as ministack itself does at an orderly end only. A file `saved` tells that it has.
"""

import os
import shutil
import signal
import sys
import tempfile
import threading

home = tempfile.mkdtemp(prefix="tuntas-engine-", dir=os.environ.get("STATE_DIR"))
os.environ["TMPDIR"] = tempfile.tempdir = home
os.environ.setdefault("STATE_DIR", os.path.join(home, "state"))


def end_with_holder():
    sys.stdin.buffer.read()
    shutil.rmtree(home, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_holder, daemon=True).start()

from ministack import app  # noqa: E402  (reads the environment when it is imported)


def save(*_):
    app.save_all(app._build_persistence_save_dict())
    open(os.path.join(os.environ["STATE_DIR"], "saved"), "w").close()


signal.signal(signal.SIGUSR1, save)
app.main()
