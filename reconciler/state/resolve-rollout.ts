// spec.rollout of a Node -> RolloutSpec, and the canaries that no container answers to.

import { markAt, problemAt } from '../../schema/mark.ts';
import type { Problem } from '../../schema/problem.ts';
import { expectValue, shown } from '../../schema/reading.ts';
import { readBatch } from '../../schema/rollout.ts';
import { parseDuration } from '../../schema/units.ts';
import type { LocatedNode } from '../../schema/validate.ts';
import type { DesiredContainer, RolloutSpec } from './model.ts';

export function resolveRollout(written: LocatedNode['value']['spec']['rollout']): RolloutSpec | undefined {
  if (written === undefined) return undefined;
  const { canaries, batch, pause } = written;
  return {
    ...(canaries !== undefined && { canaries }),
    ...(batch !== undefined && { batch: expectValue(readBatch(batch)) }),
    ...(pause !== undefined && { pause: expectValue(parseDuration(pause)) }),
  };
}

/** By name, by ctid, or by a label written `key=value`. */
export function isNamed(container: Pick<DesiredContainer, 'ctid' | 'name' | 'labels'>, written: string): boolean {
  const { ctid, name, labels } = container;
  const at = written.indexOf('=');
  if (at === -1) return name === written || String(ctid) === written;
  return labels[written.slice(0, at)] === written.slice(at + 1);
}

/** A misspelled canary would be none, and everything would go without one. */
export function lonelyCanaries(
  manifest: LocatedNode | undefined,
  containers: readonly DesiredContainer[],
): readonly Problem[] {
  return (manifest?.value.spec.rollout?.canaries ?? []).flatMap((written, i) => {
    if (manifest === undefined || containers.some((one) => isNamed(one, written))) return [];
    const fault = {
      code: 'VZR284',
      message: `the canary ${shown(written)} is no container of this node`,
      hint: 'write a name, a ctid, or a label as key=value',
    };
    const place = markAt(manifest.mark, ['spec', 'rollout', 'canaries', i]);
    return [{ ...problemAt(manifest.source, place, fault), severity: 'warning' as const }];
  });
}
