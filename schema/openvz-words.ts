// What people write who know OpenVZ, Virtuozzo or other tools, where no field of ours has that name: the field that means it, or
// the reason why there is none and what to do instead. Names: vzctl src/lib/config.c, vzctl.8 of 4.11 and of Virtuozzo 7 to 9.

import { ubcNames } from './ubc.ts';

type Words = Readonly<Record<string, string>>;

const meant = (field: string): string => `did you mean ${field}?`;
const all = (names: string, hint: string): Words => Object.fromEntries(names.split(' ').map((name) => [name, hint]));

const PATHS = 'remove the line; a container has its files below --root, by its ctid';
const INSIDE = 'the container sets the device up itself: write addresses and routes into its own network configuration';
const ENTRY = 'write it in an entry of spec.netifs';

const general: Words = {
  ...all('template ostemplate image', meant('spec.template')),
  ...all('ctid veid id uuid', meant('metadata.ctid')),
  name: meant('metadata.name'),
  ...all('description desc', 'write it below metadata.annotations'),
  onboot: 'remove the line; state: running is what a boot brings back as well, state: stopped what it does not',
  ...all('bootorder bootpriority', 'remove the line; containers start side by side, none waits for another'),
  disabled: 'write state: stopped',
  ...all('root private veroot veprivate', PATHS),
  velayout: meant('spec.layout'),
  ...all(
    'originsample config applyconfig',
    'remove the line; there are no samples, YAML anchors repeat what is common',
  ),
  userpasswd: 'set it inside: vzreconcile exec NAME -- passwd; a password does not belong into git',
  ...all('localuid localgid base', 'did you mean spec.idmap.base? It is for users and groups'),
  command: meant('spec.init'),
  distribution: 'remove the line; nothing here depends on it, spec.template says what is installed',
  ...all(
    'haenable haprio',
    'remove the line; nothing here moves a container to another host, spec.node says where it is',
  ),
};

const network: Words = {
  ...all('ip ipadd ipaddress addresses', meant('spec.ips')),
  ipdel: 'take the address out of spec.ips',
  ...all('dns nameserver', meant('spec.nameservers')),
  searchdomain: meant('spec.searchdomains'),
  ...all('netif netifadd veth', meant('spec.netifs')),
  netifdel: 'take the device out of spec.netifs',
  ...all('netdev netdevadd', meant('spec.netdevs')),
  netdevdel: 'take the interface out of spec.netdevs',
  ...all('mac bridge macfilter vlan', ENTRY),
  ifname: `${ENTRY}, as its name`,
  iptables: meant('spec.netfilter'),
  ipv6: 'remove the line; IPv6 is there when one of spec.ips is, or a device of spec.netifs',
  ...all('gw gw6 dhcp dhcp6 network configure', INSIDE),
  hostifname: 'remove the line; on the host it is called veth, the ctid, a dot and a number',
  hostmac: 'remove the line; the ends on the host all have the same address',
  ratebound: 'remove the line; a rate is always a bound, as with RATEBOUND=yes',
  extipadd: 'remove the line; there is no NAT here, so it belongs to the router that has one',
  numnetif: 'no kernel limits the devices of one container; capabilities: { net_admin: false } lets it make none',
};

const resources: Words = {
  ...all('oomscoreadj oomgroups', meant('spec.oomAdjust')),
  ...all('memory mem ram', meant('spec.vswap.ram')),
  swap: meant('spec.vswap.swap'),
  ...Object.fromEntries(ubcNames.map((name) => [name, meant(`spec.ubc.${name}`)])),
  physpages: meant('spec.vswap.ram'),
  swappages: meant('spec.vswap.swap'),
  dcache: meant('spec.ubc.dcachesize'),
  iptentries: meant('spec.ubc.numiptent'),
  vmovercommit: meant('spec.vmOvercommit'),
  ...all('pids numproc', meant('spec.numproc')),
  avnumproc: 'remove the line; it was a number to plan with and limited nothing, spec.numproc does',
  meminfo: 'remove the line; /proc/meminfo inside shows what spec.vswap gives where lxcfs runs',
  pagecacheisolation: 'remove the line; what a container has in the page cache always counts as its ram',
  cpu: meant('spec.cpulimit'),
  cpuset: meant('spec.cpumask'),
  ...all('cpuweight cpuuweight', 'write spec.cpuunits: 500000 divided by the weight'),
};

const disk: Words = {
  ...all('disk size', meant('spec.diskspace')),
  diskquota: 'remove the line; disk limits are always on, diskspace: unlimited is none',
  ...all('offline offlineresize', 'remove the line; the plan says where another size takes a restart'),
  jquota: 'remove the line; quotas of an image are in the journal of its ext4',
  ...all('bindmount bindmountadd', 'write an entry of spec.mounts: { type: bind, source: /srv/a, target: /srv/a }'),
  bindmountdel: 'take the entry out of spec.mounts',
};

const privileges: Words = {
  capability: meant('spec.capabilities'),
  sysctl: meant('spec.sysctls'),
  ...all('devnodes device', meant('spec.devices')),
  pciadd: meant('spec.pci'),
  pcidel: 'take the address out of spec.pci',
  ...all('nesting fuse tun ppp', 'write it below spec.features'),
};

const spec: Words = { ...general, ...network, ...resources, ...disk, ...privileges };

/** Of one device, where a word means something else than in spec. */
const netif: Words = {
  ifname: meant('name'),
  hwaddr: meant('mac'),
  rate: 'remove the line; spec.rate is one of the container, for what goes through venet',
  network: 'did you mean bridge? Addresses are set up inside',
  ...all('ip ips ipadd ipaddress ipdel address addresses', INSIDE),
};

/** A name without case and without what tools put between words. */
export const plain = (name: string): string => name.slice(0, 64).toLowerCase().replaceAll(/[-_]/g, '');

/** The hint for a name that is no field where it stands: in a device of netifs, or elsewhere in a container. */
export function hintOf(name: string, inNetif: boolean): string | undefined {
  const key = plain(name);
  const table = inNetif && Object.hasOwn(netif, key) ? netif : spec;
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
