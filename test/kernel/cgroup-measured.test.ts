// Limits measured on the real kernel: how much of a processor, of ram and of swap a container gets, to a few percent; what
// the kernel counts when it says no, and how short of what a container is.

import { existsSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { type CgroupDriver, cgroupDriver } from '../../drivers/cgroup/driver.ts';
import { readKernelText } from '../../drivers/procfs/read.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import { asCtid } from '../../schema/units.ts';
import { apply, limits, mib, realClock } from '../drivers/cgroup/contract.ts';
import { isSlow } from '../helpers/pace.ts';
import { describeCgroups, runIn, until } from './cgroup-host.ts';

const one = asCtid(60_210);
const two = asCtid(60_211);
const SPIN = 'while :; do :; done';

describeCgroups('measured limits', () => {
  const driver: CgroupDriver = cgroupDriver({ clock: realClock });
  const create = (some: Partial<CgroupState>, ctid = one) =>
    apply(driver, ctid, 'create', driver.accept({ cgroup: limits(some) }).wants ?? limits(some));
  const fileOf = (file: string, ctid = one): string | undefined =>
    driver
      .dirsOf(ctid)
      .join.map((dir) => `${dir}/${file}`)
      .find((path) => existsSync(path));
  const counter = (file: string, name: string): number =>
    Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(readFileSync(fileOf(file) ?? '', 'utf8'))?.[1]);
  /** Clock ticks that a process has had. */
  const ticks = (pid: number): number => {
    const fields = readKernelText(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  };
  /** What each gets while they all spin, in ticks (1/100 s of a processor), over so many milliseconds. */
  const spin = async (ctids: readonly (typeof one)[], time: number): Promise<readonly number[]> => {
    const runs = ctids.map((ctid) => runIn(driver.dirsOf(ctid), SPIN));
    await until(() => runs.every(({ pid }) => ticks(pid) > 2));
    const before = runs.map(({ pid }) => ticks(pid));
    await realClock.sleep(time);
    const got = runs.map(({ pid }, index) => ticks(pid) - (before[index] ?? 0));
    for (const ctid of ctids) driver.killAll(ctid);
    await Promise.all(runs.map(({ ended }) => ended));
    return got;
  };

  afterEach(async () => {
    for (const ctid of [one, two]) {
      driver.killAll(ctid);
      await driver.waitEmpty(ctid, 5000);
      await apply(driver, ctid, 'remove');
    }
  });

  test.each([25, 50])('cpulimit %i is that part of a processor', async (limit) => {
    await create({ cpu: { units: 1000, limit } });
    const from = performance.now();
    const [got = 0] = await spin([one], 3000);
    const allowed = ((performance.now() - from) / 10) * (limit / 100);
    // Less on a busy machine; more than a period too much nowhere.
    expect(got).toBeLessThan(allowed * 1.1 + 10);
    expect(got).toBeGreaterThan(10);
  });

  test.each([
    [1000, 1000],
    [3000, 1000],
    [8000, 1000],
  ])('cpuunits %i and %i share a processor in that ratio', async (first, second) => {
    await create({ cpu: { units: first, limit: 'max' }, cpuset: { cpus: '0', mems: '0' } });
    await create({ cpu: { units: second, limit: 'max' }, cpuset: { cpus: '0', mems: '0' } }, two);
    // Long enough that the lesser one's part is many ticks, also where there are few of them.
    const [a = 0, b = 0] = await spin([one, two], isSlow ? 8000 : 3000);
    const ratio = a / b / (first / second);
    expect(ratio).toBeGreaterThan(0.75);
    expect(ratio).toBeLessThan(1.33);
  });

  test('what does not fit into ram goes to swap, up to the swap limit', async (ctx) => {
    if (readFileSync('/proc/swaps', 'utf8').trim().split('\n').length < 2) ctx.skip('this machine has no swap');
    await create({ memory: { ram: mib(12), swap: mib(16) } });
    // tail keeps all it is given, and says how much when it may.
    const fits = await runIn(driver.dirsOf(one), `head -c ${mib(20)} /dev/zero | tail -c ${mib(20)} | wc -c`).ended;
    expect(fits).toMatchObject({ code: 0, out: `${mib(20)}\n` });
    const swapped = fileOf('memory.swap.peak') ?? fileOf('memory.memsw.max_usage_in_bytes');
    if (swapped !== undefined) expect(Number(readFileSync(swapped, 'utf8'))).toBeGreaterThan(mib(4));
    const command = `(head -c ${mib(60)} /dev/zero | tail -c ${mib(60)} > /dev/null); echo "status $?"`;
    expect((await runIn(driver.dirsOf(one), command).ended).out).toMatch(/status 137|Killed/);
  });

  test('what was refused is counted by the kernel', async () => {
    await create({ memory: { ram: mib(24), swap: mib(0) }, pids: { max: 4 } });
    await runIn(driver.dirsOf(one), '(head -c 200000000 /dev/zero | tail > /dev/null); true').ended;
    expect(counter(fileOf('memory.events') ? 'memory.events' : 'memory.oom_control', 'oom_kill')).toBe(1);
    await runIn(driver.dirsOf(one), 'for i in 1 2 3 4 5 6; do sleep 0.2 & done; wait').ended;
    expect(counter('pids.events', 'max')).toBeGreaterThan(0);
  });

  test('the kernel tells when the last process is gone', async () => {
    await create({});
    const events = fileOf('cgroup.events');
    if (events === undefined) return expect(driver.kind()).toBe('v1');
    const says = (text: string) => readFileSync(events, 'utf8').includes(text);
    expect(says('populated 0')).toBe(true);
    const run = runIn(driver.dirsOf(one), 'sleep 30');
    await until(() => says('populated 1'));
    await driver.freeze(one);
    expect(says('frozen 1')).toBe(true);
    driver.killAll(one);
    await run.ended;
    await until(() => says('populated 0'));
  });

  test('who is held back by a limit is short of processor, and no one else', async (ctx) => {
    if (!existsSync('/proc/pressure/cpu')) ctx.skip('this kernel keeps no pressure (PSI)');
    await create({ cpu: { units: 1000, limit: 10 } });
    await create({}, two);
    const before = driver.pressure(one)?.cpu?.some.total ?? Number.NaN;
    await spin([one], 2500);
    const after = driver.pressure(one)?.cpu?.some.total ?? Number.NaN;
    // Microseconds: it waits for nine tenths of the time.
    expect(after - before).toBeGreaterThan(1_000_000);
    expect(driver.pressure(one)?.cpu?.some.avg10).toBeGreaterThan(0);
    expect(driver.pressure(two)?.cpu?.some.total).toBe(0);
    expect(driver.pressure(one)?.memory?.full?.total).toBe(0);
  });
});
