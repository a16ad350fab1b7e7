// What the drivers of this host make of the desired states: rounded as the kernel rounds, and what they refuse.

import type { Ctid } from '../../schema/units.ts';
import { existing } from '../plan/diff.ts';
import { filesOf, formersOf } from '../plan/former.ts';
import type { AcceptedState } from '../plan/make.ts';
import type { Refusal } from '../plan/plan.ts';
import { consented, unenforceable } from '../plan/unenforced.ts';
import type { Driver } from '../port/driver.ts';
import type { Host } from '../port/host.ts';
import type { ContainerState, DriverName } from '../state/container.ts';
import { containerDefaults } from '../state/defaults.ts';
import type { Desired, DesiredContainer, Observed } from '../state/model.ts';
import type { Subject } from '../state/spelling.ts';
import { bareState } from '../state/write-manifest.ts';

export type Accept = (desired: DesiredContainer) => AcceptedState;

/**
 * accept() of a driver is pure after probe(), so a container that did not change is asked about once; except about devices
 * and schedulers of disks, which come and go while the host runs. `allowed`: names of limits that need not be kept.
 */
export function acceptWith(host: Host, allowed: ReadonlySet<string>): Accept {
  const known = new WeakMap<ContainerState, AcceptedState>();
  return (desired) => {
    const { state } = desired;
    const before = known.get(state);
    if (before !== undefined) return before;
    const wants: Record<string, unknown> = {};
    const refusals: Refusal[] = [...unenforceable(desired)];
    for (const driver of host.drivers) {
      const accepted = driver.accept(state);
      if (accepted.wants !== undefined) wants[driver.name] = accepted.wants;
      refusals.push(...accepted.refusals);
    }
    const answer: AcceptedState = { wants: wants as ContainerState, ...consented(refusals, allowed) };
    const { devices = [], io } = state.cgroup ?? {};
    const isSteady = devices.length === 0 && (io === undefined || io.priority === containerDefaults.ioprio);
    if (isSteady) known.set(state, answer);
    return answer;
  };
}

/**
 * The accepted states of all containers, refused where a root file system is needed from a template that cannot be had,
 * where a driver cannot make what is there into what is wanted, and where something of somebody else is in the way. Those of
 * `settled` are not asked about.
 */
export async function acceptAll(
  host: Host,
  accept: Accept,
  desired: Desired,
  observed: Observed,
  settled: Pick<ReadonlyMap<Ctid, unknown>, 'has'> = new Set<Ctid>(),
): Promise<ReadonlyMap<Ctid, AcceptedState>> {
  const checks = new Map<string, Promise<readonly Refusal[]>>();
  const checked = ({ template }: DesiredContainer): Promise<readonly Refusal[]> => {
    const check = checks.get(template.key) ?? host.templates.check(template);
    checks.set(template.key, check);
    return check;
  };
  const accepted = new Map<Ctid, AcceptedState>();
  const formers = formersOf(desired, observed);
  for (const container of desired.containers) {
    const { ctid, template } = container;
    if (settled.has(ctid)) continue;
    const seen = observed.containers.get(ctid) ?? formers.get(ctid);
    const was = seen?.state ?? {};
    const kept = seen?.ctid === ctid ? was : filesOf(was);
    const there = was.rootfs?.template === template.key;
    const answer = accept(container);
    // A container that is recreated is made anew; nothing of it has to be changed.
    const differing = there ? host.drivers.map((driver) => changeOf(driver, was, answer.wants)) : [];
    const needsStop = differing.flatMap((one) => one.needsStop);
    const refused = differing.flatMap(({ refusals }) => refusals);
    const obstacles = [
      ...refused,
      ...(there && refused.length === 0 ? await looked(host, seen?.ctid ?? ctid, was, answer.wants) : []),
      ...refusedCreations(host, container, kept, existing(answer.wants)),
      ...(there || observed.templates.has(template.key) ? [] : await checked(container)),
    ];
    const remarks = remarksOn(host, container, observed, existing(answer.wants));
    const isPlain = obstacles.length === 0 && needsStop.length === 0 && remarks.length === 0;
    const more = { refusals: [...answer.refusals, ...obstacles], needsStop, remarks };
    accepted.set(ctid, isPlain ? answer : { ...answer, ...more });
  }
  return accepted;
}

/** What of it only the host itself could say; of what does not change nobody asks. */
function remarksOn(
  { drivers, templates }: Host,
  { ctid, template }: DesiredContainer,
  observed: Observed,
  wants: ContainerState,
): readonly string[] {
  const was = observed.containers.get(ctid)?.state ?? {};
  const isNew = was.rootfs?.template !== template.key;
  return [
    ...drivers.flatMap((driver) => remarksOf(driver, was, wants)),
    ...(isNew && !observed.templates.has(template.key) ? (templates.remarks?.(template) ?? []) : []),
  ];
}

function remarksOf<K extends DriverName>(
  { name, remarks }: Driver<K>,
  { [name]: was }: ContainerState,
  { [name]: wants }: ContainerState,
): readonly string[] {
  if (remarks === undefined || wants === undefined) return [];
  return remarks(was, wants);
}

/** What stands in the way of turning one section into another, and what of it takes a stop. */
function changeOf<K extends DriverName>(
  driver: Driver<K>,
  { [driver.name]: was }: ContainerState,
  { [driver.name]: wants }: ContainerState,
): { readonly refusals: readonly Refusal[]; readonly needsStop: readonly string[] } {
  if (was === undefined || wants === undefined) return { refusals: [], needsStop: [] };
  return { refusals: driver.refuseChange?.(was, wants) ?? [], needsStop: driver.needsStop?.(was, wants) ?? [] };
}

/** What is in the way of a change by what the container holds. Only drivers that look take time. */
async function looked(
  { drivers }: Host,
  ctid: Ctid,
  before: ContainerState,
  after: ContainerState,
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  for (const { name, look } of drivers) {
    const [was, wants] = [before[name], after[name]];
    if (look === undefined || was === undefined || wants === undefined) continue;
    refusals.push(...(await look(ctid, was, wants)));
  }
  return refusals;
}

function refusedCreations(
  { drivers }: Host,
  { ctid, origin }: DesiredContainer,
  was: ContainerState,
  wants: ContainerState,
): readonly Refusal[] {
  return drivers.flatMap((driver) => {
    const wanted = wants[driver.name];
    if (was[driver.name] !== undefined || wanted === undefined) return [];
    // What is about the section as a whole is about the container's id, so its document is the place.
    return (driver.refuseCreate?.(ctid, wanted) ?? []).map((refusal) =>
      refusal.pointer === `/${driver.name}` ? { ...refusal, origin } : refusal,
    );
  });
}

/** What a state has here where a manifest says all. */
export function everywhereOn(host: Host): Subject['everywhere'] {
  const bare = bareState({ name: 'any', init: ['/sbin/init'], haltSignal: 'SIGTERM' });
  const cgroup = host.drivers.find((driver): driver is Driver<'cgroup'> => driver.name === 'cgroup');
  return cgroup?.accept(bare).wants?.cpuset ?? { cpus: 'all', mems: 'all' };
}
