"""Runs a command, and ends when every process that comes of it has: so that their CPU time is counted.

usage: whole.py COMMAND [ARGUMENT...]    on Linux only: elsewhere it does not wait for orphans
"""

import ctypes
import os
import subprocess
import sys

PR_SET_CHILD_SUBREAPER = 36

if sys.platform == "linux":
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
status = subprocess.call(sys.argv[1:])
try:
    while True:
        os.wait()
except ChildProcessError:
    sys.exit(status)
