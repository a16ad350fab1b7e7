// Every parameter of vzctl and of Virtuozzo's that is no field here: refused with what to write instead, not with a list of fields.

import { expect, test } from 'vitest';
import { loadManifests } from '../../schema/load.ts';
import { hintOf } from '../../schema/openvz-words.ts';
import { bytesOf, container, template } from './marked.ts';

/** The hints of a container's problems. */
function hints(spec: string, metadata?: string): readonly (string | undefined)[] {
  const texts = [container(spec, metadata), template];
  const { problems } = loadManifests(texts.map((text, i) => ({ path: `${i}.yaml`, bytes: bytesOf(text) })));
  return problems.map(({ hint }) => hint);
}

/** Keys of /etc/vz/conf and flags of `vzctl set` and `create` (vzctl.8 of 4.11; of Virtuozzo 7 to 9, the last two rows). */
const parameters = [
  ...[
    'onboot',
    'bootorder',
    'root',
    'private',
    'VE_ROOT',
    'VE_PRIVATE',
    'mount_opts',
    'disabled',
    'name',
    'description',
  ],
  ...[
    'ostemplate',
    'stop-timeout',
    'userpasswd',
    'local_uid',
    'local_gid',
    'ORIGIN_SAMPLE',
    'VE_LAYOUT',
    'VEID',
    'config',
  ],
  ...['ipadd', 'ip', 'ipdel', 'IP_ADDRESS', 'nameserver', 'searchdomain', 'netif_add', 'netif_del', 'NETIF', 'ifname'],
  ...[
    'mac',
    'host_ifname',
    'host_mac',
    'bridge',
    'mac_filter',
    'netdev_add',
    'netdev_del',
    'NETDEV',
    'iptables',
    'IPV6',
  ],
  ...['cpuweight', 'CPUUWEIGHT', 'vm_overcommit', 'meminfo', 'avnumproc', 'ram', 'swap', 'PHYSPAGES', 'SWAPPAGES'],
  ...['kmemsize', 'lockedpages', 'privvmpages', 'shmpages', 'vmguarpages', 'oomguarpages', 'numtcpsock', 'numflock'],
  ...['numpty', 'numsiginfo', 'tcpsndbuf', 'tcprcvbuf', 'othersockbuf', 'dgramrcvbuf', 'numothersock', 'dcachesize'],
  ...['numfile', 'numiptent', 'DCACHE', 'IPTENTRIES', 'diskquota', 'DISK_QUOTA', 'offline-resize', 'offline'],
  ...['capability', 'devnodes', 'pci_add', 'pci_del', 'DISKSPACE', 'disk_inodes', 'IO_LIMIT', 'cpu-mask', 'NUMPROC'],
  ...['ratebound', 'bindmount', 'bindmount_add', 'bindmount_del', 'ext_ipadd', 'gw', 'gw6', 'dhcp', 'dhcp6', 'network'],
  ...['oom-groups', 'configure', 'numnetif', 'pagecache-isolation', 'jquota', 'ha_enable', 'ha_prio', 'distribution'],
];

test.each(parameters)('%s is told what to write instead', (name) => {
  const [hint = '', ...more] = hints(`${name}: x`);
  expect(more).toEqual([]);
  expect(hint).toMatch(/^(did you mean |remove the line; |write |take |set it |the container |no kernel )/);
  expect(hint).not.toContain('possible here');
});

test('none of them is what the nearest word would have made of it', () => {
  expect(hints('avnumproc: 1')).toEqual([expect.stringContaining('limited nothing')]);
  expect(hints('ram: 1G')).toEqual(['did you mean spec.vswap.ram?']);
  expect(hints('name: web')).toEqual(['did you mean metadata.name?']);
  expect(hints('jquota: true')).toEqual([expect.stringContaining('journal')]);
  expect(hints('VM-OverCommit: 1')).toEqual(['did you mean vmOvercommit?']);
  expect(hints('diskspac: 1G')).toEqual(['did you mean diskspace?']);
  expect(hints('gww: 1')).toEqual([expect.stringMatching(/^possible here: .*template/)]);
});

test('they are known in every mapping of a container', () => {
  expect(hints('ubc: {ram: 1G}')).toEqual(['did you mean spec.vswap.ram?']);
  expect(hints('ubc: {DCACHE: 1}')).toEqual(['did you mean spec.ubc.dcachesize?']);
  expect(hints('ubc: {avnumproc: 1}')).toEqual([expect.stringContaining('limited nothing')]);
  expect(hints('ubc: {NUM_PTY: 1}')).toEqual(['did you mean numpty?']);
  expect(hints('vswap: {memory: 1G}')).toEqual(['did you mean spec.vswap.ram?']);
  expect(hints('vswap: {vm_overcommit: 1}')).toEqual(['did you mean spec.vmOvercommit?']);
  expect(hints('features: {nestng: true}')).toEqual(['did you mean nesting?']);
  expect(hints('', 'name: web, ctid: 101, description: a')).toEqual(['write it below metadata.annotations']);
  expect(hints('netifs: [{name: eth0, rate: 10Mbit}]')).toEqual([expect.stringContaining('spec.rate')]);
  expect(hints('netifs: [{name: eth0, ifname: eth0}]')).toEqual(['did you mean name?']);
  expect(hints('netifs: [{name: eth0, MAC_FILTER: off}]')).toEqual(['did you mean macFilter?']);
  for (const name of ['gw', 'gw6', 'dhcp', 'dhcp6', 'configure', 'ipadd'])
    expect(hints(`netifs: [{name: eth0, ${name}: x}]`)).toEqual([expect.stringContaining('sets the device up itself')]);
  expect(hints('netifs: [{name: eth0, host_ifname: veth1}]')).toEqual([expect.stringContaining('on the host')]);
});

test('a number without a unit is what OpenVZ takes it for, where that is likely', () => {
  expect(hints('diskspace: 2097152')).toEqual(["OpenVZ's is kilobytes: write 2097152K"]);
  expect(hints('diskspace: "2097152:2306867"')).toEqual(["OpenVZ's is kilobytes: write 2097152K"]);
  expect(hints('vswap: {ram: 536870912}')).toEqual(["OpenVZ's is bytes: write 536870912B"]);
  expect(hints('vswap: {ram: 512}')).toEqual(['write 512M, 512MiB (binary) or 512MB (decimal)']);
});

test('every field that a hint names is one', () => {
  const named = parameters.flatMap(
    (name) => /^did you mean spec\.([\w.]+)\?/.exec(hintOf(name, false) ?? '')?.[1] ?? [],
  );
  expect(named.length).toBeGreaterThan(40);
  for (const field of named) {
    const steps = field.split('.');
    const value = steps.reduceRight((inner, step) => `{${step}: ${inner}}`, '[[]]');
    // Of a wrong type, but not unknown.
    const texts = [container(value.slice(1, -1)), template];
    const { problems } = loadManifests(texts.map((text, i) => ({ path: `${i}.yaml`, bytes: bytesOf(text) })));
    expect(
      problems.filter(({ code }) => code === 'VZR101'),
      field,
    ).toEqual([]);
  }
});
