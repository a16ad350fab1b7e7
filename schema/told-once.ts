// Problems in what many containers share, told once: at the place where they are written, with who has them.

import type { Problem } from './problem.ts';
import type { Checked } from './validate.ts';

const placeOf = ({ code, origin: { path, line, col } }: Problem): string => `${code} ${path}:${line}:${col}`;

/** `problems` without those that are told already, and behind them those that containers have inherited, once each. */
export function toldOnce(problems: readonly Problem[], all: readonly Checked[]): Problem[] {
  const told = new Map(problems.map((problem) => [`${placeOf(problem)} ${problem.message}`, problem]));
  const places = new Set(problems.map(placeOf));
  const shared = new Map<string, { readonly problem: Problem; readonly names: string[] }>();
  for (const { claim, inherited } of all) {
    for (const problem of inherited) {
      const place = placeOf(problem);
      // What is wrong with a profile by itself was found there.
      if (places.has(place)) continue;
      const entry = shared.get(place) ?? { problem, names: [] };
      shared.set(place, entry);
      entry.names.push(claim?.name?.value ?? '?');
    }
  }
  const inherited = [...shared.values()].map(({ problem, names: [first = '?', ...others] }) => {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return { ...problem, message: `${problem.message} (in ${first}${more})` };
  });
  return [...told.values(), ...inherited];
}
