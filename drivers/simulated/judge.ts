// What the simulated drivers accept and refuse, in memory and from a record.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Judge } from '../../reconciler/port/driver.ts';
import type { DriverName, NamespaceState, QuotaState } from '../../reconciler/state/container.ts';
import type { TemplateSpec } from '../../reconciler/state/model.ts';
import { mountsNeedStart } from '../../schema/mount.ts';
import type { Ctid } from '../../schema/units.ts';
import { type Abilities, accept, foreign, refuseChange } from './accept.ts';

/** What the judges of a simulated host rest on. */
export interface SimulatedRecord {
  readonly kind: 'simulated';
  readonly abilities: Abilities;
  readonly foreign: readonly Ctid[];
  readonly brokenTemplates: readonly string[];
}

export function simulatedJudge<K extends DriverName>(
  name: K,
  abilities: Abilities,
  isForeign: (ctid: Ctid) => boolean,
): Judge<K> {
  return {
    name,
    accept: (wants) => accept(name, wants, abilities),
    ...(name === 'quota' && {
      refuseChange: (was: object, wants: object) => refuseChange(was as QuotaState, wants as QuotaState, abilities),
    }),
    ...(name === 'namespace' && {
      needsStop: (was: object, wants: object) => needsStop(was as NamespaceState, wants as NamespaceState),
    }),
    ...(name === 'cgroup' && { refuseCreate: (ctid: Ctid) => (isForeign(ctid) ? [foreign(ctid)] : []) }),
  };
}

const needsStop = (was: NamespaceState, wants: NamespaceState): readonly string[] =>
  mountsNeedStart(was.mounts ?? [], wants.mounts ?? []) ? ['/namespace/mounts'] : [];

export function checkSimulated({ name, origin }: TemplateSpec, broken: readonly string[]): readonly Refusal[] {
  if (!broken.includes(name)) return [];
  const reason = `the source of template ${name} is missing`;
  return [{ code: 'VZR610', pointer: '/rootfs/template', reason, ...(origin && { origin }) }];
}
