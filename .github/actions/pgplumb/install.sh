#!/bin/bash
# Builds pgplumb from the action's own checkout and puts it on the PATH.
set -euo pipefail
source=$(cd "$(dirname "$0")/../../.." && pwd)
"$source/.setup/install"
echo "$source/build/src" >>"$GITHUB_PATH"
