// Stand-ins for containers: children of ours in a user and a network namespace of their own, and the driver over them.

import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type NetworkDriver, networkDriver } from '../../drivers/network/driver.ts';
import type { Step } from '../../reconciler/plan/plan.ts';
import type { Undo } from '../../reconciler/port/driver.ts';
import { asCtid, type Ctid } from '../../schema/units.ts';

const execute = promisify(execFile);

export const BUSYBOX = '/usr/bin/busybox';
const NSENTER = '/usr/bin/nsenter';
export const IP = '/usr/sbin/ip';

/** Output of a command, whatever its status. */
export async function output(
  file: string,
  args: readonly string[],
  timeout = 10_000,
): Promise<{ ok: boolean; text: string }> {
  try {
    const { stdout, stderr } = await execute(file, args, { timeout, env: { PATH: '/usr/sbin:/usr/bin' } });
    return { ok: true, text: stdout + stderr };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { ok: false, text: stdout + stderr };
  }
}

export class NetworkRig {
  readonly inits = new Map<Ctid, ChildProcess & { pid: number }>();
  readonly driver: NetworkDriver;
  uplink: string | undefined;

  constructor() {
    const pid = (ctid: Ctid): number | undefined => this.inits.get(ctid)?.pid;
    this.driver = networkDriver({
      root: '/var/lib/vz',
      pidOf: async (ctid) => pid(ctid),
      pids: async () => new Map([...this.inits].map(([ctid, init]) => [ctid, init.pid])),
      sleep: async (milliseconds) => {
        await sleep(milliseconds);
      },
      uplink: () => this.uplink,
    });
  }

  /** Starts an empty stand-in. */
  async start(number: number): Promise<Ctid> {
    const ctid = asCtid(number);
    const child = spawn('/usr/bin/unshare', ['--user', '--map-root-user', '--net', '/usr/bin/sleep', '300'], {
      stdio: 'ignore',
    });
    const { pid } = child;
    if (pid === undefined) throw new Error('unshare did not start');
    this.inits.set(ctid, Object.assign(child, { pid }));
    const home = readlinkSync('/proc/self/ns/net');
    while (
      readlinkSync(`/proc/${pid}/ns/net`) === home ||
      !readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('sleep')
    )
      await sleep(2);
    return ctid;
  }

  async kill(ctid: Ctid): Promise<void> {
    const init = this.inits.get(ctid);
    if (init === undefined) return;
    this.inits.delete(ctid);
    const ended = new Promise((resolve) => init.once('exit', resolve));
    init.kill('SIGKILL');
    await ended;
  }

  apply(ctid: Ctid, verb: Step['verb'], addresses: readonly string[], was?: readonly string[]): Promise<Undo> {
    return this.driver.apply({
      ctid,
      name: `net${ctid}`,
      step: { driver: 'network', verb, changes: [] },
      was: was === undefined ? {} : { network: { addresses: was } },
      wants: verb === 'remove' ? {} : { network: { addresses } },
      signal: new AbortController().signal,
    });
  }

  async up(number: number, ...addresses: string[]): Promise<Ctid> {
    const ctid = await this.start(number);
    await this.apply(ctid, 'create', addresses);
    return ctid;
  }

  /** Kills the stand-in and takes its network away. */
  async down(ctid: Ctid): Promise<void> {
    await this.kill(ctid);
    await this.apply(ctid, 'remove', []);
  }

  async observe(ctid: Ctid): Promise<readonly string[] | undefined> {
    return (await this.driver.observe([ctid])).get(ctid)?.addresses;
  }

  /** The command line that runs a program as root of the container, in its network. */
  inside(ctid: Ctid, ...command: string[]): [string, string[]] {
    const pid = this.inits.get(ctid)?.pid;
    return [NSENTER, ['--target', String(pid), '--user', '--net', '--preserve-credentials', '--', ...command]];
  }

  async in(ctid: Ctid, ...command: string[]): Promise<{ ok: boolean; text: string }> {
    return output(...this.inside(ctid, ...command));
  }

  async ping(from: Ctid | 'host', to: string, ...options: string[]): Promise<boolean> {
    const command = [BUSYBOX, 'ping', ...(to.includes(':') ? ['-6'] : ['-4']), '-c1', '-W1', ...options, to];
    // The kernel activates the second end of a fresh pair from a work queue (linkwatch): on a loaded machine the first
    // packets may come before it.
    for (let tries = 0; tries < 3; tries++) {
      const { ok } = from === 'host' ? await output(BUSYBOX, command.slice(1)) : await this.in(from, ...command);
      if (ok) return true;
    }
    return false;
  }

  async close(): Promise<void> {
    for (const ctid of [...this.inits.keys()]) await this.down(ctid);
    this.driver[Symbol.dispose]();
  }
}

/**
 * What of the host's network these suites may change: lines that name a link or an address of theirs, and the settings of
 * the host as a whole. Forwarding is left out: any other root with an uplink may switch it on meanwhile, for good. So are
 * the link-local addresses the kernel gives our stand-ins for an uplink, a second after they came up.
 */
export function hostNetwork(): string {
  const ask = ['addr show', 'link show', 'route show table all', 'neigh show proxy', 'rule show'].join('\n');
  const text = execFileSync(IP, ['-o', '-d', '-batch', '-'], { encoding: 'utf8', input: ask });
  const own = /\b(?:veth602\d\d\.0|vz602\w+)|\b10\.202\.|\bfd00:202:/;
  const lines = text
    .replaceAll(/ (?:valid_lft|preferred_lft|expires) \S+/g, '')
    .split('\n')
    .filter((line) => own.test(line) && !/vz602\w.*\bfe80:|\bfe80:.*vz602/.test(line));
  return [...lines, ...settings()].sort().join('\n');
}

/** sysctls of the host as a whole, as lines. */
function settings(): readonly string[] {
  const net = '/proc/sys/net';
  const ip = readdirSync(`${net}/ipv4`).filter((name) => name.startsWith('ip_'));
  const conf = ['ipv4', 'ipv6'].flatMap((family) =>
    ['all', 'default', 'lo'].flatMap((link) =>
      readdirSync(`${net}/${family}/conf/${link}`).map((name) => `${family}/conf/${link}/${name}`),
    ),
  );
  return [...ip.map((name) => `ipv4/${name}`), ...conf].filter((path) => !/forward/.test(path)).flatMap(read);

  function read(path: string): readonly string[] {
    try {
      return [`${path} = ${readFileSync(`${net}/${path}`, 'utf8').trim()}`];
    } catch {
      // stable_secret cannot be read before it is set.
      return [];
    }
  }
}

/** A link of the host, so that both families have something to talk to: vz602dummy. One process, because starting it takes time. */
export function addDummy(ipv4: string, ipv6: string): void {
  const commands = [
    'link add vz602dummy type veth peer name vz602peer',
    `addr add ${ipv4}/32 dev vz602dummy`,
    `addr add ${ipv6}/128 dev vz602dummy nodad`,
    'link set vz602peer up',
    'link set vz602dummy up',
  ];
  execFileSync(IP, ['-batch', '-'], { input: commands.join('\n') });
}
