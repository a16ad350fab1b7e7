// The processes of a container while others are born in it, with what their parents have.

/** Those not seen before, look by look, until a look finds no other. */
export function* newcomers(look: () => readonly number[]): Generator<readonly number[], void> {
  const seen = new Set<number>();
  for (;;) {
    const fresh = look().filter((pid) => !seen.has(pid));
    if (fresh.length === 0) return;
    for (const pid of fresh) seen.add(pid);
    yield fresh;
  }
}
