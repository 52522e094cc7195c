"""Runs the local engine while its standard input is open.

The starting process holds the other end of that pipe. When the pipe closes, on purpose or because that process was
killed, the engine ends with its function processes and its temporary files. The functions' code is unpacked outside the
checkout, so that a module missing from a bundle is missing here as well, instead of being found in the checkout's
node_modules.

With a STATE_DIR the engine loads its state from there, and saves it on SIGUSR1 (ministack itself saves only at an orderly
end). A file `saved` is the sign that it has.
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
