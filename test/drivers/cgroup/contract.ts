// The behaviours every cgroup host shows: run over kernels in memory (contract.test.ts) and the real one (test/kernel).

import { afterEach, expect, test } from 'vitest';
import { assemble, compute, exit } from '../../../drivers/bpf/assemble.ts';
import type { Layout } from '../../../drivers/cgroup/detect.ts';
import { type CgroupDriver, cgroupDriver } from '../../../drivers/cgroup/driver.ts';
import type { GroupFiles } from '../../../drivers/cgroup/files.ts';
import { deviceProgram, devicesOf } from '../../../drivers/cgroup/v2/devices.ts';
import type { Clock } from '../../../reconciler/port/clock.ts';
import type { Undo } from '../../../reconciler/port/driver.ts';
import type { CgroupState } from '../../../reconciler/state/container.ts';
import { asBytes, asCtid, type Ctid } from '../../../schema/units.ts';

const MiB = 1024 * 1024;
export const mib = (count: number) => asBytes(count * MiB);

export const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

export const limits = (some: Partial<CgroupState> = {}): CgroupState => ({
  memory: { ram: mib(64), swap: mib(32) },
  guarantee: { ram: mib(0) },
  cpu: { units: 1000, limit: 50 },
  cpuset: { cpus: '0', mems: '0' },
  io: { bytes: 1024 ** 3, operations: 'max', priority: 4 },
  pids: { max: 100 },
  devices: [],
  sockets: { tcp: 'max', other: 'max' },
  ...some,
});

/** The same with nothing in it that limits. */
export const unlimited = (some: Partial<CgroupState> = {}): CgroupState =>
  limits({
    memory: { ram: 'max', swap: 'max' },
    cpu: { units: 1000, limit: 'max' },
    cpuset: { cpus: '0-3', mems: '0' },
    io: { bytes: 'max', operations: 'max', priority: 4 },
    pids: { max: 'max' },
    ...some,
  });

export const apply = (
  driver: CgroupDriver,
  ctid: Ctid,
  verb: 'create' | 'set' | 'remove',
  cgroup?: CgroupState,
): Promise<Undo> =>
  driver.apply({
    ctid,
    name: `test-${ctid}`,
    step: { driver: 'cgroup', verb, changes: [] },
    was: { namespace: { idmap: { base: ctid * 65_536 }, hostname: 'test' } },
    wants: { ...(cgroup && { cgroup }), namespace: { idmap: { base: ctid * 65_536 }, hostname: 'test' } },
    signal: new AbortController().signal,
  });

export const observed = async (driver: CgroupDriver, ctid: Ctid): Promise<CgroupState | undefined> =>
  (await driver.observe([ctid])).get(ctid);

export interface Host {
  readonly files: GroupFiles;
  readonly clock: Clock;
  readonly layout?: () => Layout;
  readonly disks: () => readonly string[];
  readonly queues?: () => readonly string[];
}

/** `ctids`: two that nothing else on the host uses. */
export function cgroupContract(name: string, host: () => Host, ctids: readonly [number, number]): void {
  const [one, two] = [asCtid(ctids[0]), asCtid(ctids[1])];
  const make = () => cgroupDriver(host());
  let driver: CgroupDriver;
  const fresh = (): CgroupDriver => {
    driver = make();
    return driver;
  };
  const accepted = (wants: CgroupState): CgroupState => {
    const { wants: result, refusals } = driver.accept({ cgroup: wants });
    expect(refusals).toEqual([]);
    if (!result) throw new Error('accept dropped the section');
    return result;
  };
  const defaults = (): CgroupState => {
    fresh();
    return accepted(limits());
  };
  const removeBoth = async () => {
    for (const ctid of [one, two]) await apply(make(), ctid, 'remove');
  };
  afterEach(removeBoth);
  const behaves = (sentence: string, work: () => Promise<void>) => test(`${name}: ${sentence}`, work);

  behaves('a container that was never made is not observed', async () => {
    expect(await observed(fresh(), one)).toBeUndefined();
  });

  behaves('a created container is observed with exactly what was accepted', async () => {
    fresh();
    const wants = accepted(
      limits({ memory: { ram: asBytes(64 * MiB + 17), swap: mib(32) }, cpu: { units: 1234, limit: 33.3 } }),
    );
    await apply(driver, one, 'create', wants);
    expect(await observed(driver, one)).toEqual(wants);
    expect((await driver.observe('all')).get(one)).toEqual(wants);
    expect(await observed(driver, two)).toBeUndefined();
  });

  behaves('unlimited is observed as unlimited', async () => {
    fresh();
    const wants = accepted(unlimited({ cpuset: { cpus: 'all', mems: 'all' } }));
    await apply(driver, one, 'create', wants);
    expect(await observed(driver, one)).toEqual(wants);
  });

  behaves('a second create changes nothing', async () => {
    const wants = defaults();
    await apply(driver, one, 'create', wants);
    await apply(driver, one, 'create', wants);
    expect(await observed(driver, one)).toEqual(wants);
  });

  behaves('limits change in both directions', async () => {
    fresh();
    await apply(driver, one, 'create', accepted(limits()));
    for (const memory of [
      { ram: mib(512), swap: mib(0) },
      { ram: mib(16), swap: mib(256) },
      { ram: 'max', swap: 'max' },
      { ram: mib(32), swap: mib(1) },
      { ram: mib(33), swap: mib(0) },
    ] as const) {
      const io = { bytes: memory.ram, operations: memory.swap === 'max' ? 1000 : 'max', priority: 4 } as const;
      const wants = accepted(limits({ memory, io, cpu: { units: 500, limit: 'max' }, pids: { max: 7 } }));
      await apply(driver, one, 'set', wants);
      expect(await observed(driver, one)).toEqual(wants);
    }
  });

  behaves('undo of a create leaves nothing, undo of a set and of a remove restore', async () => {
    fresh();
    const first = accepted(limits());
    const undoCreate = await apply(driver, one, 'create', first);
    const undoSet = await apply(
      driver,
      one,
      'set',
      accepted(limits({ memory: { ram: mib(128), swap: mib(0) }, pids: { max: 'max' } })),
    );
    await undoSet();
    expect(await observed(driver, one)).toEqual(first);
    const undoRemove = await apply(driver, one, 'remove');
    expect(await observed(driver, one)).toBeUndefined();
    await undoRemove();
    expect(await observed(driver, one)).toEqual(first);
    await undoCreate();
    expect(await observed(driver, one)).toBeUndefined();
    const { files } = host();
    for (const group of driver.dirsOf(one).join) expect(files.tryRead(`${group}/cgroup.procs`)).toBeUndefined();
  });

  behaves('a group of the same name without the marker is refused and left alone', async () => {
    fresh();
    const { files } = host();
    await apply(driver, two, 'create', accepted(limits()));
    for (const foreign of driver.dirsOf(one).join) {
      files.makeDirectory(foreign);
      try {
        await expect(apply(driver, one, 'create', accepted(limits()))).rejects.toMatchObject({ code: 'ForeignObject' });
        await apply(driver, one, 'remove');
        expect(files.tryRead(`${foreign}/cgroup.procs`)).toBe('');
        expect(await observed(driver, one)).toBeUndefined();
        for (const other of driver.dirsOf(one).join.filter((path) => path !== foreign)) {
          expect(files.tryRead(`${other}/cgroup.procs`)).toBeUndefined();
        }
      } finally {
        files.removeTree(foreign);
      }
    }
  });

  behaves('each limit alone is in force on a new group, beside what the kernel gives every group', async () => {
    fresh();
    const { devices: _, sockets: _unasked, ...free } = unlimited({ cpuset: { cpus: 'all', mems: 'all' } });
    const some: readonly Partial<CgroupState>[] = [
      { memory: { ram: mib(64), swap: 'max' } },
      { memory: { ram: mib(64), swap: mib(0) } },
      { cpu: { units: 500, limit: 'max' } },
      { cpu: { units: 1000, limit: 100 } },
      { cpuset: { cpus: '0', mems: '0' } },
      { io: { bytes: mib(10), operations: 'max', priority: 4 } },
      { io: { bytes: 'max', operations: 500, priority: 4 } },
      { pids: { max: 50 } },
    ];
    for (const part of some) {
      const wants = accepted({ ...free, ...part });
      const undo = await apply(driver, one, 'create', wants);
      expect(await observed(driver, one)).toEqual(wants);
      await undo();
    }
  });

  behaves('only the default devices can be opened', async () => {
    fresh();
    for (const ctid of [one, two]) await apply(driver, ctid, 'create', accepted(limits()));
    for (const ctid of [one, two]) {
      const expected = ['136:*', '1:3', '1:5', '1:7', '1:8', '1:9', '5:0', '5:1', '5:2'].map((id) => `c ${id} rw`);
      // cgroup v1 can be mounted without the controller.
      expect(lines(ctid)).toEqual(lines(ctid).length === 0 ? [] : expected);
    }
  });

  /** Of lists and programs alike. */
  const lines = (ctid: Ctid): readonly string[] => {
    const { files } = host();
    return driver.dirsOf(ctid).join.flatMap((group) => {
      const list = files.tryRead(`${group}/devices.list`)?.split('\n') ?? [];
      const programs = files.programs.on(group, 'device').flatMap(({ code }) => devicesOf(code) ?? ['not ours']);
      return [...list, ...programs].sort();
    });
  };

  behaves(
    'on v2 devices are given by a program; one that is changed, taken away or joined is seen and put right',
    async () => {
      fresh();
      const wants = limits({ devices: ['b:8:all:r', 'c:10:229:rw'] });
      const { files } = host();
      await apply(driver, one, 'create', accepted(limits()));
      const on = (group: string) => files.programs.on(group, 'device');
      const group = driver.dirsOf(one).join.find((path) => on(path).length > 0);
      // cgroup v1 has a list.
      if (group === undefined) return;
      const usual = lines(one);
      const undo = await apply(driver, one, 'set', wants);
      expect(await observed(driver, one)).toEqual(wants);
      expect(lines(one)).toEqual([...usual, 'b 8:* r', 'c 10:229 rw'].sort());
      await undo();
      expect(await observed(driver, one)).toEqual(limits());
      expect(lines(one)).toEqual(usual);
      const all = assemble([compute('r0', '=', 1), exit]);
      const first = () => on(group)[0]?.id ?? 0;
      for (const [spoil, seen] of [
        [() => files.programs.detach(group, 'device', first()), 'a:all:all:rwm'],
        [() => files.programs.attach(group, 'device', { name: 'a', code: all, replaces: first() }), 'program:a:rwm'],
        [() => files.programs.attach(group, 'device', { name: 'b', code: all }), 'program:b:rwm'],
        [
          () =>
            files.programs.attach(group, 'device', {
              name: 'c',
              code: deviceProgram(usual.slice(1)),
              replaces: first(),
            }),
          'no c:136:all:rw',
        ],
      ] as const) {
        spoil();
        expect((await observed(driver, one))?.devices).toContain(seen);
        await apply(driver, one, 'set', limits());
        expect(await observed(driver, one)).toEqual(limits());
        expect(lines(one)).toEqual(usual);
        expect(on(group)).toHaveLength(1);
      }
    },
  );

  behaves('devices are given beside the default ones and taken back, and what is changed by hand is seen', async () => {
    fresh();
    const wants = limits({ devices: ['b:8:all:r', 'c:10:229:rw'] });
    const { files } = host();
    await apply(driver, one, 'create', accepted(limits()));
    const group = driver.dirsOf(one).join.find((path) => files.has(`${path}/devices.list`));
    // cgroup v2 has no such list.
    if (group === undefined) return expect((await observed(driver, one))?.devices).toEqual([]);
    const given = async () => (await observed(driver, one))?.devices;
    const list = (): string[] => files.read(`${group}/devices.list`).split('\n').sort();
    const usual = list();
    const undo = await apply(driver, one, 'set', wants);
    expect(await given()).toEqual(wants.devices);
    expect(list()).toEqual([...usual, 'b 8:* r', 'c 10:229 rw'].sort());
    await undo();
    expect(await given()).toEqual([]);
    await apply(driver, one, 'set', wants);
    // A group made after vz has learned of them has them not.
    await apply(driver, two, 'create', accepted(limits()));
    expect((await observed(driver, two))?.devices).toEqual([]);
    files.write(`${group}/devices.deny`, 'c 10:229 w');
    files.write(`${group}/devices.deny`, 'c 1:5 w');
    files.write(`${group}/devices.deny`, 'b 8:* r');
    expect(await given()).toEqual(['c:10:229:r', 'no c:1:5:w']);
    await apply(driver, one, 'set', wants);
    expect(await given()).toEqual(wants.devices);
    expect(list()).toEqual([...usual, 'b 8:* r', 'c 10:229 rw'].sort());
    await apply(driver, one, 'set', limits());
    expect(list()).toEqual(usual);
  });

  behaves('an empty group is removed, one that others have put something in is not', async () => {
    const { files } = host();
    const group = driver.dirsOf(two).identity.replace(/\d+$/, 'others');
    expect(files.removeEmpty(group)).toBe(false);
    files.makeDirectory(group);
    files.makeDirectory(`${group}/inner`);
    expect(files.removeEmpty(group)).toBe(false);
    expect(files.removeEmpty(`${group}/inner`)).toBe(true);
    expect(files.removeEmpty(group)).toBe(true);
  });

  behaves('a group deleted by hand differs from every wish and is made again', async () => {
    const wants = defaults();
    await apply(driver, one, 'create', wants);
    const { files } = host();
    const groups = driver.dirsOf(one).join;
    if (groups.length > 1) {
      files.removeTree(groups[1] ?? '');
      expect(await observed(driver, one)).not.toEqual(wants);
      await apply(driver, one, 'set', wants);
      expect(await observed(driver, one)).toEqual(wants);
    }
    files.removeTree(driver.dirsOf(one).identity);
    expect(await observed(driver, one)).toBeUndefined();
    await apply(driver, one, 'create', wants);
    expect(await observed(driver, one)).toEqual(wants);
  });

  behaves('a create that was interrupted between making and marking a group is completed', async () => {
    const wants = defaults();
    const { files } = host();
    await apply(driver, two, 'create', wants);
    for (const group of driver.dirsOf(one).join) {
      const base = driver.dirsOf(one).identity.slice(0, driver.dirsOf(one).identity.lastIndexOf('/'));
      const crashed = cgroupDriver({
        ...host(),
        files: {
          ...files,
          setMark: (path, mark, value) => {
            if (path === group) throw new Error('killed here');
            files.setMark(path, mark, value);
          },
          // A killed process undoes nothing.
          removeTree: () => undefined,
          removeMark: () => undefined,
        },
      });
      await expect(apply(crashed, one, 'create', wants)).rejects.toThrow(/killed here/);
      expect(files.getMark(base, `trusted.vzreconcile.making.${one}`)).toBe(files.owner);
      expect([...(await driver.observe('all')).keys()]).toContain(one);
      const another = cgroupDriver({ ...host(), files: { ...files, owner: '/var/lib/another' } });
      expect([...(await another.observe('all')).keys()]).not.toContain(one);
      await apply(another, one, 'remove');
      await apply(driver, one, 'create', wants);
      expect(await observed(driver, one)).toEqual(wants);
      expect(files.getMark(base, `trusted.vzreconcile.making.${one}`)).toBeUndefined();
      await apply(driver, one, 'remove');
    }
  });
}
