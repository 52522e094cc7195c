"""Runs the local engine for as long as its standard input stays open.

Whoever started it holds the other end of that pipe. When the pipe closes, on purpose or because the holder was killed,
the engine, the function processes it started and its temporary files go too: nothing is left to be found by the next
start. The functions' code is unpacked outside the checkout, so that a module missing from a bundle is missing here
as well, instead of being found in the checkout's node_modules.
"""

import os
import shutil
import signal
import sys
import tempfile
import threading

home = tempfile.mkdtemp(prefix="tuntas-engine-")
os.environ["TMPDIR"] = tempfile.tempdir = home
os.environ["STATE_DIR"] = os.path.join(home, "state")


def end_with_holder():
    sys.stdin.buffer.read()
    shutil.rmtree(home, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_holder, daemon=True).start()

from ministack.app import main  # noqa: E402  (reads the environment when it is imported)

main()
