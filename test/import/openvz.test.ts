// OpenVZ's configuration as manifests: units to the page and the block, every parameter taken over or named.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { importOpenvz } from '../../reconciler/import/openvz.ts';
import { runnable } from '../../reconciler/plan/make.ts';
import { look, planFor, play } from '../contract/player.ts';
import { desire } from '../plan/builders.ts';
import { file, remarks, resolved, specOf, textsOf } from './rig.ts';

const conf = (text: string, path = '101.conf') => importOpenvz([file(path, text)]);
const page = 4096;
const MiB = 1024 ** 2;

const sample = (name: string) => {
  const text = readFileSync(join(import.meta.dirname, '../fixtures/openvz', `ve-${name}.conf-sample`), 'utf8');
  return importOpenvz([file(`ve-${name}.conf-sample`, text)], { ctid: 101 });
};

describe('samples of OpenVZ', () => {
  test('the basic one becomes the limits of a container without VSwap', () => {
    const imported = sample('basic');
    const [{ state, ubc } = {}] = resolved(imported);
    expect(state?.cgroup?.memory).toEqual({ ram: 'max', swap: 'max' });
    expect(state?.namespace?.ubc).toEqual({
      numpty: 16,
      numfile: 9312,
      numsiginfo: 256,
      lockedpages: 2048 * page,
      privvmpages: 65_536 * page,
      shmpages: 21_504 * page,
    });
    expect(ubc?.privvmpages).toEqual({ barrier: 65_536, limit: 69_632 });
    expect(state?.cgroup?.pids.max).toBe(240);
    expect(state?.cgroup?.sockets).toEqual({ tcp: 360, other: 360 });
    // 2.2G are 2306867 blocks of 1024 bytes, as vzctl cuts off.
    expect(state?.quota).toMatchObject({
      space: { soft: 2048 * MiB, hard: 2_306_867 * 1024 },
      inodes: { soft: 131_072, hard: 144_179 },
      grace: 0,
    });
    const dropped = imported.problems.filter(({ code }) => code === 'VZR293');
    expect(dropped.map(({ message }) => message.replace(/=.*/, ''))).toEqual([
      ...['KMEMSIZE', 'VMGUARPAGES', 'OOMGUARPAGES', 'NUMFLOCK', 'TCPSNDBUF', 'TCPRCVBUF', 'OTHERSOCKBUF'],
      ...['DGRAMRCVBUF', 'DCACHESIZE', 'AVNUMPROC', 'NUMIPTENT', 'NETFILTER'],
    ]);
  });

  test.each([
    ['vswap-256m', 256, 512],
    ['vswap-1g', 1024, 2048],
  ])('%s is that VSwap, and a host that has it plans to nothing', async (name, ram, swap) => {
    const imported = sample(name);
    const wanted = resolved(imported);
    expect(wanted[0]?.state.cgroup?.memory).toEqual({ ram: ram * MiB, swap: swap * MiB });
    const host = simulatedHost({ softLimits: true });
    await play(host, await planFor(host, desire(wanted)));
    expect(runnable(await planFor(host, desire(wanted)))).toEqual([]);
    const seen = [...(await look(host)).containers.values()][0]?.state;
    expect(seen?.cgroup?.memory).toEqual({ ram: ram * MiB, swap: swap * MiB });
    expect(seen?.quota?.space).toEqual({ soft: 2048 * MiB, hard: 2_306_867 * 1024 });
  });
});

describe('a parameter', () => {
  test.each([
    ['PHYSPAGES="0:65536"\nSWAPPAGES="0:0"', { vswap: { ram: '256M', swap: 0 } }],
    ['PHYSPAGES="512M"\nSWAPPAGES="131072p"', { vswap: { ram: '512M', swap: '512M' } }],
    ['LOCKEDPAGES="5000"', { ubc: { lockedpages: '20000K' } }],
    ['LOCKEDPAGES="4097B"', { ubc: { lockedpages: '4K' } }],
    ['NUMFILE="100:200"', { ubc: { numfile: '100:200' } }],
    ['NUMSIGINFO="9223372036854775807"', { ubc: { numsiginfo: 'unlimited' } }],
    ['DISKSPACE="1048576"', { diskspace: '1G' }],
    ['DISKSPACE="1048576:1153434"', { diskspace: '1G:1153434K' }],
    ['DISK_QUOTA="no"\nDISKSPACE="1G"', { diskspace: 'unlimited', diskinodes: 'unlimited' }],
    ['CPULIMIT="150"', { cpulimit: 150 }],
    ['CPULIMIT="50%"', { cpulimit: '50%' }],
    ['CPULIMIT="0"', {}],
    ['CPUMASK="0,2-5"', { cpumask: '0,2-5' }],
    ['CPUMASK="auto"\nNODEMASK="0"', { cpumask: 'auto', nodemask: '0' }],
    ['IOLIMIT="10485760"', { iolimit: '10M' }],
    ['IOLIMIT="10M"', { iolimit: '10M' }],
    ['IOPSLIMIT="100"', { iopslimit: 100 }],
    ['IP_ADDRESS="10.0.0.1 2001:DB8::1 10.0.0.1"', { ips: ['10.0.0.1', '2001:db8::1'] }],
    ['NETFILTER="disabled"', { netfilter: 'disabled' }],
    ['CAPABILITY="CHOWN:off  NET_ADMIN:on"', { capabilities: { chown: false } }],
    ['DEVNODES="net/tun:rw fuse:rw ttyS0:none"', { features: { tun: true, fuse: true } }],
    ['DEVICES="b:8:16:r c:10:200:rw"', { features: { tun: true }, devices: ['b:8:16:r'] }],
    ['VE_LAYOUT="ploop:expanded"\nDISKSPACE="1G:2G"', { layout: 'image', diskspace: '2G' }],
    ['STOP_TIMEOUT="0"', { stopTimeout: '2m' }],
    ['ONBOOT="no"', { state: 'stopped' }],
    ['SEARCHDOMAIN="a.example b.example"', { searchdomains: ['a.example', 'b.example'] }],
    ['RATE="eth0:1:8000"\nIP_ADDRESS="10.0.0.1"', { rate: '8000Kbit', ips: ['10.0.0.1'] }],
    [
      'NETIF="ifname=eth0,bridge=br0;ifname=eth1,mac=00:18:51:0A:0B:0C,mac_filter=off"',
      {
        netifs: [
          { name: 'eth0', bridge: 'br0' },
          { name: 'eth1', mac: '00:18:51:0a:0b:0c', macFilter: false },
        ],
      },
    ],
  ])('%s', (text, expected) => {
    const all = 'PHYSPAGES="0:64M"\nSWAPPAGES="0:64M"\nNUMPROC="9"\nDISKSPACE="2G"';
    const given = new Set(text.split('\n').map((line) => line.replace(/=.*/, '')));
    const rest = all.split('\n').filter((line) => !given.has(line.replace(/=.*/, '')));
    const imported = conf(`${text}\n${rest.join('\n')}\n`);
    const fill = { template: 'ct101', vswap: { ram: '64M', swap: '64M' }, numproc: 9, diskspace: '2G' };
    expect(specOf(imported)).toEqual({ ...fill, ...expected });
    resolved(imported);
  });

  test.each([
    ['KMEMSIZE="unlimited"', []],
    ['NUMFLOCK="200"', ['VZR293 NUMFLOCK="200": no kernel limits file locks of a container']],
    ['NUMPROC="many"', ['VZR295 NUMPROC="many": not barrier:limit in count, and vzctl ignores it as well']],
    ['CPUUNITS="3"', ['VZR294 CPUUNITS="3": cpuunits is 8 to 500000: 8 is written']],
    ['CPULIMIT="2000m"', ['VZR295 CPULIMIT="2000m": not percent, and vzctl ignores it as well']],
    ['IOLIMIT="4G"', ['VZR294 IOLIMIT="4G": vzctl keeps no more than 2147483647 bytes per second']],
    ['NAMESERVER="inherit"', ['VZR293 NAMESERVER="inherit": a manifest means the same on every host']],
    ['HOSTNAME="a_b"', ['VZR295 HOSTNAME="a_b": spec.hostname is not written: spec.hostname cannot be "a_b"']],
    [
      'IP_ADDRESS="127.0.0.1"',
      ['VZR295 IP_ADDRESS="127.0.0.1": "127.0.0.1" is a loopback address, which no container can own'],
    ],
    [
      'MEMINFO="pages:256"',
      ['VZR293 MEMINFO="pages:256": /proc/meminfo inside shows what spec.vswap gives where lxcfs runs'],
    ],
    ['WHATEVER="1"', ['VZR293 WHATEVER: vzctl has no such parameter, and neither has a manifest']],
    [
      'FEATURES="nfsd:on"',
      [
        'VZR293 FEATURES="nfsd:on": there is no feature nfsd to turn on or off: no vanilla kernel lets a user namespace mount or serve NFS',
      ],
    ],
  ])('%s is named where it is not the same here', (text, expected) => {
    const imported = conf(`${text}\nPHYSPAGES="0:64M"\nSWAPPAGES="0:64M"\nNUMPROC="9"\nDISKSPACE="2G"\n`);
    const own = imported.problems.filter(({ message }) => new RegExp(`^${text.replace(/=.*/, '')}[=:]`).test(message));
    expect(own.map(({ code, message }) => `${code} ${message}`)).toEqual(expected);
    for (const { message } of own)
      expect(textsOf(imported).at(-1)?.text.replaceAll('\n#   ', ' ')).toContain(message.slice(0, 60));
    resolved(imported);
  });
});

describe('the syntax', () => {
  test('is that of vzctl: the first of a name counts, quotes, comments, backslashes, and nothing is expanded', () => {
    const imported = conf(
      [
        '  export NUMPROC=10 # a comment',
        "NUMPTY='5'",
        'DESCRIPTION="$(touch /tmp/x) `id` \\"quoted\\" # no comment" tail',
        'NUMPROC="20"',
        'IPTENTRIES="30"',
        'no equals sign',
        'CPUUNITS="unclosed',
        'ÄÖ="1"',
        '\r',
      ].join('\r\n'),
    );
    expect(specOf(imported)).toMatchObject({ numproc: 10, ubc: { numpty: 5 } });
    const [{ annotations } = { annotations: undefined }] = resolved(imported);
    expect(annotations).toEqual({ description: '$(touch /tmp/x) `id` "quoted" # no comment' });
    expect(remarks(imported).filter((text) => text.startsWith('VZR292'))).toEqual([
      'VZR292 NUMPROC is there already on line 1',
      'VZR292 the line is no NAME=value',
      'VZR292 the value of CPUUNITS has no closing quote',
      'VZR292 what stands before = is not the name of a parameter',
    ]);
    expect(remarks(imported)).toContain('VZR293 NUMIPTENT="30": no kernel limits packet filter rules of a container');
  });
});

describe('what may be a secret', () => {
  test('is only named', () => {
    const imported = conf(
      'NUMPROC="9"\nUSERPW="root:hunter2"\nUSERPW="root:hunter2"\nroot:hunter2\nroot:hunter2="1"\n',
    );
    expect(remarks(imported)).toContain('VZR293 USERPW: vzctl has no such parameter, and neither has a manifest');
    expect(JSON.stringify([imported.problems, textsOf(imported)])).not.toContain('hunter2');
  });

  test('in a file of something else makes no container', () => {
    const imported = conf('USERPW="root:hunter2"\n');
    expect(imported.files).toEqual([]);
    expect(imported.problems).toMatchObject([{ code: 'VZR299', severity: 'error', hint: expect.any(String) }]);
    expect(JSON.stringify(imported.problems)).not.toContain('hunter2');
  });
});

describe('several files', () => {
  const vz = file(
    'vz.conf',
    'VIRTUOZZO=yes\nLOCKDIR=/vz/lock\nDEF_OSTEMPLATE="centos-6-x86"\nCPUUNITS=500\nVE_LAYOUT=simfs\n',
  );
  const own = (ctid: number, text = '') => file(`/etc/vz/conf/${ctid}.conf`, `NUMPROC="9"\nDISKSPACE="1G"\n${text}`);

  test('inherit what vz.conf says, which is named once', () => {
    const imported = importOpenvz([own(101), own(102, 'CPUUNITS="2000"\nNAME="web"\n'), vz]);
    expect(textsOf(imported).map(({ name }) => name)).toEqual(['template-centos-6-x86.yaml', 'ct101.yaml', 'web.yaml']);
    expect(resolved(imported).map(({ state }) => state.cgroup?.cpu.units)).toEqual([500, 2000]);
    const inherited = imported.problems.filter(({ origin }) => origin.path === 'vz.conf');
    expect(inherited.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'VZR293 of the host and its tools, and nothing here: VIRTUOZZO, LOCKDIR',
      'VZR294 VE_LAYOUT="simfs": simfs is overlay or btrfs here, as the pool of the node has it',
    ]);
  });

  test('give no two containers one name, and take a template that there is', () => {
    const imported = importOpenvz([own(101, 'NAME="web"'), own(102, 'NAME="WEB"')], { template: 'tiny' });
    expect(textsOf(imported).map(({ name }) => name)).toEqual(['web.yaml', 'web-2.yaml']);
    expect(textsOf(imported)[0]?.text).toContain('  template: tiny\n');
  });

  test('need a ctid each', () => {
    const imported = importOpenvz([own(50), file('sample.conf', 'NUMPROC="9"')]);
    expect(imported.files).toEqual([]);
    expect(imported.problems.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ['VZR296', 'error', 'the ctid 50 is one of those that OpenVZ kept for itself'],
      ['VZR296', 'error', 'the name of the file has no ctid, and no VEID is in it'],
    ]);
    expect(importOpenvz([file('sample.conf', 'VEID="777"')]).files.map(({ name }) => name)).toContain('ct777.yaml');
  });
});
