// What the lifecycle driver refuses: signals are those of Linux, wherever a plan is made.

import type { Accepted, Judge } from '../../reconciler/port/driver.ts';
import type { ContainerState } from '../../reconciler/state/container.ts';
import { signalNumber } from '../kernel/process.ts';

function accept({ lifecycle }: ContainerState): Accepted<'lifecycle'> {
  if (lifecycle === undefined || signalNumber(lifecycle.haltSignal) !== undefined)
    return { wants: lifecycle, refusals: [] };
  const reason = `${lifecycle.haltSignal} is no signal of this host`;
  const refusal = {
    code: 'VZR621',
    pointer: '/lifecycle/haltSignal',
    reason,
    hint: 'SIGTERM, SIGPWR, SIGRTMIN+3, ...',
  };
  return { wants: lifecycle, refusals: [refusal] };
}

export const lifecycleJudge: Judge<'lifecycle'> = { name: 'lifecycle', accept };
