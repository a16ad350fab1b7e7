// Programs that suites over the real kernel run, beside those the product itself asks for.

import { existsSync } from 'node:fs';

const TOOLS: readonly (readonly [pkg: string, ...places: readonly string[]])[] = [
  ['busybox-static', '/usr/bin/busybox', '/bin/busybox'],
  ['btrfs-progs', '/usr/sbin/mkfs.btrfs'],
  ['e2fsprogs', '/usr/sbin/mkfs.ext4'],
  ['gcc', '/usr/bin/cc'],
  ['libc6-dev', '/usr/include/stdio.h'],
  ['iproute2', '/usr/sbin/ip'],
  ['xz-utils', '/usr/bin/xz'],
  ['zstd', '/usr/bin/zstd'],
];

/** What single suites need beside these. */
const MORE = {
  lxcfs: ['lxcfs', '/usr/bin/lxcfs'],
  'nfs-kernel-server': ['nfs-kernel-server', '/usr/sbin/rpc.nfsd'],
  nftables: ['nftables', '/usr/sbin/nft'],
  iptables: ['iptables', '/usr/sbin/iptables-legacy'],
} as const satisfies Record<string, (typeof TOOLS)[number]>;

/** Why suites that need root and these programs cannot run here; undefined when they can. */
export function missingTools(...also: readonly (keyof typeof MORE)[]): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  const all = [...TOOLS, ...also.map((name) => MORE[name])];
  const lacking = all.filter(([, ...places]) => !places.some((place) => existsSync(place))).map(([pkg]) => pkg);
  return lacking.length === 0 ? undefined : `apt-get install ${lacking.join(' ')}`;
}
