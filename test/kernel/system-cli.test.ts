// Commands as people give them on a host: on terminals, and where there can be no containers.

import { mkdtempSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isSlow, sample } from '../helpers/pace.ts';
import { onTerminal, shell, vz, vzLine } from '../helpers/program.ts';
import { pidsOfGroups } from '../helpers/real-host.ts';
import { missingTools } from '../helpers/tools.ts';
import { openProgramSite, type ProgramSite } from './program-site.ts';

const reason = missingTools();
const LONG_MAX = '9223372036854775807';
const A = 61_271;
const a = { ctid: A, ips: ['10.210.2.71'] };
let site: ProgramSite;

beforeAll(() => {
  if (reason === undefined) site = openProgramSite('cli', /vzr-cli|\b6127\d\b|veth6127/);
});
afterAll(() => site?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

test('doctor says that a chroot can have no containers', () => {
  const place = mkdtempSync(join(tmpdir(), 'vzr-chroot-'));
  try {
    const doctor = vzLine('doctor', '--root', '/var/lib/vzr-chroot');
    const script = `mount --rbind / ${place} && chroot ${place} ${doctor}; echo "status $?"`;
    const said = shell(`unshare -m sh -c '${script.replaceAll("'", "'\\''")}'`);
    expect(said).toMatch(/MISSING +namespaces +a process in new namespaces: clone3\(.*\): EPERM/);
    expect(said).toMatch(/hint: namespaces: not possible in a chroot/);
    expect(said).toMatch(/needed thing(s are| is) missing\.\nstatus 1$/);
  } finally {
    rmdirSync(place);
  }
});

describe('a command on a terminal', () => {
  beforeAll(() => {
    if (reason !== undefined) return;
    site.declare({ a });
    expect(site.once()).toMatchObject({ code: 0, err: '' });
  });

  test('has been brought up, and a dry run says so', () => {
    const ended = vz('--dry-run', '--detailed-exitcode', ...site.at);
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('No changes.') });
  });

  test('compact says where there is nothing to compact', () => {
    const ended = vz('compact', 'a', '--root', site.root.path);
    expect(ended).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^a: nothing to compact: in a /) });
  });

  test('without a limit that nothing keeps is told of by status, also after a single pass', () => {
    const at = ['--root', site.root.path];
    expect(vz('status', ...at).out).toMatch(/\nLast pass: \S+ {2}\S+/);
    site.declare({ a: { ...a, diskspace: '1G:2G', ubc: { numflock: 188, numpty: 16, lockedpages: 256 } } });
    expect(site.once()).toMatchObject({ code: 1, out: expect.stringMatching(/VZR630[\s\S]*VZR652/) });
    expect(site.once('--allow-unenforced', 'numflock,diskspace')).toMatchObject({ code: 0, err: '' });
    expect(vz('status', ...at).out).toMatch(/not enforced: diskspace, numflock|not enforced: numflock, diskspace/);
    const { containers } = JSON.parse(vz('ubc', 'a', '-o', 'json', ...at).out);
    expect(containers).toMatchObject([
      { ctid: A, counters: { numpty: { held: 0, limit: 16 }, numproc: { failcnt: 0 } } },
    ]);
    const rows = vz('ubc', 'a', ...at)
      .out.split('\n')
      .map((line) => line.trim().split(/\s+/));
    const row = (name: string): readonly string[] => rows.find((cells) => cells.includes(name))?.slice(-4) ?? [];
    expect(row('numpty')).toEqual(['0', '16', '16', '0']);
    expect(row('lockedpages').slice(1)).toEqual(['256', '256', '0']);
    expect(row('oomguarpages').slice(1)).toEqual(['0', LONG_MAX, '0']);
    const limits = vz('explain', 'a', '--limits', ...site.at).out;
    expect(limits.split('\n')[0]).toMatch(/^LIMIT +ASKED +KEPT BY +KERNEL SAYS +FORCE +NOTE$/);
    expect(limits).toMatch(/\nnumpty +16 +devpts max= +16 +enforced/);
    expect(limits).toMatch(/\nnumflock +188 +- +- +accounted only +no kernel limits file locks/);
  });

  test('that hit a limit is told of by the next pass, and beancounters can be watched', (ctx) => {
    if (isSlow)
      ctx.skip('programs take five seconds to start here, and the kernel has no part in it: the host shows it');
    const at = ['--root', site.root.path];
    const forks = 'i=0; while [ $i -lt 80 ]; do sleep 3 & i=$((i + 1)); done';
    expect(vz('exec', ...at, 'a', '--', 'sh', '-c', forks).err).toMatch(/fork/);
    const { hits } = JSON.parse(site.once('--allow-unenforced', 'numflock,diskspace', '-o', 'json').out);
    const origin = { path: 'all.yaml', line: expect.any(Number), col: expect.any(Number) };
    expect(hits).toMatchObject([{ ctid: A, name: 'a', counter: 'numproc', by: expect.any(Number), origin }]);
    // Whoever reads no more of it ends it.
    const looks = shell(`${vzLine('ubc', 'a', '--watch', '-o', 'json', ...at)} | head -n 2`)
      .trim()
      .split('\n');
    expect(looks.map((look) => JSON.parse(look).containers[0].ctid)).toEqual([A, A]);
  });

  test('shows what it writes, as it writes it', async () => {
    const exec = (...argv: string[]): string => vzLine('exec', '--root', site.root.path, 'a', '--', ...argv);
    expect(await onTerminal(exec('sh', '-c', 'echo one; exit 3'))).toEqual([3, 'one\r\n']);
    // Full-screen programs turn the conversion off and move the cursor themselves.
    expect(await onTerminal(exec('sh', '-c', 'stty -opost; printf "one\\ntwo"'))).toEqual([0, 'one\ntwo']);
    // Afterwards, and when there is something to say, the terminal is as it was.
    expect(await onTerminal(`${exec('true')}; stty`)).toEqual(await onTerminal('stty'));
    expect(await onTerminal(exec('/no/such'))).toEqual([127, 'error: a: /no/such: command not found\r\n']);
  });

  const redirections: readonly (readonly [string, string, string])[] = [
    // redirection, which streams are a terminal for the command, what the terminal shows
    ['', '012', 'out\r\nerr\r\n'],
    ['< FILE', '12', 'out\r\nerr\r\n'],
    ['> FILE', '2', 'err\r\n'],
    ['2> FILE', '01', 'out\r\n'],
    ['< /dev/null 2> FILE', '1', 'out\r\n'],
    ['> FILE 2>&1', '', ''],
  ];
  test.each(sample(redirections, 2))(
    'run with %j leaves nothing behind that holds a terminal of the host',
    async (redirection, terminals, shown) => {
      const file = join(site.root.path, 'redirected');
      writeFileSync(file, '');
      const ask =
        't=; for fd in 0 1 2; do [ ! -t $fd ] || t=$t$fd; done; printf "$t" > /root/terminals; echo out; echo err >&2';
      const leave = 'exec 3<&0 4>&1 5>&2; trap "" HUP; sleep 77 < /dev/null > /dev/null 2>&1 &';
      const line = vzLine('exec', '--root', site.root.path, 'a', '--', 'sh', '-c', `${ask}; ${leave}`);
      expect(await onTerminal(`${line} ${redirection.replace('FILE', file)}`)).toEqual([0, shown]);
      expect(readFileSync(`${site.root.path}/pool/private/${A}/upper/root/terminals`, 'utf8')).toBe(terminals);
      const left = pidsOfGroups(A).filter(
        (pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8') === 'sleep\u000077\u0000',
      );
      expect(left).toHaveLength(1);
      const { dev } = statSync('/dev/pts');
      const held = ['3', '4', '5'].map((fd) => statSync(`/proc/${left[0]}/fd/${fd}`).dev);
      expect(held).not.toContain(dev);
      for (const pid of left) process.kill(pid, 'SIGKILL');
    },
  );
});
