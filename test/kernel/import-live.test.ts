// Manifests written of what this kernel runs, and of what hands changed, planned against it: there is nothing to do.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importLive } from '../../reconciler/cli/commands/import-live.ts';
import { importOpenvz } from '../../reconciler/import/openvz.ts';
import { findDrift, sentence } from '../../reconciler/run/drift.ts';
import { observe } from '../../reconciler/run/observe.ts';
import { planNow } from '../../reconciler/run/reconcile.ts';
import { asCtid } from '../../schema/units.ts';
import { writeManifests } from '../../schema/write.ts';
import { INIT, limitFile, NUMPROC, plainNode, put } from '../helpers/real-host.ts';
import { useSite } from './own-site.ts';

const FULL = 61_411;
const BARE = 61_412;
const STOPPED = 61_413;
const OPENVZ = 61_414;

const full = {
  ctid: FULL,
  hostname: 'full.example.net',
  ips: ['10.210.4.11', 'fd00:210:4::11'],
  rate: { outgoing: '8Mbit', incoming: '12.5Mbit' },
  nameservers: ['9.9.9.9'],
  searchdomains: ['example.net'],
  cpulimit: 50.5,
  cpumask: '0',
  cpuunits: 2000,
  capabilities: { net_raw: false, checkpoint_restore: true },
  netfilter: 'disabled',
  sysctls: { 'net.core.somaxconn': 512, 'kernel.domainname': 'example.net' },
  mounts: [{ type: 'tmpfs', target: '/scratch', size: '3M', mode: '0700' }],
  oomAdjust: [{ command: 'sleep', adjust: 300 }],
  ubc: { numpty: 12, lockedpages: '1M', privvmpages: 65_536, shmpages: '2M', numsiginfo: 77, numfile: 1000 },
  stopTimeout: '2s',
};
const bare = { ctid: BARE };
const stopped = { ctid: STOPPED, state: 'stopped', diskspace: '48M' };

const site = useSite('import', /vzr-import-|\/vz\/6141[1-4]|veth6141/, async (opened) => {
  opened.declare({ full, bare, stopped });
  await opened.converge();
});

describe('what OpenVZ had', () => {
  test('is what the kernel keeps once it was imported and applied', async () => {
    const { dir, host, converge, plan } = site();
    const text = [
      ...[
        'PHYSPAGES="0:16384"',
        'SWAPPAGES="0:0"',
        'NUMPROC="60:60"',
        'LOCKEDPAGES="512"',
        'NUMPTY="5"',
        'NUMFILE="900"',
      ],
      ...[
        'CPUUNITS="2000"',
        'CPULIMIT="150"',
        'DISKSPACE="65536"',
        'IP_ADDRESS="10.210.4.14"',
        'HOSTNAME="old.example.net"',
      ],
      ...['CAPABILITY="NET_RAW:off"', 'KMEMSIZE="1M"', 'STOP_TIMEOUT="1"'],
    ].join('\n');
    const conf = { path: `${OPENVZ}.conf`, bytes: new TextEncoder().encode(text) };
    const { files, problems } = importOpenvz([conf], { template: 'tiny' });
    expect(problems.map(({ code }) => code)).toEqual(['VZR293']);
    for (const { name, drafts } of files) writeFileSync(join(dir, name), writeManifests(drafts));
    await converge();
    const observed = (await observe(host)).containers.get(asCtid(OPENVZ))?.state;
    expect(observed?.cgroup).toMatchObject({
      memory: { ram: 16_384 * 4096, swap: 0 },
      cpu: { units: 2000, limit: 150 },
      pids: { max: 60 },
    });
    expect(observed?.namespace).toMatchObject({
      hostname: 'old.example.net',
      capabilities: ['net_raw:off'],
      ubc: { lockedpages: 512 * 4096, numpty: 5, numfile: 900 },
    });
    expect(observed?.quota?.space).toEqual({ soft: 65_536 * 1024, hard: 65_536 * 1024 });
    expect(observed?.network?.addresses).toEqual(['10.210.4.14']);
    expect((await plan()).containers.map(({ action }) => action)).toEqual(['none', 'none', 'none', 'none']);
    for (const { name } of files) rmSync(join(dir, name));
    await converge({ yes: true });
  });
});

describe('drift on this host', () => {
  test('of limits becomes edits, after which there is nothing to correct', async () => {
    const { dir, host, plan } = site();
    const path = join(dir, 'all.yaml');
    const files = new Map([['all.yaml', readFileSync(path, 'utf8')]]);
    put(limitFile('pids', BARE, NUMPROC), '55');
    const desired = (await planNow(site().reconciler)).plan?.containers.flatMap((one) => one.desired ?? []) ?? [];
    const found = await findDrift(host, { node: hostname(), nodeSpec: plainNode, containers: desired }, files);
    expect(found.unsaid).toEqual([]);
    expect(found.drifts.map(({ container, changes }) => [container.name, changes.map(sentence)])).toEqual([
      ['bare', ['numproc 64 -> 55']],
    ]);
    writeFileSync(path, found.edited.get('all.yaml') ?? '');
    expect((await plan()).containers.map(({ action }) => action)).toEqual(['none', 'none', 'none']);
    put(limitFile('pids', BARE, NUMPROC), '64');
    writeFileSync(path, files.get('all.yaml') ?? '');
  });
});

describe('importing from this host', () => {
  test('writes all of a container, also what hands made of it, and plans to nothing', async () => {
    const { dir, host, plan } = site();
    put(limitFile('pids', FULL, NUMPROC), '99');
    const { files, problems } = await importLive(host, [], []);
    expect(problems).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual(['template-busybox.yaml', 'full.yaml', 'bare.yaml', 'stopped.yaml']);
    const text = files.find(({ name }) => name === 'full.yaml')?.text;
    for (const line of [
      '  numproc: 99',
      '  ips: [10.210.4.11, fd00:210:4::11]',
      '  rate: { outgoing: 8Mbit, incoming: 12.5Mbit }',
      '  cpulimit: 50.5',
      '  oomAdjust:',
    ])
      expect(text?.split('\n')).toContain(line);
    rmSync(join(dir, 'all.yaml'));
    for (const file of files) writeFileSync(join(dir, file.name), file.text);
    const found = await plan();
    expect(found.refusals).toEqual([]);
    expect(
      found.containers.map(({ name, action, changes, refusals }) => ({ name, action, changes, refusals })),
    ).toEqual(['full', 'bare', 'stopped'].map((name) => ({ name, action: 'none', changes: [], refusals: [] })));
  });

  test('of a stopped container writes that, and what is kept of it', async () => {
    const { files } = await importLive(site().host, [], ['stopped']);
    expect(files[1]?.text).toContain('  state: stopped\n  init: ');
    expect(files[1]?.text).toContain(INIT[2]);
    expect(files[1]?.text).toContain('  diskspace: 48M\n');
  });
});
