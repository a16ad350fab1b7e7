// What the quota driver accepts and refuses, on the host and from its record.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Judge } from '../../reconciler/port/driver.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';
import type { AreaView, QuotaJudge } from './backend.ts';
import { btrfsJudge } from './btrfs-judge.ts';
import { imageJudge } from './image-judge.ts';
import { projectJudge } from './project-judge.ts';

export type BackendName = 'btrfs' | 'image' | 'overlay';

/** Whether limits are below what is used is the plan's question. */
export function quotaJudge(
  backend: BackendName,
  limits: QuotaJudge,
  inside: (ctid: Ctid) => AreaView | undefined,
): Required<Omit<Judge<'quota'>, 'refuseCreate' | 'remarks'>> {
  return {
    name: 'quota',
    accept: ({ quota }) => (quota === undefined ? { wants: undefined, refusals: [] } : accept(quota, limits, backend)),
    refuseChange: limits.change,
    needsStop: (was, wants) => limits.needsStop?.(was, wants) ?? [],
    look: async (ctid, was, wants): Promise<readonly Refusal[]> => {
      const area = inside(ctid);
      return (area && (await limits.look?.(area, was, wants))) ?? [];
    },
  };
}

/** Only where a container has a file system of its own are the ids in it its own. */
function accept(quota: QuotaState, limits: QuotaJudge, name: BackendName): ReturnType<QuotaJudge['accept']> {
  if (limits.hasUgids) return limits.accept(quota);
  const { ugids = false, most: _, users: __, groups: ___, ...plain } = quota;
  const { wants, refusals } = limits.accept(plain);
  if (!ugids) return { wants, refusals };
  const refusal = {
    code: 'VZR665',
    pointer: '/quota/ugids',
    reason: `quotaugidlimit: with the ${name} back end all containers share a file system, and quotas of users would span them`,
    hint: 'remove the line, or use the image back end (Node spec.pool.backend: image)',
    unenforced: true,
  };
  return { wants, refusals: [...refusals, refusal] };
}

export interface QuotaRecord {
  /** Of an image pool. */
  readonly image?: { readonly mayResize: boolean; readonly lacks?: string };
  readonly areas: Readonly<Record<string, { readonly smallest: number; readonly lacksRoom?: string }>>;
}

/** `backend` may be another one than was recorded: the manifests choose it for a pool that was not made yet. */
export function quotaJudgeOf(
  { image, areas }: QuotaRecord,
  backend: BackendName,
  quotatime: number | undefined,
): Judge<'quota'> {
  const judges: Readonly<Record<BackendName, QuotaJudge>> = {
    btrfs: btrfsJudge,
    overlay: projectJudge(quotatime),
    image: imageJudge({ mayResize: image?.mayResize ?? true, lacks: () => image?.lacks }),
  };
  return quotaJudge(backend, judges[backend], (ctid) => {
    const area = areas[ctid];
    return area && { lacksRoom: () => area.lacksRoom, smallest: async () => area.smallest };
  });
}
