// The files of /etc inside that carry a container's names.

import type { NamespaceState } from '../../reconciler/state/container.ts';
import type { ContainerFile } from '../launcher/container-file.ts';
import { formatResolvConf } from './resolv-conf.ts';

/** Those written when it starts. */
export function startFiles(wants: NamespaceState): readonly ContainerFile[] {
  const hosts = `127.0.0.1\tlocalhost\n127.0.1.1\t${wants.hostname}\n::1\tlocalhost ip6-localhost ip6-loopback\n`;
  return [
    hostnameFile(wants.hostname),
    { name: 'hosts', content: hosts, replace: false },
    ...resolverFiles(wants, { nameservers: [], searchdomains: [] }),
  ];
}

export const hostnameFile = (hostname: string): ContainerFile => ({
  name: 'hostname',
  content: `${hostname}\n`,
  replace: true,
});

/** Nothing when neither field is managed; a field that is not managed keeps what it has. */
export function resolverFiles(
  wants: Partial<NamespaceState>,
  was: Pick<NamespaceState, 'nameservers' | 'searchdomains'>,
): ContainerFile[] {
  if (wants.nameservers === undefined && wants.searchdomains === undefined) return [];
  const nameservers = wants.nameservers ?? was.nameservers ?? [];
  const searchdomains = wants.searchdomains ?? was.searchdomains ?? [];
  return [{ name: 'resolv.conf', content: formatResolvConf({ nameservers, searchdomains }), replace: true }];
}
