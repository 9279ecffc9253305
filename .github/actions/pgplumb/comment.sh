#!/bin/bash
# Makes the file that is named the text of the one comment of pgplumb on the pull request.
set -euo pipefail
mark='<!-- pgplumb -->'
body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  echo "$mark"
  cat "$1"
} >"$body"
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
existing=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | sed -n 1p)
if [[ -n $existing ]]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$existing" --field "body=@$body" >/dev/null
else
  gh api --method POST "$comments" --field "body=@$body" >/dev/null
fi
