// /etc/resolv.conf: resolv.conf(5), the two keywords we manage. Pure.

export interface Resolver {
  readonly nameservers: readonly string[];
  readonly searchdomains: readonly string[];
}

/** As resolvers read it: nameserver lines add up, of search and domain lines the last one counts. */
export function parseResolvConf(text: string): Resolver {
  const nameservers: string[] = [];
  let searchdomains: readonly string[] = [];
  for (const line of text.split('\n')) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    const [first] = words;
    if (keyword === 'nameserver' && first !== undefined) nameservers.push(first);
    if (keyword === 'search') searchdomains = words;
    if (keyword === 'domain') searchdomains = words.slice(0, 1);
  }
  return { nameservers, searchdomains };
}

export function formatResolvConf({ nameservers, searchdomains }: Resolver): string {
  const search = searchdomains.length === 0 ? [] : [`search ${searchdomains.join(' ')}`];
  const lines = [...search, ...nameservers.map((address) => `nameserver ${address}`)];
  return `${['# Written by vzreconcile.', ...lines].join('\n')}\n`;
}
