// One Container document -> DesiredContainer: defaults filled in, values canonical, and for each where it was written and how.

import { healthOf } from '../../schema/health.ts';
import { markAt, originOf } from '../../schema/mark.ts';
import { asCtid, parseDuration } from '../../schema/units.ts';
import type { LocatedContainer } from '../../schema/validate.ts';
import type { ContainerState, LifecycleState } from './container.ts';
import { containerDefaults } from './defaults.ts';
import { field, type Ledger, noted } from './ledger.ts';
import type { DesiredContainer, NodeSpec } from './model.ts';
import { cgroupOf } from './resolve-cgroup.ts';
import { quotaOf, rootfsOf } from './resolve-disk.ts';
import { namespaceOf } from './resolve-namespace.ts';
import { networkOf } from './resolve-network.ts';
import type { ResolvedTemplate } from './resolve-template.ts';
import { askedBeancounters } from './resolve-ubc.ts';

interface Memo {
  readonly template: ResolvedTemplate;
  readonly node: NodeFacts;
  readonly container: DesiredContainer;
}

/** What the state of a container depends on of its node. */
export interface NodeFacts {
  /** Give `cpulimit: "50%"` its meaning. */
  readonly cpus: number;
  readonly networkClasses: NodeSpec['networkClasses'];
}

// Most manifests are the very objects of the pass before (parsed files are cached), and then so is the result.
const memory = new WeakMap<LocatedContainer, Memo>();

/** The state one container shall have. The same arguments give the same object. */
export function resolveContainer(
  manifest: LocatedContainer,
  template: ResolvedTemplate,
  node: NodeFacts,
): DesiredContainer {
  const known = memory.get(manifest);
  if (known !== undefined && known.template === template && isSameNode(known.node, node)) return known.container;
  const container = build(manifest, template, node);
  memory.set(manifest, { template, node, container });
  return container;
}

const isSameNode = (a: NodeFacts, b: NodeFacts): boolean => a.cpus === b.cpus && a.networkClasses === b.networkClasses;

function build(manifest: LocatedContainer, template: ResolvedTemplate, node: NodeFacts): DesiredContainer {
  const { metadata, spec } = manifest.value;
  const { reconcile } = spec;
  const health = spec.health && healthOf(spec.health);
  const ledger: Ledger = { manifest, origins: new Map(), spelled: new Map() };
  const rootfs = rootfsOf(ledger, template.spec.key);
  const quota = quotaOf(ledger);
  const lifecycle = lifecycleOf(ledger, template);
  const ubc = askedBeancounters(ledger);
  const cgroup = cgroupOf(ledger, node.cpus);
  const state: ContainerState =
    lifecycle.state === 'stopped'
      ? { rootfs, quota, lifecycle }
      : {
          rootfs,
          quota,
          cgroup,
          namespace: namespaceOf(ledger, cgroup.memory),
          network: networkOf(ledger, node.networkClasses),
          lifecycle,
        };
  return {
    ctid: asCtid(metadata.ctid),
    name: metadata.name,
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    state,
    template: template.spec,
    ...(reconcile !== undefined && { reconcile }),
    ...(health !== undefined && { health }),
    ...(metadata.movedFrom !== undefined && { movedFrom: metadata.movedFrom.map(asCtid) }),
    ...dependsOf(ledger),
    ...(ubc !== undefined && { ubc }),
    origin: manifest.origin,
    origins: ledger.origins,
    spelled: ledger.spelled,
  };
}

function dependsOf({ manifest, origins }: Ledger): Pick<DesiredContainer, 'dependsOn'> {
  const { source, mark, value } = manifest;
  const names = value.spec.dependsOn ?? [];
  for (const [i, name] of names.entries())
    origins.set(`/dependsOn/${name}`, originOf(source, markAt(mark, ['spec', 'dependsOn', i])));
  return names.length === 0 ? {} : { dependsOn: [...new Set(names)].sort() };
}

function lifecycleOf(ledger: Ledger, template: ResolvedTemplate): LifecycleState {
  const { state = containerDefaults.state, init, stopTimeout } = ledger.manifest.value.spec;
  const fromTemplate = (pointer: string, name: 'init' | 'haltSignal'): void => {
    const { source, mark, value } = template.manifest;
    if (value.spec[name] !== undefined) ledger.origins.set(pointer, originOf(source, markAt(mark, ['spec', name])));
  };
  if (init === undefined) fromTemplate('/lifecycle/init', 'init');
  fromTemplate('/lifecycle/haltSignal', 'haltSignal');
  return {
    state: noted(ledger, '/lifecycle/state', ['spec', 'state'], ledger.manifest.value.spec.state, state),
    init: noted(ledger, '/lifecycle/init', ['spec', 'init'], init, init ?? template.init),
    haltSignal: template.haltSignal,
    stopTimeout: field(
      ledger,
      '/lifecycle/stopTimeout',
      ['spec', 'stopTimeout'],
      stopTimeout,
      parseDuration,
      containerDefaults.stopTimeout,
    ),
  };
}
