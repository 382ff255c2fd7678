#!/bin/sh
# Goes back to the edition that was there before; once more comes back to the newer one.
exec sh "$(dirname -- "$0")/../Bat-dau-Linux.sh" back
