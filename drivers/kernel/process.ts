// Signal numbers by name, signal(7), including the real-time ones a shell spells SIGRTMIN+n.

import { constants } from 'node:os';

/** glibc and musl keep 32 to 34 for themselves, so a C program's SIGRTMIN is 34 (glibc). */
const RTMIN = 34;
const RTMAX = 64;

/** The number of SIGTERM, SIGRTMIN+3, ...; undefined for what is no signal. */
export function signalNumber(name: string): number | undefined {
  const realTime = /^SIGRT(MIN|MAX)(?:([+-])([0-9]{1,2}))?$/.exec(name);
  if (realTime === null) return (constants.signals as Readonly<Record<string, number>>)[name];
  const [, base, sign, digits] = realTime;
  const offset = Number(digits ?? 0) * (sign === '-' ? -1 : 1);
  const number = (base === 'MIN' ? RTMIN : RTMAX) + offset;
  return number >= RTMIN && number <= RTMAX ? number : undefined;
}
