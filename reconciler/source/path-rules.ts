// Which paths of a repository a rule is about, and whose signature a change of them needs. Pure.

export interface PathRule {
  /** `*` is any name, `**` any folders, `?` one character; what names a folder means all that is in it. */
  readonly path: string;
  /** Any of them: principals of the allowed signers, or addresses and fingerprints of keys. */
  readonly signers: readonly string[];
}

/** What a glob of a rule matches. */
export function matcher(glob: string): (path: string) => boolean {
  const trimmed = glob.replace(/^\/+|\/+$/g, '');
  const pattern = trimmed
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  const expression = new RegExp(`^${pattern}(?:/.*)?$`, 's');
  return (path) => expression.test(path);
}

/** Who signed: every name by which a rule may mean them. */
export interface Identity {
  /** For people. */
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Whether somebody is one of those that a rule names. */
export function isOneOf({ aliases }: Identity, signers: readonly string[]): boolean {
  const names = new Set(aliases.map((alias) => alias.toLowerCase()));
  return signers.some((one) => names.has(one.toLowerCase()));
}

/** The first path that none of the rules lets this signer change, and the rule; undefined when all is well. */
export function forbiddenPath(
  paths: readonly string[],
  signer: Identity,
  rules: readonly PathRule[],
): { readonly path: string; readonly rule: PathRule } | undefined {
  for (const rule of rules) {
    if (isOneOf(signer, rule.signers)) continue;
    const matches = matcher(rule.path);
    const path = paths.find(matches);
    if (path !== undefined) return { path, rule };
  }
  return undefined;
}
