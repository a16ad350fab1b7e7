// Every kind of bad input gives its own code at the exact place, and nothing else.

import { describe, expect, test } from 'vitest';
import { problemForKind } from '../../schema/decode.ts';
import { loadManifests } from '../../schema/load.ts';
import { bytesOf, container, marked, node, spanOf, template, templateOf } from './marked.ts';

/** Problems of one marked file beside a valid template. */
function check(input: string): {
  readonly found: string[];
  readonly expected: readonly string[];
  readonly codes: string[];
} {
  const { text, spans } = marked(input);
  const { problems } = loadManifests([
    { path: 'bad.yaml', bytes: bytesOf(text) },
    { path: 'tiny.yaml', bytes: bytesOf(template) },
  ]);
  expect(problems.every(({ origin }) => origin.path === 'bad.yaml')).toBe(true);
  return { found: problems.map(spanOf), expected: spans, codes: problems.map(({ code }) => code) };
}

/** Problems of a file beside a valid template. */
const alone = (bytes: Uint8Array) =>
  loadManifests([
    { path: 'a.yaml', bytes },
    { path: 'tiny.yaml', bytes: bytesOf(template) },
  ]).problems;

const shapes: readonly [name: string, code: string, input: string][] = [
  ['an unknown field', 'VZR101', container('«cpumsk»: 0-3')],
  ['an unknown field in a mapping', 'VZR101', container('vswap: {ram: 1G, «swpa»: 1G}')],
  ['an OpenVZ parameter that there is no field for', 'VZR101', container('«onboot»: true')],
  ['a merge key', 'VZR101', container('vswap: {«<<»: {ram: 1G}}')],
  ['an x- field', 'VZR101', `«x-mine»: 1\n${container('')}`],
  ['a missing ctid', 'VZR102', container('', 'name: web').replace('metadata', '«metadata»')],
  ['a missing kind', 'VZR102', '«apiVersion: vzreconcile/v1alpha1»\n'],
  ['a missing template', 'VZR102', container('state: running').replace('spec:\n  template: tiny', '«spec»:')],
  ['a list where text belongs', 'VZR103', container('hostname: «[a]»')],
  ['text where a list belongs', 'VZR103', container('ips: «10.0.0.1»')],
  ['nothing where a size belongs', 'VZR201', container('vswap: {«ram»: }')],
  ['nothing where a list belongs', 'VZR103', container('«ips»:')],
  ['a quoted number', 'VZR103', container('cpuunits: «"1000"»')],
  ['a number for a name', 'VZR103', container('', 'name: «5», ctid: 101')],
  ['a wrong state', 'VZR104', container('state: «runing»')],
  ["OpenVZ's word for a layout", 'VZR104', container('layout: «ploop»')],
  ['a field that does not exist', 'VZR280', container('reconcile: {fields: {«rma»: warn}}')],
  ['two probes', 'VZR281', container('health: «{tcp: {port: 1}, http: {port: 2}}»')],
  ['no probe', 'VZR281', container('health: «{interval: 1}»')],
  ['a probe of a name', 'VZR282', container('health: {tcp: {port: 1, host: «db.example.org»}}')],
  ['a probe without pause', 'VZR206', container('health: {tcp: {port: 1}, interval: «0»}')],
  [
    'a path that would end the request',
    'VZR106',
    container('health: {http: {port: 1, path: «"/ HTTP/1.1\\r\\nX: y"»}}'),
  ],
  ['a batch of nobody', 'VZR283', node('rollout: {batch: «0»}')],
  ['a mode of drift that does not exist', 'VZR104', container('reconcile: {fields: {ram: «wran»}}')],
  ['a ctid below 101', 'VZR105', container('', 'name: web, ctid: «100»')],
  ['cpuunits out of range', 'VZR105', container('cpuunits: «7»')],
  ['a name with an underscore', 'VZR106', container('', 'name: «a_b», ctid: 101')],
  ['a name of digits alone', 'VZR106', container('', 'name: «"123"», ctid: 101')],
  ['a name of 64 characters', 'VZR106', container('', `name: «${'a'.repeat(64)}», ctid: 101`)],
  ['a label key with a space', 'VZR106', container('', 'name: web, ctid: 101, labels: {«"a b"»: c}')],
  ['a relative init', 'VZR106', container('init: «[sbin/init]»')],
  ['an empty init', 'VZR107', container('init: «[]»')],
  ['an empty list of nodes', 'VZR107', container('node: «[]»')],
  ['two sources', 'VZR108', templateOf('«source»: {busybox: {}, directory: a}')],
  ['no source', 'VZR108', templateOf('«source»: {}')],
  [
    'a tarball with path and url',
    'VZR108',
    templateOf(`source: {«tarball»: {path: /a, url: https://a/b, sha256: ${'a'.repeat(64)}}}`),
  ],
  ['another apiVersion', 'VZR109', container('').replace('vzreconcile/v1alpha1', '«v1»')],
  ['an unknown kind', 'VZR110', container('').replace('Container', '«Contaner»')],
  ['a status', 'VZR111', `${container('')}«status»: {state: running}\n`],
];

const values: readonly [name: string, code: string, input: string][] = [
  ['a bad unit', 'VZR201', container('diskspace: «2X»')],
  ['a size in pages', 'VZR201', container('vswap: {ram: «65536P»}')],
  ['no memory at all', 'VZR201', container('vswap: {ram: «0»}')],
  ['a size beyond 8 PiB', 'VZR201', container('diskspace: «9000T»')],
  ['unlimited where it is not possible', 'VZR201', node('pool: {size: «unlimited»}')],
  ['a pool that no file system fits in', 'VZR201', node('pool: {size: «46079K»}')],
  ['a size without unit', 'VZR202', container('vswap: {ram: «512»}')],
  ['a quoted size without unit', 'VZR202', container('diskspace: «"2048"»')],
  ['a soft limit above the hard one', 'VZR203', container('diskspace: «3G:2G»')],
  ['three limits', 'VZR203', container('diskinodes: «1:2:3»')],
  ['a backward CPU range', 'VZR204', container('cpumask: «3-1»')],
  ['a CPU beyond the mask', 'VZR204', container('cpumask: «4096»')],
  ['a CPU list with a stray comma', 'VZR204', container('cpumask: «"0,,1"»')],
  ['a guarantee of more than all', 'VZR237', container('memguarantee: «101%»')],
  ['a guarantee above ram', 'VZR238', container('vswap: {ram: 64M}\nmemguarantee: «65M»')],
  ['a guarantee above the usual ram', 'VZR238', container('memguarantee: «257M»')],
  ['percent of unlimited ram', 'VZR238', container('vswap: {ram: unlimited}\nmemguarantee: «50%»')],
  ['a disk priority above the highest', 'VZR105', container('ioprio: «8»')],
  ['a backward range of nodes', 'VZR235', container('nodemask: «3-1»')],
  ['a node beyond any kernel', 'VZR235', container('nodemask: «1024»')],
  ['nodes that are to follow something', 'VZR235', container('nodemask: «auto»')],
  ['CPUs of no nodes', 'VZR236', container('cpumask: «auto»')],
  ['a CPU limit above the machine', 'VZR205', container('cpulimit: «150%»')],
  ['a negative CPU limit', 'VZR205', container('cpulimit: «-5»')],
  ['an infinite CPU limit', 'VZR205', container('cpulimit: «.inf»')],
  ['a speed without a unit', 'VZR202', container('iolimit: «10»')],
  ['a negative number of operations', 'VZR105', container('iopslimit: «-1»')],
  ['one and a half processors', 'VZR103', container('cpus: «1.5»')],
  ['a duration of a week', 'VZR206', container('stopTimeout: «168h»')],
  ['an empty duration', 'VZR206', container('stopTimeout: «""»')],
  ['a beancounter that is none', 'VZR214', container('ubc: {kmemsize: «lots»}')],
  ['a beancounter of three parts', 'VZR214', container('ubc: {numpty: «"1:2:3"»}')],
  ['a count with a unit', 'VZR215', container('ubc: {numpty: «16K»}')],
  ['half a page', 'VZR215', container('ubc: {privvmpages: «1.5»}')],
  ['a barrier above its limit', 'VZR216', container('ubc: {numflock: «"206:188"»}')],
  ['a limit said twice', 'VZR217', container('vswap: {ram: 1G}\nubc: {«physpages»: "0:512M"}')],
  ['terminals without end', 'VZR219', container('ubc: {numpty: «unlimited»}')],
  ['files without end', 'VZR219', container('ubc: {numfile: «"unlimited:unlimited"»}')],
  ['too few files for an init', 'VZR219', container('ubc: {numfile: «0»}')],
  ['too little memory for an init', 'VZR219', container('ubc: {privvmpages: «"63:unlimited"»}')],
  ['no shared memory at all', 'VZR219', container('ubc: {shmpages: «0»}')],
  ['no process at all', 'VZR219', container('ubc: {numproc: «0»}')],
  ['no page at all', 'VZR219', container('ubc: {physpages: «"0:0"»}')],
  ['next to nothing of ram and swap', 'VZR219', container('vmOvercommit: «0.0001»')],
  ['a factor that nothing is derived by', 'VZR248', container('vmOvercommit: «1.5»\nubc: {privvmpages: 1G}')],
  ['a factor of unlimited ram', 'VZR248', container('vmOvercommit: «2»\nvswap: {ram: unlimited}')],
  ['a factor of unlimited swap', 'VZR248', container('vmOvercommit: «2»\nubc: {swappages: "0:unlimited"}')],
  ['a barrier that nothing looks at', 'VZR249', container('ubc: {physpages: «"100:65536"»}')],
  ['a barrier in place of a limit', 'VZR249', container('ubc: {swappages: «"65536:unlimited"»}')],
  ['a guarantee with a limit', 'VZR218', container('ubc: {vmguarpages: «"33792:69632"»}')],
  ['megahertz', 'VZR205', container('cpulimit: «2400m»')],
  ['no processors at all', 'VZR105', container('cpus: «0»')],
  ['the name servers of the host', 'VZR250', container('nameservers: «inherit»')],
  ['the domains of the host, in a list', 'VZR250', container('searchdomains: [a.example, «inherit»]')],
  ['two limits of shared memory', 'VZR227', container('ubc: {shmpages: 64M}\nsysctls: {«kernel.shmall»: 4096}')],
  ['a quoted count', 'VZR207', container('numproc: «"100"»')],
  ['a count of zero', 'VZR207', container('numproc: «0»')],
  ['an address with a prefix', 'VZR208', container('ips: [«10.0.0.1/24»]')],
  ['an address that is none', 'VZR208', container('nameservers: [«10.0.0.256»]')],
  ['a loopback address', 'VZR209', container('ips: [«127.0.0.1»]')],
  ['an IPv4-mapped address', 'VZR209', container('ips: [«"::ffff:10.0.0.1"»]')],
  ['a network with host bits', 'VZR210', node('addressPools: [«10.0.0.1/24»]')],
  ['a mount option that is none', 'VZR230', container('mountOpts: «data=fast»')],
  ['a mount option twice', 'VZR230', container('mountOpts: «barrier,nobarrier»')],
  ['a quota for a name', 'VZR106', container('quotaugidlimit: 1\nquotas: {users: {«www»: {space: 1G}}}')],
  ['a quota of nothing', 'VZR231', container('quotaugidlimit: 1\nquotas: {users: {33: «{space: 0:1G}»}}')],
  ['more quotas than may be', 'VZR232', container('quotaugidlimit: 1\n«quotas»: {users: {33: {}}, groups: {33: {}}}')],
  ['a quota without a unit', 'VZR202', container('quotaugidlimit: 1\nquotas: {groups: {33: «{space: "5"}»}}')],
  ['an unknown signal', 'VZR211', templateOf('source: {busybox: {}}\nhaltSignal: «SIGFOO»')],
  ['a signal that cannot ask', 'VZR211', templateOf('source: {busybox: {}}\nhaltSignal: «SIGKILL»')],
  ['a capability that is none', 'VZR239', container('capabilities: {chwon: «true»}')],
  ['a capability in the words of C', 'VZR239', container('capabilities: {CAP_CHOWN: «true»}')],
  ['a capability of the OpenVZ kernel', 'VZR239', container('capabilities: {ve_admin: «on»}')],
  ['a capability that is neither on nor off', 'VZR103', container('capabilities: {chown: «1»}')],
  ['a capability no container can have', 'VZR240', container('capabilities: {sys_module: «on»}')],
  ['a bridge, which is nothing to turn off', 'VZR244', container('features: {bridge: «false»}')],
  ['a tunnel, which is nothing to turn on', 'VZR244', container('features: {ipgre: «true»}')],
  ['NFS, which no container mounts', 'VZR244', container('features: {nfs: «true»}')],
  ["OpenVZ's sysfs, which every container has", 'VZR244', container('features: {SYSFS: «on»}')],
  ['the clock, which no container can have', 'VZR244', container('features: {time: «on»}')],
  ['a feature that is neither on nor off', 'VZR103', container('features: {fuse: «yes»}')],
  ['a MAC filter that is neither on nor off', 'VZR223', container('netifs: [{name: eth0, macFilter: «1»}]')],
  ['a bind without a source', 'VZR245', container('mounts: [«{type: bind, target: /a}»]')],
  ['a tmpfs without a size', 'VZR245', container('mounts: [«{type: tmpfs, target: /a}»]')],
  ['a tmpfs with a source', 'VZR245', container('mounts: [{type: tmpfs, target: /a, size: 1M, «source»: /b}]')],
  ['a size of nothing', 'VZR201', container('mounts: [{type: tmpfs, target: /a, size: «"0"»}]')],
  ['a mode that is none', 'VZR106', container('mounts: [{type: tmpfs, target: /a, size: 1M, mode: «"888"»}]')],
  ['a mode without quotes', 'VZR103', container('mounts: [{type: tmpfs, target: /a, size: 1M, mode: «755»}]')],
  ['a relative target', 'VZR246', container('mounts: [{type: tmpfs, target: «a», size: 1M}]')],
  ['a target that climbs', 'VZR246', container('mounts: [{type: tmpfs, target: «/a/../b», size: 1M}]')],
  ['a target in /proc', 'VZR246', container('mounts: [{type: tmpfs, target: «/proc/sys», size: 1M}]')],
  ['the root as a target', 'VZR246', container('mounts: [{type: tmpfs, target: «/», size: 1M}]')],
  ['the root as a source', 'VZR246', container('mounts: [{type: bind, source: «/», target: /a}]')],
  [
    'one target twice',
    'VZR247',
    container('mounts: [{type: tmpfs, target: /a, size: 1M}, {type: tmpfs, target: «/a», size: 1M}]'),
  ],
  [
    'a mount in a mount',
    'VZR247',
    container('mounts: [{type: tmpfs, target: «/a/b», size: 1M}, {type: tmpfs, target: /a, size: 1M}]'),
  ],
  ['an export without a server', 'VZR233', container('mounts: [{type: nfs, source: «/srv», target: /a}]')],
  ['an export that climbs', 'VZR233', container('mounts: [{type: nfs, source: «"a:/b/../c"», target: /a}]')],
  ['a server with a space', 'VZR233', container('mounts: [{type: nfs, source: «"a b:/c"», target: /a}]')],
  ['an export in /etc', 'VZR233', container('mounts: [{type: nfs, source: "a:/b", target: «/etc/x»}]')],
  ['an option of no NFS', 'VZR234', container('mounts: [{type: nfs, source: "a:/b", target: /a, options: «suid»}]')],
  ['NFS version 3', 'VZR234', container('mounts: [{type: nfs, source: "a:/b", target: /a, options: «vers=3»}]')],
  [
    'two ways to wait',
    'VZR234',
    container('mounts: [{type: nfs, source: "a:/b", target: /a, options: «"hard,soft"»}]'),
  ],
  ['an NFS with a size', 'VZR245', container('mounts: [{type: nfs, source: "a:/b", target: /a, «size»: 1M}]')],
  ['a setting of the whole host', 'VZR241', container('sysctls: {kernel.panic: «1»}')],
  ['a setting another field is for', 'VZR241', container('sysctls: {kernel.hostname: «a»}')],
  ['a setting that is no name', 'VZR241', container('sysctls: {"net.ipv4..x": «1»}')],
  ['a setting with a way out', 'VZR241', container('sysctls: {"net.ipv4/../../x": «1»}')],
  ['a setting of a device to come', 'VZR242', container('sysctls: {net.ipv4.conf.eth0.forwarding: «1»}')],
  ['a setting in octal', 'VZR243', container('sysctls: {net.ipv4.ip_forward: «"01"»}')],
  ['a key in octal', 'VZR243', container('sysctls: {net.ipv4.tcp_fastopen_key: «"0123"»}')],
  ['a setting of two lines', 'VZR243', container('sysctls: {net.ipv4.ip_forward: «"1\\n2"»}')],
  ['a setting that is a list', 'VZR243', container('sysctls: {net.ipv4.ip_forward: «[1]»}')],
  ['an adjustment that is a word', 'VZR225', container('oomAdjust: «never»')],
  ['an adjustment that is too large', 'VZR105', container('oomAdjust: «1001»')],
  ['a rule without a command', 'VZR102', container('oomAdjust: [«{adjust: 1}»]')],
  ['a rule with another field', 'VZR101', container('oomAdjust: [{command: a, adjust: 1, «user»: 0}]')],
  ['a rule that adjusts by too much', 'VZR105', container('oomAdjust: [{command: a, adjust: «-1001»}]')],
  [
    'a command longer than the kernel keeps',
    'VZR225',
    container('oomAdjust: [{command: «systemd-journald», adjust: 1}]'),
  ],
  ['a command that is none', 'VZR225', container('oomAdjust: [{command: a, parent: «"a\\n"», adjust: 1}]')],
  ['a user no container has', 'VZR225', container('oomAdjust: [{command: a, uid: «65536», adjust: 1}]')],
  ['users above one', 'VZR225', container('oomAdjust: [{command: a, uid: «">5"», adjust: 1}]')],
  [
    'a rule no process gets to',
    'VZR226',
    container('oomAdjust: [{command: a, adjust: 1}, {command: "*", adjust: 2}, «{command: b, adjust: 3}»]'),
  ],
  ['a level of the packet filter that is none', 'VZR104', container('netfilter: «half»')],
  ['a ctid without ids', 'VZR212', container('', 'name: web, ctid: «65535»')],
  ['a base among the ids of the host', 'VZR213', container('idmap: {base: «1000»}')],
  ['a rate without a unit', 'VZR220', container('rate: «10»')],
  ['a rate in bytes', 'VZR220', container('rate: «10MB»')],
  ['a rate that is too slow', 'VZR220', container('rate: «7Kbit»')],
  ['a rate that is too fast', 'VZR220', container('rate: {incoming: «35Gbit»}')],
  ['a rate for no direction', 'VZR221', container('rate: [«{class: 1}»]')],
  ['a direction that is none', 'VZR101', container('rate: {«outgoin»: 10Mbit}')],
  ['a rate set twice', 'VZR221', container('rate: [{class: 1, outgoing: 1Mbit}, «{class: 1, outgoing: 2Mbit}»]')],
  ['two devices of one name', 'VZR223', container('netifs: [{name: eth0}, {name: «eth0»}]')],
  ['a device with the name of another in every container', 'VZR223', container('netifs: [{name: «venet0»}]')],
  ['a device with a long name', 'VZR223', container('netifs: [{name: «abcdefghijklmnop»}]')],
  ['a device without a name', 'VZR102', container('netifs: [«{bridge: br0}»]')],
  ['a device with a field that is none', 'VZR101', container('netifs: [{name: eth0, «brigde»: br0}]')],
  ['a VLAN without a bridge', 'VZR223', container('netifs: [{name: eth0, vlan: «10»}]')],
  ['a VLAN that is none', 'VZR223', container('netifs: [{name: eth0, bridge: br0, vlan: «4095»}]')],
  ['a MAC address of many', 'VZR223', container('netifs: [{name: eth0, mac: «01:00:5e:00:00:01»}]')],
  ['a MAC address that is none', 'VZR223', container('netifs: [{name: eth0, mac: «00:18:51»}]')],
  [
    'a MAC address used twice',
    'VZR223',
    container('netifs: [{name: eth0, mac: 00:18:51:00:00:01}, {name: eth1, mac: «00:18:51:00:00:01»}]'),
  ],
  ['ten devices', 'VZR107', container(`netifs: «[${[...'0123456789'].map((n) => `{name: eth${n}}`).join(', ')}]»`)],
  ['an interface that never leaves the host', 'VZR224', container('netdevs: [eth1, «veth101.0»]')],
  ['an interface twice', 'VZR224', container('netdevs: [eth1, «eth1»]')],
  ['a rate without addresses', 'VZR222', container('«rate»: 10Mbit')],
  ['a class beyond the last', 'VZR221', container('rate: [{outgoing: 1Mbit, class: «16»}]')],
  ['a class of networks beyond the last', 'VZR221', node('networkClasses: {«16»: [10.0.0.0/8]}')],
  ['a network in two classes', 'VZR221', node('networkClasses: {1: [10.0.0.0/8], 2: [«10.0.0.0/8»]}')],
  ['a class that is no list', 'VZR103', node('networkClasses: {1: «10.0.0.0/8»}')],
];

const devices: readonly [name: string, code: string, input: string][] = [
  ['a device that is a number', 'VZR228', container('devices: [«5»]')],
  ['a rule without access', 'VZR228', container('devices: [«"c:10:229"»]')],
  ['a rule of another kind', 'VZR228', container('devices: [«p:1:2:rw»]')],
  ['a rule with a letter too much', 'VZR228', container('devices: [«c:10:229:rwm»]')],
  ['quotactl access', 'VZR228', container('devices: [«b:8:16:rwq»]')],
  ['no device', 'VZR228', container('devices: [«none»]')],
  ['a major beyond the last', 'VZR228', container('devices: [«c:5000:1:r»]')],
  ['a loop device', 'VZR228', container('devices: [/dev/ttyS0, «b:7:0:rw»]')],
  ['all loop devices', 'VZR228', container('devices: [«b:7:all:r»]')],
  ['a path outside of /dev', 'VZR228', container('devices: [«/etc/passwd»]')],
  ['a path that leaves /dev', 'VZR228', container('devices: [«/dev/../etc/passwd»]')],
  ['a node every container has', 'VZR228', container('devices: [«/dev/null»]')],
  ['a name every container has', 'VZR228', container('devices: [«{path: /dev/ttyS0, name: pts/7}»]')],
  ['a name that leaves /dev', 'VZR228', container('devices: [«{path: /dev/ttyS0, name: ../x}»]')],
  ['an access that is none', 'VZR228', container('devices: [«{path: /dev/ttyS0, access: x}»]')],
  ['a device without a path', 'VZR228', container('devices: [«{name: x}»]')],
  ['a PCI address without a function', 'VZR229', container('pci: [«"00:03"»]')],
  ['a PCI slot beyond the last', 'VZR229', container('pci: ["00:1f.0", «"00:20.0"»]')],
  ['a PCI address that is a number', 'VZR229', container('pci: [«3»]')],
  ['a field a device does not have', 'VZR101', container('devices: [«{path: /dev/ttyS0, mode: 5}»]')],
];

const syntax: readonly [name: string, code: string, input: string][] = [
  ['a merge conflict', 'VZR004', `a: 1\n«<<<<<<<» HEAD\nb: 1\n=======\nb: 2\n>>>>>>> main\n`],
  ['a control character', 'VZR003', container('hostname: a«\u0007»')],
  ['an escaped NUL', 'VZR003', container('init: [/sbin/init, «"a\\0b"»]')],
  ['a list that never ends', 'VZR007', 'a: [1,\n«»'],
  ['an unknown alias', 'VZR007', container('ips: «*nobody»')],
  ['a duplicate key', 'VZR008', container('state: running\n«state»: stopped')],
  ['__proto__ as a key', 'VZR009', container('', 'name: web, ctid: 101, labels: {«__proto__»: a}')],
  ['constructor as a key', 'VZR009', container('', 'name: web, ctid: 101, labels: {«constructor»: a}')],
  ['a document that is a list', 'VZR010', '«- a»\n'],
  ['a document that is text', 'VZR010', '«hello»\n'],
  ['a custom tag', 'VZR013', container('hostname: «!mine» web')],
  ['a YAML 1.1 directive', 'VZR013', `«%YAML 1.1»\n---\n${container('')}`],
  ['an alias inside itself', 'VZR006', container('', 'name: web, ctid: 101, labels: &a {x: «*a»}')],
];

for (const [title, table] of [
  ['shape', shapes],
  ['value', values],
  ['device', devices],
  ['syntax', syntax],
] as const) {
  describe(title, () => {
    test.each(table)('%s is %s at its place', (_, code, input) => {
      const { found, expected, codes } = check(input);
      expect(codes).toEqual([code]);
      if (code !== 'VZR007' || input.includes('*')) expect(found).toEqual(expected);
    });
  });
}

test('everything that is wrong with a probe is told at once', () => {
  const { found, expected, codes } = check(
    container('health: {tcp: {port: «0», host: «db»}, interval: «0», startPeriod: «x»}'),
  );
  expect(codes).toEqual(['VZR105', 'VZR282', 'VZR206', 'VZR206']);
  expect(found).toEqual(expected);
});

test.each([
  ['health: {interval: 1}', 'add one, such as tcp: {port: 80}'],
  ['health: {tcp: {port: 1}, http: {port: 2}}', 'keep one'],
  ['state: runing', 'did you mean running? possible: running, stopped'],
  ['state: on', 'possible: running, stopped'],
])('%s: %s', (more, hint) => {
  expect(alone(bytesOf(container(more)))).toMatchObject([{ hint }]);
});

describe('the words of a syntax error', () => {
  const problems = (text: string) => alone(bytesOf(text));

  test.each([
    ['a: [', 'a list that begins with [ has no end', 'end it with ], and indent its lines'],
    ['a: {b: 1\nc: 2\n', 'a mapping that begins with { has no end', 'end it with }, and indent its lines'],
    ['[1, 2\n', 'a list that begins with [ has no end', 'end it with ], and indent its lines'],
  ])('of %j are whole', (text, message, hint) => {
    expect(problems(text)[0]).toMatchObject({ code: 'VZR007', message, hint });
  });

  test('are bounded and printable whatever the file holds', () => {
    for (const { message } of problems(`a: !<${'x'.repeat(5000)}> b\nc: %\u0085${'y'.repeat(5000)}\n`)) {
      expect(message.length).toBeLessThan(300);
      expect(message).not.toContain('\u0085');
    }
  });

  test('a kind that is written twice is one problem, however the rest would be judged', () => {
    const twice = (first: string, second: string) =>
      problems(
        `apiVersion: vzreconcile/v1alpha1\nkind: ${first}\nkind: ${second}\nmetadata: {name: web, ctid: 101}\nspec: {template: tiny}\n`,
      );
    for (const [first, second] of [
      ['Template', 'Container'],
      ['Contaner', 'Container'],
      ['Container', 'Container'],
      ['', 'Container'],
      ['Container', '[]'],
    ] as const)
      expect(twice(first, second).map(({ code, origin }) => [code, origin.line])).toEqual([['VZR008', 3]]);
  });
});

describe('files', () => {
  const only = (bytes: Uint8Array) => alone(bytes).map(({ code, origin }) => `${code} ${origin.line}:${origin.col}`);

  test('a file of more than 1 MiB is VZR001 and is not parsed', () => {
    expect(only(new Uint8Array(1024 * 1024 + 1).fill(0x23))).toEqual(['VZR001 1:1']);
    expect(only(new Uint8Array(1024 * 1024).fill(0x23))).toEqual([]);
  });

  test('bytes that are not UTF-8 are VZR002 at the first of them', () => {
    expect(only(Uint8Array.of(0x61, 0x0a, 0xc3, 0xa9, 0xff, 0x61))).toEqual(['VZR002 2:2']);
    expect(only(Uint8Array.of(0xc0, 0x80))).toEqual(['VZR002 1:1']);
    expect(only(Uint8Array.of(0x61, 0xe2, 0x82))).toEqual(['VZR002 1:2']);
    expect(only(Uint8Array.of(0x61, 0xed, 0xa0, 0x80))).toEqual(['VZR002 1:2']);
  });

  test('a NUL byte is VZR003', () => {
    expect(only(bytesOf('a: b\nc: \0d\n'))).toEqual(['VZR003 2:4']);
  });

  test('64 levels are read, 65 are VZR005', () => {
    const flow = (depth: number) => bytesOf(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(only(flow(64))).toEqual(['VZR010 1:1']);
    expect(only(flow(65))).toEqual(['VZR005 1:65']);
    expect(only(flow(500_000))).toEqual(['VZR005 1:65']);
    expect(only(bytesOf('- '.repeat(500_000)))).toHaveLength(1);
    const block = (depth: number) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    expect(only(bytesOf(`${block(64)} 1`)).some((text) => text.startsWith('VZR005'))).toBe(false);
    expect(only(bytesOf(`${block(65)} 1`)).map((text) => text.split(' ')[0])).toEqual(['VZR005']);
  });

  // What it stands for are 282 billion values: a reader that made them would not end.
  test('an alias bomb is VZR006, and is not spread out', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i += 1)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    expect(only(bytesOf(lines.join('\n'))).map((text) => text.split(' ')[0])).toEqual(['VZR006']);
  });

  test('aliases within reason are read', () => {
    const text = container('nameservers: &dns [10.0.0.1]', 'name: &n web, ctid: 101, labels: {name: *n}');
    const { manifests, problems } = loadManifests([{ path: 'a.yaml', bytes: bytesOf(`${text}---\n${template}`) }]);
    expect(problems).toEqual([]);
    expect(manifests[0]?.value).toMatchObject({ metadata: { labels: { name: 'web' } } });
  });

  test('a symbolic link is VZR011, a device VZR012, an oversized blob VZR001 before it is read', () => {
    expect(problemForKind('a.yaml', 'symlink', 3)?.code).toBe('VZR011');
    expect(problemForKind('a.yaml', 'other', 3)?.code).toBe('VZR012');
    expect(problemForKind('a.yaml', 'file', 1024 * 1024 + 1)?.code).toBe('VZR001');
    expect(problemForKind('a.yaml', 'file', 3)).toBeUndefined();
  });

  test('a byte order mark and Windows line ends change no place', () => {
    const { text, spans } = marked(container('«cpumsk»: 0'));
    const problems = alone(bytesOf(`\ufeff${text.replaceAll('\n', '\r\n')}`));
    expect(problems.map(spanOf)).toEqual(spans);
    expect(problems[0]?.source).toBe('  cpumsk: 0');
  });

  test('columns count characters, not UTF-16 units', () => {
    const { text, spans } = marked(container('vswap: {"😀": 1, «x»: 2}').replace('"😀"', '«"😀"»'));
    expect(alone(bytesOf(text)).map(spanOf)).toEqual(spans);
  });

  test('problems of one file are bounded', () => {
    expect(alone(bytesOf(`{${Array.from({ length: 50_000 }, (_, i) => `k${i}: 1`).join(', ')}}`)).length).toBeLessThan(
      250,
    );
    expect(
      alone(bytesOf(container(Array.from({ length: 5000 }, (_, i) => `k${i}: 1`).join('\n')))).length,
    ).toBeLessThan(250);
  });
});
