#!/bin/sh
# Starts the lessons on Linux: finds a Python that can, and gives it start.py. Also: sh Bat-dau-Linux.sh
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
program=$here
[ -f "$here/chuong-trinh/start.py" ] && program=$here/chuong-trinh
status=none
for name in python3 python3.14 python3.13 python3.12 python3.11 \
    /usr/local/bin/python3 /opt/homebrew/bin/python3 /Library/Frameworks/Python.framework/Versions/3.*/bin/python3; do
    if "$name" -B "$program/start.py" fits >/dev/null 2>&1; then
        "$name" -B "$program/start.py" "$@"
        status=$?
        break
    fi
done
if [ "$status" = none ]; then
    cat "$program/starter/missing-python.txt"
    status=3
fi
# A window that a double click has opened must not close before the sentence is read.
[ "$status" != 0 ] && [ -t 0 ] && { printf 'Enter...'; read -r _; }
exit "$status"
