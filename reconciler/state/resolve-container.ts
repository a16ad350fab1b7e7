// One Container document -> DesiredContainer: defaults filled in, values canonical, and for each where it was written and how.

import { compareAddresses, parseContainerAddress } from '../../schema/address.ts';
import { parseCpumask } from '../../schema/cpumask.ts';
import { readIoLimit, readRam, readSwap } from '../../schema/fields.ts';
import { markAt, originOf } from '../../schema/mark.ts';
import { expectValue, type Reading } from '../../schema/reading.ts';
import { asCtid, cpuPercent, parseCount, parseCpuLimit, parseDuration, wholePages } from '../../schema/units.ts';
import type { LocatedContainer } from '../../schema/validate.ts';
import type { CgroupState, ContainerState, LifecycleState } from './container.ts';
import { containerDefaults } from './defaults.ts';
import { field, type Ledger, noted } from './ledger.ts';
import type { DesiredContainer } from './model.ts';
import { quotaOf, rootfsOf } from './resolve-disk.ts';
import { namespaceOf } from './resolve-namespace.ts';
import type { ResolvedTemplate } from './resolve-template.ts';

interface Memo {
  readonly template: ResolvedTemplate;
  readonly cpus: number;
  readonly container: DesiredContainer;
}

// Most manifests are the very objects of the pass before (parsed files are cached), and then so is the result.
const memory = new WeakMap<LocatedContainer, Memo>();

/** The state one container shall have. `cpus` gives `cpulimit: "50%"` its meaning. The same arguments give the same object. */
export function resolveContainer(
  manifest: LocatedContainer,
  template: ResolvedTemplate,
  cpus: number,
): DesiredContainer {
  const known = memory.get(manifest);
  if (known !== undefined && known.template === template && known.cpus === cpus) return known.container;
  const container = build(manifest, template, cpus);
  memory.set(manifest, { template, cpus, container });
  return container;
}

function build(manifest: LocatedContainer, template: ResolvedTemplate, cpus: number): DesiredContainer {
  const { metadata } = manifest.value;
  const ledger: Ledger = { manifest, origins: new Map(), spelled: new Map() };
  const rootfs = rootfsOf(ledger, template.spec.key);
  const quota = quotaOf(ledger);
  const lifecycle = lifecycleOf(ledger, template);
  const state: ContainerState =
    lifecycle.state === 'stopped'
      ? { rootfs, quota, lifecycle }
      : {
          rootfs,
          quota,
          cgroup: cgroupOf(ledger, cpus),
          namespace: namespaceOf(ledger),
          network: { addresses: addressesOf(ledger) },
          lifecycle,
        };
  return {
    ctid: asCtid(metadata.ctid),
    name: metadata.name,
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    state,
    template: template.spec,
    origin: manifest.origin,
    origins: ledger.origins,
    spelled: ledger.spelled,
  };
}

function cgroupOf(ledger: Ledger, cpus: number): CgroupState {
  const { vswap = {}, cpuunits, cpumask, numproc } = ledger.manifest.value.spec;
  const ram = field(ledger, '/cgroup/memory/ram', ['spec', 'vswap', 'ram'], vswap.ram, readRam, containerDefaults.ram);
  const swap = field(
    ledger,
    '/cgroup/memory/swap',
    ['spec', 'vswap', 'swap'],
    vswap.swap,
    readSwap,
    containerDefaults.swap,
  );
  return {
    memory: { ram: wholePages(ram), swap: wholePages(swap) },
    cpu: {
      units: noted(ledger, '/cgroup/cpu/units', ['spec', 'cpuunits'], cpuunits, cpuunits ?? containerDefaults.cpuunits),
      limit: cpuLimitOf(ledger, cpus),
    },
    cpuset: {
      cpus: field(ledger, '/cgroup/cpuset/cpus', ['spec', 'cpumask'], cpumask, parseCpumask, containerDefaults.cpumask),
    },
    io: ioOf(ledger),
    pids: {
      max: field(ledger, '/cgroup/pids/max', ['spec', 'numproc'], numproc, parseCount, containerDefaults.numproc),
    },
  };
}

function ioOf(ledger: Ledger): CgroupState['io'] {
  const { iolimit, iopslimit } = ledger.manifest.value.spec;
  return {
    bytes: field(ledger, '/cgroup/io/bytes', ['spec', 'iolimit'], iolimit, readIoLimit, containerDefaults.iolimit),
    operations: noted(
      ledger,
      '/cgroup/io/operations',
      ['spec', 'iopslimit'],
      iopslimit,
      iopslimit || containerDefaults.iopslimit,
    ),
  };
}

/** vzctl's rule without a patched kernel (hooks_ct.c): the smaller of cpulimit and 100 percent for each of `cpus`. */
function cpuLimitOf(ledger: Ledger, present: number): number | 'max' {
  const { cpulimit, cpus } = ledger.manifest.value.spec;
  const pointer = '/cgroup/cpu/limit';
  const percent = (value: unknown): Reading<number | 'max'> => ({
    value: cpuPercent(expectValue(parseCpuLimit(value)), present),
  });
  const none = cpuPercent(containerDefaults.cpulimit, present);
  const limit = field(ledger, pointer, ['spec', 'cpulimit'], cpulimit, percent, none);
  if (cpus === undefined || (limit !== 'max' && limit <= cpus * 100)) return limit;
  noted(ledger, pointer, ['spec', 'cpus'], cpus, cpus * 100);
  ledger.spelled.set(pointer, `${cpus * 100}% (from cpus: ${cpus})`);
  return cpus * 100;
}

function addressesOf(ledger: Ledger): readonly string[] {
  const { ips } = ledger.manifest.value.spec;
  const canonical = (ips ?? []).map((address) => expectValue(parseContainerAddress(address))).sort(compareAddresses);
  return noted(ledger, '/network/addresses', ['spec', 'ips'], ips, canonical);
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
