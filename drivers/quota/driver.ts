// The quota driver: how much a container's root file system may hold. The back end that was probed enforces it; what it
// cannot enforce is refused by field before anything is changed.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Driver, Scope, StepContext, Undo } from '../../reconciler/port/driver.ts';
import type { LimitFact } from '../../reconciler/port/tools.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';
import type { QuotaBackend, Rebuild, Usage } from './backend.ts';
import { btrfsQuota } from './btrfs.ts';
import { imageQuota, mayResizeOnline } from './image.ts';
import { kernelLacks } from './image-ugids.ts';
import { type BackendName, type QuotaRecord, quotaJudge } from './judge.ts';
import { projectQuota } from './project.ts';

/** The private areas as the rootfs driver knows them. */
export interface QuotaAreas {
  among(scope: Scope): Promise<readonly { readonly ctid: Ctid; readonly path: string }[]>;
  get(ctid: Ctid): { readonly ctid: Ctid; readonly path: string } | undefined;
}

export interface QuotaDriver extends Driver<'quota'> {
  /** What the container's own files take now; undefined when it has no private area. Template files are shared and not counted. */
  usage(ctid: Ctid): Promise<Usage | undefined>;
  /** How each limit is kept. */
  limits(ctid: Ctid): Promise<readonly LimitFact[]>;
  refuseChange(was: QuotaState, wants: QuotaState): readonly Refusal[];
  needsStop(was: QuotaState, wants: QuotaState): readonly string[];
  look(ctid: Ctid, was: QuotaState, wants: QuotaState): Promise<readonly Refusal[]>;
  /** What its judge rests on. */
  record(): Promise<QuotaRecord>;
}

const ugidKinds = ['users', 'groups'] as const;
const kinds = ['space', 'inodes', 'grace', 'ugids', 'most', ...ugidKinds] as const;

function valueIn(state: QuotaState, kind: (typeof kinds)[number]): string {
  if (kind === 'grace') return state.grace === undefined ? '' : `${state.grace}s`;
  if (kind === 'ugids') return state.ugids ? 'on' : 'off';
  if (kind === 'most') return state.most === undefined ? '' : String(state.most);
  if (kind === 'users' || kind === 'groups')
    return state.ugids ? `${Object.keys(state[kind] ?? {}).length} with limits` : 'off';
  const { soft, hard } = state[kind];
  return soft === hard ? String(hard) : `${soft}:${hard}`;
}

/** How the pool rebuilds areas with a file system of their own, and the node's grace time for others. */
type PoolFacts = Partial<Rebuild> & { readonly quotatime?: number | undefined };

function backendOf(name: BackendName, rebuild: PoolFacts): QuotaBackend {
  if (name === 'btrfs') return btrfsQuota();
  if (name === 'overlay') return projectQuota(rebuild.quotatime);
  if (!isWhole(rebuild)) throw new Error('the pool cannot rebuild images');
  return imageQuota(rebuild);
}

const isWhole = (rebuild: Partial<Rebuild>): rebuild is Rebuild =>
  rebuild.rebuild !== undefined && rebuild.lacksRoom !== undefined;

/** Makes the driver for the pool's back end. `volumes` is how areas with a file system of their own are rebuilt. */
export function quotaDriver(backend: BackendName, areas: QuotaAreas, volumes: PoolFacts): QuotaDriver {
  const limits = backendOf(backend, volumes);
  return {
    ...quotaJudge(backend, limits.judge, (ctid) => {
      const area = areas.get(ctid);
      return area && limits.inside?.(area.path);
    }),
    record: () => record(limits, areas),
    probe: async () => [{ feature: 'disk quota', state: 'ok', detail: limits.detail }],
    observe: async (scope) => {
      const states = new Map<Ctid, QuotaState>();
      for (const { ctid, path } of await areas.among(scope)) {
        const state = await limits.read(path);
        if (state !== undefined) states.set(ctid, state);
      }
      return states;
    },
    apply: (context) => apply(context, limits, areas),
    usage: async (ctid) => {
      const area = areas.get(ctid);
      return area === undefined ? undefined : limits.usage(area.path);
    },
    limits: async (ctid) => {
      const area = areas.get(ctid);
      const state = area && (await limits.read(area.path));
      return kinds.map((kind): LimitFact => {
        // That there are such quotas at all is kept by what keeps them.
        const mechanism = limits.mechanism[kind === 'ugids' || kind === 'most' ? 'users' : kind];
        const pointer = `/quota/${kind}`;
        if (mechanism === undefined)
          return { pointer, mechanism: '-', value: '', force: 'refused', note: `the ${backend} back end has none` };
        return { pointer, mechanism, value: state === undefined ? '' : valueIn(state, kind), force: 'enforced' };
      });
    },
  };
}

async function record({ inside }: QuotaBackend, areas: QuotaAreas): Promise<QuotaRecord> {
  if (inside === undefined) return { areas: {} };
  const found: [Ctid, QuotaRecord['areas'][string]][] = [];
  for (const { ctid, path } of await areas.among('all')) {
    const view = inside(path);
    const lacksRoom = view.lacksRoom();
    found.push([ctid, { smallest: await view.smallest(), ...(lacksRoom !== undefined && { lacksRoom }) }]);
  }
  const lacks = kernelLacks();
  const image = { mayResize: mayResizeOnline(), ...(lacks !== undefined && { lacks }) };
  return { image, areas: Object.fromEntries(found) };
}

async function apply({ ctid, step, was, wants }: StepContext, limits: QuotaBackend, areas: QuotaAreas): Promise<Undo> {
  const area = areas.get(ctid);
  if (area === undefined) {
    if (step.verb === 'remove') return async () => {};
    throw new Error(`container ${ctid} has no private area to limit`);
  }
  // Where limits are created there were none.
  const former = step.verb === 'create' ? undefined : (was.quota ?? (await limits.read(area.path)));
  const undo = async (): Promise<void> => {
    if (areas.get(ctid) === undefined) return;
    // What takes a stop is left to the next plan.
    if (former && wants.quota && (limits.judge.needsStop?.(wants.quota, former) ?? []).length > 0) return;
    if (former !== undefined) await limits.write(area.path, former);
    else await limits.lift(area.path);
  };
  if (step.verb === 'remove') {
    await limits.lift(area.path);
    return undo;
  }
  if (wants.quota === undefined) throw new Error(`container ${ctid} has no limits to set`);
  await limits.write(area.path, wants.quota);
  return undo;
}
