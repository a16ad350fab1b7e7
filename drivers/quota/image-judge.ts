// What the size of an ext4 can keep: space and inodes, the latter fixed when it is made, and limits of the users and groups in it.
// Pure over what the host says.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { QuotaState, UgidQuota, UgidQuotas } from '../../reconciler/state/container.ts';
import { asBytes, type Bytes, formatSize, type Max } from '../../schema/units.ts';
import type { AreaView, QuotaJudge } from './backend.ts';
import { type Pair, refuseGrace } from './pairs.ts';

/** Of an ext4. */
export const BLOCK = 4096;
/** The smallest ext4 with a journal. */
const SMALLEST = 16 * 1024 * 1024;
/** Limits of users and groups are in units of it. */
const UNIT = 1024;

export interface ImageView {
  /** Whether a mounted one may grow. */
  readonly mayResize: boolean;
  /** Why this kernel could not mount an ext4 with quota files. */
  readonly lacks: () => string | undefined;
}

export const imageJudge = (view: ImageView): QuotaJudge => ({
  hasUgids: true,
  accept: (wants) => accept(wants, view),
  change,
  needsStop: (was, wants) => (needsStop(was, wants, view.mayResize) ? ['/quota/space'] : []),
  look: async (area, was, wants) =>
    needsStop(was, wants, view.mayResize) || was.ugids !== wants.ugids ? look(area, was, wants) : [],
});

function accept(wants: QuotaState, view: ImageView): ReturnType<QuotaJudge['accept']> {
  const { space, inodes } = wants;
  const refusals: Refusal[] = [];
  const refuse = (code: string, pointer: string, reason: string, hint: string): unknown =>
    refusals.push({ code, pointer, reason, hint });
  if (space.hard === 'max') {
    refuse('VZR655', '/quota/space/hard', 'diskspace: an image needs a size', 'set spec.diskspace');
  } else if (space.hard < SMALLEST) {
    refuse('VZR654', '/quota/space/hard', 'diskspace: an ext4 image needs at least 16 MiB', 'raise spec.diskspace');
  }
  for (const [field, { soft, hard }] of [['space', space] as const, ['inodes', inodes] as const]) {
    if (soft === hard) continue;
    const reason = `disk${field}: the image back end cannot enforce a soft limit that differs from the hard one`;
    const hint = `give disk${field} one value`;
    refusals.push({ code: 'VZR652', pointer: `/quota/${field}/soft`, reason, hint, unenforced: true });
  }
  if (inodes.hard !== 'max' && space.hard !== 'max' && (inodes.hard < 16 || inodes.hard > space.hard / BLOCK)) {
    const most = Math.floor(space.hard / BLOCK);
    refuse(
      'VZR656',
      '/quota/inodes/hard',
      `diskinodes: an image of this size has 16 to ${most} inodes`,
      'change diskinodes',
    );
  }
  const rounded = (value: Bytes | Max): Bytes | Max =>
    value === 'max' ? value : asBytes(Math.ceil(value / BLOCK) * BLOCK);
  const ids = acceptUgids(wants, view);
  return {
    wants: {
      space: { soft: rounded(space.hard), hard: rounded(space.hard) },
      inodes: { soft: inodes.hard, hard: inodes.hard },
      ...ids.wants,
    },
    refusals: [...refusals, ...ids.refusals],
  };
}

/** ext4 cannot shrink while it is mounted, and grows then only for who may resize. */
export function needsStop(was: QuotaState, wants: QuotaState, mayResize: boolean): boolean {
  const [from, to] = [was.space.hard, wants.space.hard];
  return from !== 'max' && to !== 'max' && (to < from || (to > from && !mayResize));
}

export function change(was: QuotaState, wants: QuotaState): readonly Refusal[] {
  if (was.inodes.hard === wants.inodes.hard) return [];
  return [
    {
      code: 'VZR657',
      pointer: '/quota/inodes/hard',
      reason: 'diskinodes: the number of inodes of an image is fixed when it is made',
      hint: 'recreate the container, or take the change back',
    },
  ];
}

/** Whether what is in the image fits, and its copy into the pool: asked before the container is stopped for it. */
async function look(area: AreaView, was: QuotaState, wants: QuotaState): Promise<readonly Refusal[]> {
  const pointer = '/quota/space/hard';
  const lack = area.lacksRoom();
  if (lack !== undefined) {
    const reason = `an image is changed on a copy: ${lack}`;
    return [{ code: 'VZR663', pointer, reason, hint: 'free space in the pool, or run vzreconcile compact' }];
  }
  const [from, to] = [was.space.hard, wants.space.hard];
  if (from === 'max' || to === 'max' || to >= from) return [];
  const smallest = await area.smallest();
  if (to >= smallest) return [];
  const reason = `diskspace: what is in the image needs ${formatSize(asBytes(smallest))}`;
  return [{ code: 'VZR658', pointer, reason, hint: 'free space inside the container first, or choose a larger limit' }];
}

export type Ugids = Pick<QuotaState, 'ugids' | 'most' | 'grace' | 'users' | 'groups'>;

/** The part of the section that is about ids, rounded as the kernel rounds. */
function acceptUgids(
  { ugids = false, most, grace, users = {}, groups = {} }: QuotaState,
  { lacks }: ImageView,
): {
  readonly wants: Ugids;
  readonly refusals: readonly Refusal[];
} {
  if (!ugids) return { wants: { ugids }, refusals: refuseGrace(grace, 'without quotaugidlimit an image') };
  const lack = lacks();
  if (lack !== undefined) {
    const hint = 'remove the line, or boot a kernel that has it';
    const reason = `quotaugidlimit: ${lack}`;
    return {
      wants: { ugids: false },
      refusals: [{ code: 'VZR666', pointer: '/quota/ugids', reason, hint, unenforced: true }],
    };
  }
  return {
    wants: {
      ugids,
      ...(most !== undefined && { most }),
      ...(grace !== undefined && { grace }),
      users: rounded(users),
      groups: rounded(groups),
    },
    refusals: [],
  };
}

function rounded(quotas: UgidQuotas): UgidQuotas {
  const up = (value: Bytes | Max): Bytes | Max => (value === 'max' ? value : asBytes(Math.ceil(value / UNIT) * UNIT));
  const all = Object.entries(quotas).map(([id, { space, inodes }]): [string, UgidQuota] => [
    id,
    { space: { soft: up(space.soft), hard: up(space.hard) }, inodes },
  ]);
  // The kernel knows no quota without a limit.
  return Object.fromEntries(all.filter(([, { space, inodes }]) => !isUnlimited(space) || !isUnlimited(inodes)));
}

const isUnlimited = ({ soft, hard }: Pair<number>): boolean => soft === 'max' && hard === 'max';
