#!/bin/bash
# Plans into $PLAN, writes the comment and the page, and sets the outputs of the action.
set -euo pipefail
read -r -a arguments <<<"${ARGUMENTS:-}"
code=0
pgplumb plan -o "$PLAN" --markdown pgplumb.md --html pgplumb.html --detailed-exitcode "${arguments[@]}" || code=$?
case $code in
  0) changes=false ;;
  2) changes=true ;;
  *) exit "$code" ;;
esac
{
  echo "changes=$changes"
  echo "destroys=$(grep -c '^-- destroys: ' "$PLAN" || true)"
  echo "digest=$(sed -n 's/^-- digest: *//p' "$PLAN" | sed -n 1p)"
} >>"$GITHUB_OUTPUT"
cat pgplumb.md >>"$GITHUB_STEP_SUMMARY"
