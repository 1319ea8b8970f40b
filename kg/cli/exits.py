"""The exit codes of the command line, as the README promises them."""

SOME_FAILED = 1
WRONG_USAGE = 2
NOTHING_DONE = 3
INTERRUPTED = 130
