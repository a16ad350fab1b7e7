// A cgroup file system in memory with the kernel's rules, for hosts this machine is not (v2, v1 alone, old kernels).
// The contract suite (contract.ts) runs over it and over the real kernel: a rule that differs from the kernel's fails there.

import { FileError } from '../../../drivers/cgroup/errors.ts';
import type { GroupFiles } from '../../../drivers/cgroup/files.ts';
import type { GroupPrograms, Program } from '../../../drivers/cgroup/programs.ts';

export interface FakeHost {
  /** Mount point -> controllers; the empty-named mount is v2's when `v2` says so. */
  readonly v1?: Readonly<Record<string, readonly string[]>>;
  readonly v2?: { readonly mount: string; readonly controllers: readonly string[]; readonly realRoot?: boolean };
  readonly cpus?: string;
  /** The CPUs of each memory node; none at all is a kernel without NUMA. */
  readonly nodes?: readonly string[];
  /** memory.memsw.* and memory.swap.max exist. */
  readonly swap?: boolean;
  readonly delegate?: string;
  /** How the disk 8:0 is scheduled by weight; not at all when absent. */
  readonly weighs?: 'bfq' | 'iocost';
  /** memory.reclaim exists (5.19). */
  readonly reclaim?: boolean;
  /** BPF programs can be attached to groups of v2. */
  readonly programs?: boolean;
}

interface Group {
  readonly files: Map<string, string>;
  readonly marks: Map<string, string>;
  readonly pids: Set<number>;
  readonly programs: Map<string, readonly Program[]>;
  readonly version: 'v1' | 'v2';
  controllers: readonly string[];
  readonly root: boolean;
}

export interface FakeKernel extends GroupFiles {
  readonly groups: Map<string, Group>;
  /** path, data of every write, in order. */
  readonly writes: (readonly [path: string, data: string])[];
  readonly owners: Map<string, number>;
  readonly killed: number[];
  /** Bytes that cannot be reclaimed, per group. */
  readonly unreclaimable: Map<string, number>;
  /** Called before each write; may throw to fail it. */
  beforeWrite: (path: string, data: string) => void;
  join(group: string, pid: number): void;
  setUsage(group: string, bytes: number): void;
  /** What a careless write of memory.max below use leads to. */
  oomKills: number;
}

const most = 9_223_372_036_854_771_712n;
const page = 4096n;

export function fakeKernel(host: FakeHost): FakeKernel {
  const { cpus = '0-3', nodes = [cpus], swap = true, reclaim = true } = host;
  const mems = nodes.length < 2 ? '0' : `0-${nodes.length - 1}`;
  const groups = new Map<string, Group>();
  const plain = new Map<string, string>([
    ['/proc/self/mountinfo', mountinfo(host)],
    ['/sys/devices/system/cpu/online', cpus],
    ['/proc/swaps', 'Filename'],
    ['/sys/dev/block/8:0/uevent', 'MAJOR=8\nMINOR=0\nDEVNAME=sda\nDEVTYPE=disk'],
    ['/sys/dev/block/8:0/queue/scheduler', host.weighs === 'bfq' ? 'none mq-deadline [bfq]' : '[none] bfq'],
    ...nodes.map((list, node): [string, string] => [`/sys/devices/system/node/node${node}/cpulist`, list]),
    ['/sys/devices/system/node/has_memory', mems],
    [
      '/sys/kernel/cgroup/delegate',
      host.delegate ?? 'cgroup.procs\ncgroup.threads\ncgroup.subtree_control\nmemory.oom.group',
    ],
  ]);
  for (const [mount, controllers] of Object.entries(host.v1 ?? {})) {
    groups.set(mount, group('v1', controllers, true));
    if (controllers.includes('cpuset')) setAll(mount, { 'cpuset.effective_cpus': cpus, 'cpuset.effective_mems': mems });
    if (controllers.includes('memory') && swap) setAll(mount, { 'memory.memsw.limit_in_bytes': String(most) });
  }
  if (host.v2) {
    groups.set(host.v2.mount, group('v2', host.v2.controllers, host.v2.realRoot !== false));
    setAll(host.v2.mount, { 'cgroup.controllers': host.v2.controllers.join(' '), 'cgroup.subtree_control': '' });
    if (host.v2.controllers.includes('cpuset'))
      setAll(host.v2.mount, { 'cpuset.cpus.effective': cpus, 'cpuset.mems.effective': mems });
    if (host.weighs === 'iocost') setAll(host.v2.mount, { 'io.cost.qos': '8:0 enable=1 ctrl=auto rpct=0.00' });
    if (host.v2.realRoot === false) setAll(host.v2.mount, { 'cgroup.type': 'domain' });
  }

  function setAll(path: string, files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) groups.get(path)?.files.set(name, text);
  }

  const split = (path: string): readonly [group: string, file: string] => {
    const at = path.lastIndexOf('/');
    return [path.slice(0, at), path.slice(at + 1)];
  };
  const fail = (call: string, path: string, code: string, data?: string): never => {
    throw new FileError(call, path, code, data);
  };
  const parent = (path: string) => path.slice(0, path.lastIndexOf('/'));
  const childrenOf = (path: string) => [...groups.keys()].filter((one) => parent(one) === path);
  const within = (path: string) => [...groups.keys()].filter((one) => one === path || one.startsWith(`${path}/`));
  const pidsOf = (path: string) => [...new Set(within(path).flatMap((one) => [...(groups.get(one)?.pids ?? [])]))];

  function lookUp(path: string): string | undefined {
    const [dir, name] = split(path);
    const own = groups.get(dir);
    if (!own) return plain.get(path);
    if (name === 'cgroup.procs') return [...own.pids].join('\n');
    if (name === 'cgroup.events' && own.version === 'v2' && !own.root) {
      return `populated ${pidsOf(dir).length > 0 ? 1 : 0}\nfrozen ${own.files.get('cgroup.freeze') ?? '0'}`;
    }
    const list = /^(cpuset\.(?:cpus|mems))\.effective$/.exec(name)?.[1] ?? '';
    if (own.files.has(list)) return own.files.get(list) || lookUp(`${parent(dir)}/${name}`);
    return own.files.get(name);
  }

  const kernel: FakeKernel = {
    groups,
    writes: [],
    owners: new Map(),
    killed: [],
    unreclaimable: new Map(),
    oomKills: 0,
    beforeWrite: () => undefined,
    join: (path, pid) => {
      for (const one of groups.values()) if (one === groups.get(path)) one.pids.add(pid);
      if (!groups.has(path)) throw new Error(`no group ${path}`);
    },
    setUsage: (path, bytes) => {
      const files = groups.get(path)?.files;
      for (const name of ['memory.usage_in_bytes', 'memory.memsw.usage_in_bytes', 'memory.current']) {
        if (files?.has(name)) files.set(name, String(bytes));
      }
    },
    read: (path) => lookUp(path) ?? fail('read', path, 'ENOENT'),
    owner: '/var/lib/vz',
    programs: programsOn(groups, host.programs ?? true),
    readRaw: (path) => (path === '/proc/self/auxv' ? auxv() : fail('read', path, 'ENOENT')),
    has: (path) =>
      groups.has(path) ||
      lookUp(path) !== undefined ||
      (split(path)[1] === 'cgroup.kill' && lookUp(`${split(path)[0]}/cgroup.freeze`) !== undefined),
    tryRead: (path) => lookUp(path),
    write: (path, data) => {
      kernel.beforeWrite(path, data);
      kernel.writes.push([path, data]);
      const [dir, name] = split(path);
      const own = groups.get(dir);
      if (!own) return fail('write', path, 'ENOENT', data);
      store(own, dir, name, data);
    },
    exchange: (path, data) => {
      kernel.write(path, data);
      return kernel.read(path);
    },
    writeSlow: async (path, data) => kernel.write(path, data),
    makeDirectory: (path) => {
      if (groups.has(path)) return false;
      const above = groups.get(parent(path));
      if (!above) return fail('mkdir', path, 'ENOENT');
      const enabled =
        above.version === 'v1' ? above.controllers : (above.files.get('cgroup.subtree_control') ?? '').split(' ');
      const made = group(
        above.version,
        enabled.filter((one) => one !== ''),
        false,
      );
      for (const [name, text] of Object.entries(fresh(made.version, made.controllers, { swap, reclaim })))
        made.files.set(name, text);
      inherit(above, made);
      groups.set(path, made);
      return true;
    },
    removeTree: (path) => {
      for (const one of within(path).reverse()) {
        if ((groups.get(one)?.pids.size ?? 0) > 0) fail('rmdir', one, 'EBUSY');
        groups.delete(one);
      }
    },
    removeEmpty: (path) => {
      if (childrenOf(path).length > 0 || (groups.get(path)?.pids.size ?? 0) > 0) return false;
      return groups.delete(path);
    },
    children: (path) => childrenOf(path).map((one) => split(one)[1]),
    pids: pidsOf,
    getMark: (path, name) => groups.get(path)?.marks.get(name),
    marks: (path) => [...(groups.get(path)?.marks.keys() ?? [])],
    setMark: (path, name, value) => {
      const own = groups.get(path);
      if (!own) return fail('setxattr', path, 'ENOENT');
      own.marks.set(name, value);
    },
    removeMark: (path, name) => {
      groups.get(path)?.marks.delete(name);
    },
    give: (path, id) => {
      if (groups.has(path) || lookUp(path) !== undefined || path.endsWith('cgroup.threads'))
        kernel.owners.set(path, id);
    },
    kill: (pid) => {
      kernel.killed.push(pid);
      for (const one of groups.values()) one.pids.delete(pid);
    },
  };

  const special: Readonly<Record<string, (own: Group, dir: string, data: string, name: string) => void>> = {
    'cgroup.procs': joinGroup,
    'cgroup.kill': (own, dir, data) => {
      if (!own.files.has('cgroup.freeze')) fail('write', `${dir}/cgroup.kill`, 'ENOENT', data);
      for (const pid of pidsOf(dir)) kernel.kill(pid);
    },
    'cgroup.subtree_control': subtree,
    'devices.deny': (own, dir, data) => {
      if (childrenOf(dir).length > 0) fail('write', `${dir}/devices.deny`, 'EINVAL', data);
      const list = devicesOf(own);
      const [device, access] = deviceLine(data);
      if (data === 'a') list.clear();
      else list.set(device, [...(list.get(device) ?? '')].filter((letter) => !access.includes(letter)).join(''));
      own.files.set('devices.list', deviceText(list));
    },
    'devices.allow': (own, dir, data) => {
      const [device, access] = deviceLine(data);
      const above = groups.get(parent(dir));
      const isCovered = above === undefined || above.root || isAllowed(devicesOf(above), device, access);
      if (!isCovered) fail('write', `${dir}/devices.allow`, 'EPERM', data);
      const list = devicesOf(own);
      // Where everything is allowed there is nothing to add.
      if (list.has('a *:*')) return;
      list.set(device, [...'rwm'].filter((letter) => `${list.get(device) ?? ''}${access}`.includes(letter)).join(''));
      own.files.set('devices.list', deviceText(list));
    },
    'memory.reclaim': reclaimFrom,
    'memory.limit_in_bytes': limitV1,
    'memory.memsw.limit_in_bytes': limitV1,
    'memory.max': limitV2,
    'memory.swap.max': limitV2,
    'io.max': ioMax,
    'io.weight': weigh,
    'io.bfq.weight': weigh,
    'blkio.bfq.weight_device': weigh,
    ...Object.fromEntries(throttles.map((name) => [name, throttle])),
    'cpu.shares': (own, _, data) => own.files.set('cpu.shares', String(Math.min(262_144, Math.max(2, Number(data))))),
  };
  const ranges: Readonly<Record<string, readonly [least: number, most: number, code: string]>> = {
    'cpu.weight': [1, 10_000, 'ERANGE'],
    'cpu.cfs_quota_us': [1000, Number.MAX_SAFE_INTEGER, 'EINVAL'],
    'pids.max': [0, 4_194_304, 'EINVAL'],
  };

  /** What the kernel does with a write. */
  function store(own: Group, dir: string, name: string, data: string): void {
    const rule = special[name];
    const created = ['cgroup.procs', 'cgroup.kill', 'cgroup.subtree_control', 'devices.deny', 'devices.allow'].includes(
      name,
    );
    if (!created && !own.files.has(name)) fail('write', `${dir}/${name}`, 'ENOENT', data);
    const [least, highest, code] = ranges[name] ?? [-1, Number.POSITIVE_INFINITY, ''];
    const number = Number(data);
    if (number >= 0 && (number < least || number > highest)) fail('write', `${dir}/${name}`, code, data);
    if (rule) rule(own, dir, data, name);
    else own.files.set(name, data);
  }

  function joinGroup(own: Group, dir: string, data: string): void {
    if (own.files.get('cpuset.cpus') === '' && own.version === 'v1')
      fail('write', `${dir}/cgroup.procs`, 'ENOSPC', data);
    const mount = [...groups.entries()].find(([path, one]) => one.root && dir.startsWith(`${path}/`))?.[0] ?? '';
    for (const path of within(mount)) groups.get(path)?.pids.delete(Number(data));
    own.pids.add(Number(data));
  }

  function subtree(own: Group, dir: string, data: string): void {
    const available =
      own.root || own.files.has('cgroup.controllers')
        ? (own.files.get('cgroup.controllers') ?? '').split(' ')
        : own.controllers;
    const names = data.split(' ').map((one) => one.slice(1));
    if (names.some((one) => !available.includes(one))) fail('write', `${dir}/cgroup.subtree_control`, 'ENOENT', data);
    if (own.pids.size > 0 && (!own.root || own.files.has('cgroup.type')))
      fail('write', `${dir}/cgroup.subtree_control`, 'EBUSY', data);
    const before = (own.files.get('cgroup.subtree_control') ?? '').split(' ').filter((one) => one !== '');
    const taken = data.split(' ').flatMap((one) => (one.startsWith('-') ? [one.slice(1)] : []));
    const after = [...new Set([...before, ...names])].filter((one) => !taken.includes(one));
    own.files.set('cgroup.subtree_control', after.join(' '));
    for (const child of childrenOf(dir)) {
      const below = groups.get(child);
      if (below) below.controllers = after;
      // Groups that exist already get the files too.
      for (const [name, text] of Object.entries(fresh('v2', after, { swap, reclaim }))) {
        if (!below?.files.has(name) || name === 'cgroup.controllers') below?.files.set(name, text);
      }
    }
  }

  function limitV1(own: Group, dir: string, data: string, name: string): void {
    const limit = data === '-1' ? most : (BigInt(data) / page) * page;
    const other = name.includes('memsw') ? 'memory.limit_in_bytes' : 'memory.memsw.limit_in_bytes';
    const beside = own.files.get(other);
    const sum = name.includes('memsw');
    if (beside !== undefined && (sum ? limit < BigInt(beside) : limit > BigInt(beside)))
      fail('write', `${dir}/${name}`, 'EINVAL', data);
    const used = BigInt(own.files.get(name.replace('limit', 'usage')) ?? 0);
    if (limit < used) {
      const floor = BigInt(kernel.unreclaimable.get(dir) ?? 0);
      kernel.setUsage(dir, Number(floor > limit ? floor : limit));
      if (floor > limit) fail('write', `${dir}/${name}`, 'EBUSY', data);
    }
    own.files.set(name, String(limit > most ? most : limit));
  }

  function limitV2(own: Group, _: string, data: string, name: string): void {
    const limit = data === 'max' ? most : (BigInt(data) / page) * page;
    if (name === 'memory.max' && limit < BigInt(own.files.get('memory.current') ?? 0)) kernel.oomKills++;
    own.files.set(name, data === 'max' ? 'max' : String(limit));
  }

  /** tg_set_limit: a line per disk, none for one without limits. */
  function ioMax(own: Group, _: string, data: string, name: string): void {
    const [disk = '', ...words] = data.split(' ');
    const values = { rbps: 'max', wbps: 'max', riops: 'max', wiops: 'max' };
    const lines = (own.files.get(name) ?? '').split('\n').filter((line) => line !== '');
    const former =
      lines
        .find((line) => line.startsWith(`${disk} `))
        ?.split(' ')
        .slice(1) ?? [];
    for (const word of [...former, ...words]) Object.assign(values, { [word.split('=')[0] ?? '']: word.split('=')[1] });
    const all = Object.entries(values).map(([key, value]) => `${key}=${value}`);
    const isFree = all.every((word) => word.endsWith('=max'));
    const rest = lines.filter((line) => !line.startsWith(`${disk} `));
    own.files.set(name, [...rest, ...(isFree ? [] : [`${disk} ${all.join(' ')}`])].join('\n'));
  }

  /** bfq_io_set_weight, ioc_weight_write: the default or that of one disk, which "default" takes away. */
  function weigh(own: Group, dir: string, data: string, name: string): void {
    const [, disk, text = ''] = /^(?:(\d+:\d+) |default )?(\d+|default)$/.exec(data) ?? [];
    const weight = Number(text);
    if (text !== 'default' && !(weight >= 1 && weight <= (name === 'io.weight' ? 10_000 : 1000)))
      fail('write', `${dir}/${name}`, 'ERANGE', data);
    const [usual = '', ...lines] = (own.files.get(name) ?? '').split('\n');
    const rest = lines.filter((line) => disk === undefined || !line.startsWith(`${disk} `));
    const added = disk === undefined || text === 'default' ? [] : [`${disk} ${weight}`];
    own.files.set(name, [disk === undefined ? `default ${weight}` : usual, ...rest, ...added].join('\n'));
  }

  function throttle(own: Group, _: string, data: string, name: string): void {
    const [disk = '', value] = data.split(' ');
    const rest = (own.files.get(name) ?? '').split('\n').filter((line) => line !== '' && !line.startsWith(`${disk} `));
    own.files.set(name, [...rest, ...(value === '0' ? [] : [data])].join('\n'));
  }

  function reclaimFrom(own: Group, dir: string, data: string): void {
    const current = Number(own.files.get('memory.current'));
    const floor = kernel.unreclaimable.get(dir) ?? 0;
    const target = current - Number(data);
    own.files.set('memory.current', String(Math.max(target, Math.min(floor, current))));
    if (target < floor) fail('write', `${dir}/memory.reclaim`, 'EAGAIN', data);
  }
  return kernel;
}

const group = (version: 'v1' | 'v2', controllers: readonly string[], root: boolean): Group => ({
  files: new Map(),
  marks: new Map(),
  pids: new Set(),
  programs: new Map(),
  version,
  controllers,
  root,
});

/** As of BPF_PROG_ATTACH with BPF_F_ALLOW_MULTI, and BPF_F_REPLACE. */
function programsOn(groups: ReadonlyMap<string, Group>, work: boolean): GroupPrograms {
  let last = 0;
  const values = new Map<number, Map<string, Buffer>>();
  const on = (path: string, hook: string) => groups.get(path)?.programs.get(hook) ?? [];
  return {
    work: () => work,
    on,
    onEach: (path, hooks) => hooks.map((hook) => on(path, hook)),
    attach: (path, hook, { name, code, replaces }) => {
      const own = groups.get(path);
      if (own?.version !== 'v2') throw new FileError('bpf PROG_ATTACH', path, own ? 'EBADF' : 'ENOENT');
      const made = { id: ++last, name, code, maps: [] };
      const before = on(path, hook);
      if (replaces === undefined) own.programs.set(hook, [...before, made]);
      else if (!before.some(({ id }) => id === replaces)) throw new FileError('bpf PROG_ATTACH', path, 'ENOENT');
      else own.programs.set(hook, [...before.filter(({ id }) => id !== replaces), made]);
    },
    attachSet: (path, { arrays, programs }) => {
      const own = groups.get(path);
      if (own?.version !== 'v2') throw new FileError('bpf PROG_ATTACH', path, own ? 'EBADF' : 'ENOENT');
      const kept = ++last;
      values.set(kept, new Map(Object.entries(arrays).map(([name, value]) => [name, Buffer.from(value)])));
      for (const { hook, name } of programs)
        own.programs.set(hook, [...on(path, hook), { id: ++last, name, code: Buffer.alloc(0), maps: [kept] }]);
    },
    read: ({ maps: [kept = 0] }, array) => values.get(kept)?.get(array),
    write: ({ maps: [kept = 0] }, array, value) => void values.get(kept)?.set(array, Buffer.from(value)),
    detach: (path, hook, id) =>
      void groups.get(path)?.programs.set(
        hook,
        on(path, hook).filter((one) => one.id !== id),
      ),
  };
}

const everything = 'a *:* rwm';

/** "c 1:3 rw" -> "c 1:3" and "rw". */
const deviceLine = (line: string): readonly [device: string, access: string] => [
  line.slice(0, line.lastIndexOf(' ')),
  line.slice(line.lastIndexOf(' ') + 1),
];
const devicesOf = (own: Group): Map<string, string> =>
  new Map(
    (own.files.get('devices.list') ?? everything)
      .split('\n')
      .filter((line) => line !== '')
      .map(deviceLine),
  );
const deviceText = (list: ReadonlyMap<string, string>): string =>
  [...list].flatMap(([device, access]) => (access === '' ? [] : [`${device} ${access}`])).join('\n');
/** match_exception: one exception covers all of it, itself or with a minor of "*". */
const isAllowed = (list: ReadonlyMap<string, string>, device: string, access: string): boolean =>
  ['a *:*', device, device.replace(/:.*/, ':*')].some((one) =>
    [...access].every((letter) => (list.get(one) ?? '').includes(letter)),
  );
const throttles = ['read_bps', 'write_bps', 'read_iops', 'write_iops'].map((name) => `blkio.throttle.${name}_device`);

/** What a new group of v1 has from its parent: devcgroup_online, cpuset_css_online. */
function inherit(above: Group, made: Group): void {
  const devices = above.files.get('devices.list');
  if (devices !== undefined && made.files.has('devices.list')) made.files.set('devices.list', devices);
  if (above.files.get('cgroup.clone_children') !== '1') return;
  for (const name of ['cgroup.clone_children', 'cpuset.cpus', 'cpuset.mems']) {
    const text = above.files.get(name);
    if (text !== undefined && made.files.has(name)) made.files.set(name, text);
  }
}

/** The files of a new group. */
function fresh(
  version: 'v1' | 'v2',
  controllers: readonly string[],
  host: { readonly swap: boolean; readonly reclaim: boolean },
): Readonly<Record<string, string>> {
  const has = (name: string) => controllers.includes(name);
  if (version === 'v1') {
    return {
      ...(has('memory') && { 'memory.limit_in_bytes': String(most), 'memory.usage_in_bytes': '0' }),
      ...(has('memory') &&
        host.swap && { 'memory.memsw.limit_in_bytes': String(most), 'memory.memsw.usage_in_bytes': '0' }),
      ...(has('cpu') && { 'cpu.shares': '1024', 'cpu.cfs_quota_us': '-1', 'cpu.cfs_period_us': '100000' }),
      'cgroup.clone_children': '0',
      ...(has('cpuset') && { 'cpuset.cpus': '', 'cpuset.mems': '', 'cpuset.memory_migrate': '0' }),
      ...(has('pids') && { 'pids.max': 'max', 'pids.current': '0' }),
      ...(has('blkio') && Object.fromEntries(throttles.map((name) => [name, '']))),
      ...(has('blkio') && { 'blkio.bfq.weight_device': 'default 100' }),
      ...(has('devices') && { 'devices.list': everything }),
      ...(has('freezer') && { 'freezer.state': 'THAWED' }),
    };
  }
  return {
    'cgroup.controllers': controllers.join(' '),
    'cgroup.subtree_control': '',
    'cgroup.freeze': '0',
    'cgroup.max.depth': 'max',
    'cgroup.max.descendants': 'max',
    'cgroup.type': 'domain',
    ...(has('memory') && { 'memory.max': 'max', 'memory.low': '0', 'memory.current': '0', 'memory.oom.group': '0' }),
    ...(has('memory') && host.reclaim && { 'memory.reclaim': '' }),
    ...(has('memory') && host.swap && { 'memory.swap.max': 'max' }),
    ...(has('cpu') && { 'cpu.weight': '100', 'cpu.max': 'max 100000' }),
    ...(has('cpuset') && { 'cpuset.cpus': '', 'cpuset.mems': '' }),
    ...(has('io') && { 'io.max': '', 'io.weight': 'default 100', 'io.bfq.weight': 'default 100' }),
    ...(has('pids') && { 'pids.max': 'max', 'pids.current': '0' }),
  };
}

function mountinfo(host: FakeHost): string {
  const v1 = Object.entries(host.v1 ?? {}).map(
    ([mount, names]) => `1 1 0:9 / ${mount} rw - cgroup cgroup rw,${names.join(',')}`,
  );
  const v2 = host.v2 ? [`2 1 0:8 / ${host.v2.mount} rw - cgroup2 cgroup2 rw`] : [];
  return ['0 0 0:1 / / rw - ext4 root rw', ...v1, ...v2].join('\n');
}

/** AT_PAGESZ 4096, AT_NULL. */
const auxv = (): string => {
  const bytes = Buffer.alloc(32);
  bytes.writeBigUInt64LE(6n, 0);
  bytes.writeBigUInt64LE(page, 8);
  return bytes.toString('latin1');
};
