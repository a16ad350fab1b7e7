// One look for several who ask at the same moment. An observation asks every driver in one synchronous stretch, and
// several of them start from the same list.

/** A function that calls `look` once per synchronous stretch and gives that answer to all its callers in it. */
export function perTurn<T>(look: () => T): () => T {
  let answer: { readonly value: T } | undefined;
  return () => {
    if (answer === undefined) {
      answer = { value: look() };
      // Runs before anything that could have changed the host in between.
      queueMicrotask(() => {
        answer = undefined;
      });
    }
    return answer.value;
  };
}
