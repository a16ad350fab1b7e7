// Limits on all processes of a user namespace together: user_namespaces(7), create_user_ns() in kernel/user_namespace.c,
// inc_rlimit_ucounts() in kernel/ucount.c, Linux 5.14. Pure.

import type { Ceiling } from './profile/limits.ts';
import { limitResource } from './tail.ts';
import { type Arg, named, type TapeBuilder } from './tape.ts';

const SAME = named(0xffffffff, '-1');

/**
 * What a user namespace's creator may have at that moment is the most all of its processes may have, counted for the
 * creator's effective user: the container's own, so that containers do not share a count. create_user_ns(), Linux 5.14.
 */
export function beginCeilings(tape: TapeBuilder, ceilings: readonly Ceiling[], base: Arg): void {
  if (ceilings.length === 0) return;
  for (const ceiling of ceilings) limitResource(tape, 0, { ...ceiling, hard: ceiling.own.hard });
  tape.call('create as the container', 'setresuid', [SAME, base, SAME]);
}

/** Back to what the player was; after a failure as well. */
export function endCeilings(tape: TapeBuilder, ceilings: readonly Ceiling[]): void {
  if (ceilings.length === 0) return;
  tape.call('be root again', 'setresuid', [SAME, 0, SAME]);
  for (const ceiling of ceilings) limitResource(tape, 0, { ...ceiling, ...ceiling.own });
}
