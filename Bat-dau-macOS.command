#!/bin/sh
# Starts the lessons on macOS by a double click.
exec sh "$(dirname -- "$0")/Bat-dau-Linux.sh" "$@"
