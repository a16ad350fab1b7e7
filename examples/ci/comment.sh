#!/bin/sh
# comment.sh github|forgejo|gitlab FILE: one comment of a pull request that is made once and updated after. It is found by the
# marker in the first line of FILE and by its author: anybody may write a comment that begins the same.
# Needs curl 7.76 and jq. Environment: VZR_TOKEN, VZR_PR (number), VZR_AUTHOR (default: whom the service's jobs run as),
# and what the service's jobs have anyway.
set -eu
service=$1 file=$2

case $service in
github | forgejo)
  comments=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/$VZR_PR/comments
  comment=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/comments
  update=PATCH
  header="Authorization: Bearer $VZR_TOKEN"
  who='.user.login'
  ;;
gitlab)
  comments=$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$VZR_PR/notes
  comment=$comments
  update=PUT
  header="PRIVATE-TOKEN: $VZR_TOKEN"
  who='.author.username'
  ;;
*)
  echo "comment.sh: $service: neither github nor forgejo nor gitlab" >&2
  exit 1
  ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# api METHOD URL [FILE]: the answer. The token goes through a pipe: arguments can be read by other users.
api() {
  printf 'header = "%s"\n' "$header" | curl --config - --silent --show-error --fail-with-body --retry 3 --max-time 60 \
    --request "$1" --header 'Content-Type: application/json' ${3:+--data-binary "@$3"} "$2" >"$work/answer" || {
    echo "comment.sh: $1 $2: $(head -c 500 "$work/answer")" >&2
    exit 1
  }
  cat "$work/answer"
}

case $service in
github) author=${VZR_AUTHOR:-github-actions[bot]} ;;
forgejo) author=${VZR_AUTHOR:-forgejo-actions} ;;
gitlab) author=${VZR_AUTHOR:-$(api GET "$CI_API_V4_URL/user" | jq -r .username)} ;;
esac

# What is the same in every run for these nodes.
key=$(sed -n '1s/"plans":.*//p' "$file")
if [ -z "$key" ]; then
  echo "comment.sh: $file does not begin with vzreconcile's marker" >&2
  exit 1
fi

id=
page=1
while [ -z "$id" ] && [ "$page" -le 50 ]; do
  api GET "$comments?per_page=100&page=$page" >"$work/page"
  id=$(jq -r --arg key "$key" --arg author "$author" \
    "[.[] | select($who == \$author and (.body | startswith(\$key))) | .id][0] // empty" "$work/page")
  [ "$(jq length "$work/page")" -eq 100 ] || break
  page=$((page + 1))
done

jq --raw-input --slurp '{body: .}' "$file" >"$work/body"
if [ -n "$id" ]; then
  api "$update" "$comment/$id" "$work/body" >"$work/done"
  echo "comment $id updated"
else
  api POST "$comments" "$work/body" >"$work/done"
  echo "comment $(jq -r .id "$work/done") made"
fi
