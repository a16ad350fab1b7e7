// spec.features.nesting: containers inside of a container, and what stays forbidden.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { INIT } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { type InitsSite, openInits } from './inits-site.ts';

const CT = 61_246;
const PLAIN = 61_247;
const common = { template: 'debian-13', init: INIT, vswap: { ram: '256M', swap: 0 }, numproc: 128 };
const plain = { ...common, ctid: PLAIN };
const nesting = { ...common, ctid: CT, features: { nesting: true } };
let inits: InitsSite | string;
const opened = (): InitsSite => inits as InitsSite;
const template = (): object[] => [opened().template('debian-13', 'SIGTERM')];

beforeAll(async () => {
  inits = await openInits('nesting', ['debian-13']);
  if (typeof inits === 'string') return;
  inits.site.declare({ plain, nesting }, template());
  await inits.site.converge();
}, 1_200_000);
afterAll(() => (typeof inits === 'string' ? undefined : inits.close()));
beforeEach((ctx) => {
  if (typeof inits === 'string') ctx.skip(inits);
});

const both = async (script: string): Promise<readonly string[]> =>
  [await execIn(PLAIN, script), await execIn(CT, script)].map(({ output }) => output);

describe('a container inside', () => {
  test('of namespaces alone has its own proc and sysfs, where the feature is on', async () => {
    const inner = "sh -c 'mount -t sysfs none /sys; ls /proc | grep -c ^[0-9]; ls /sys/class/net'";
    const script = `unshare --user --map-root-user --net --pid --mount --fork --mount-proc ${inner} 2>&1`;
    const [refused, started] = await both(script);
    expect(refused).toMatch(/mount \/proc failed: Operation not permitted/);
    // sh, ls and grep; a new network has its loopback only.
    expect(started).toBe('3\nlo');
  });

  test('is started by systemd-nspawn', { timeout: 300_000 }, async () => {
    const tree = '/root/inner';
    await execIn(
      CT,
      `mount -t tmpfs none /run && mkdir -p ${tree}/bin ${tree}/usr ${tree}/etc ${tree}/mnt && cp /bin/busybox ${tree}/bin/ && ln -s busybox ${tree}/bin/sh && touch ${tree}/etc/os-release && echo 6f3e1a7c5d9b4e2f8a0c1d2e3f405162 > /etc/machine-id`,
    );
    const options = '--quiet --register=no --keep-unit --private-users=identity --bind=/dev/.nesting:/mnt --as-pid2';
    const payload = "busybox cat /proc/1/comm; busybox hostname; busybox awk '{ print $1, $3 }' /proc/self/uid_map";
    const { output, status } = await execIn(
      CT,
      `systemd-nspawn ${options} -D ${tree} /bin/sh -c "${payload.replaceAll('$', '\\$')}"`,
    );
    expect(output.replaceAll('\r', '')).toBe('(sd-stubinit)\ninner\n0 65536');
    expect(status).toBe(0);
  });
});

describe('with the feature on', () => {
  test('the masks of the container itself stay, also for what it starts', async () => {
    const script =
      'umount /proc/kallsyms 2>&1; cat /proc/kallsyms | wc -c; unshare --user --map-root-user --mount umount /proc/kallsyms 2>&1';
    const [, output] = await both(script);
    expect(output).toMatch(/^umount: .*\n0\numount: .*$/);
  });

  test('what the masks hide can be reached as far as the kernel lets anybody, and nothing of the host can be written', async () => {
    const writes = [
      'sys/kernel/core_pattern',
      'sys/kernel/modprobe',
      'sys/kernel/panic',
      'sys/vm/drop_caches',
      'sys/fs/file-max',
      'sysrq-trigger',
      'irq/default_smp_affinity',
    ].map((name) => `/dev/.nesting/proc/${name}`);
    writes.push('/dev/.nesting/sys/power/state', '/dev/.nesting/sys/kernel/mm/ksm/run');
    const script = `for f in ${writes.join(' ')}; do [ -e $f ] && (echo 0 > $f) 2>/dev/null && echo $f; done; true`;
    const secrets =
      'for f in kcore kmsg kpageflags slabinfo timer_list; do head -c 1 /dev/.nesting/proc/$f 2>/dev/null; done; true';
    expect((await execIn(CT, script)).output).toBe('');
    expect((await execIn(CT, secrets)).output).toBe('');
    expect((await execIn(PLAIN, 'ls -A /dev | grep nesting')).output).toBe('');
  });

  test('limits and ids are what they were', async () => {
    const [one, other] = await both("awk '{ print $3 }' /proc/self/uid_map; grep CapBnd /proc/self/status");
    expect(one).toBe(other);
  });
});

test('turning it on or off is a restart, and the plan says so', async () => {
  const { site } = opened();
  site.declare({ plain, nesting: { ...nesting, features: {} } }, template());
  expect(await site.text()).toMatch(/features +nesting -> \(none\) restart/);
  expect((await site.converge()).outcomes).toMatchObject([{ name: 'nesting', action: 'restart', result: 'done' }]);
  expect((await execIn(CT, 'ls -A /dev | grep nesting')).output).toBe('');
  expect((await site.plan()).containers).toMatchObject([{ action: 'none' }, { action: 'none' }]);
});
