// What is remembered while the program runs, and would otherwise grow for as long.

const MOST = 100;

/** Keeps the value as the newest one, and of all of them the newest 100. */
export function keepRecent<K, V>(known: Map<K, V>, key: K, value: V): void {
  known.delete(key);
  known.set(key, value);
  for (const oldest of known.keys()) {
    if (known.size <= MOST) return;
    known.delete(oldest);
  }
}
