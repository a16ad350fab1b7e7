#!/bin/sh
# Makes a throw-away repository with two commits, before/ and after/, and prints what the second one changes.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd)
repo=$(mktemp -d)
trap 'rm -rf "$repo"' EXIT

commit() {
  rm -rf "$repo/manifests"
  cp -r "$here/$1" "$repo/manifests"
  git -C "$repo" add --all
  git -C "$repo" -c user.name=example -c user.email=example@example.org commit --quiet --message "$1"
}

git -c init.defaultBranch=main init --quiet "$repo"
commit before
commit after
vzreconcile --repo "$repo" --against HEAD~1 --dry-run --output markdown "$@"
