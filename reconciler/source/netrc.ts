// The netrc format (curl(1), ftp(1)): `machine HOST login NAME password WORD`, or `default`, in any layout of lines. Pure.

export interface Login {
  readonly login: string;
  readonly password: string;
}

/** The login for a host: of the first entry that names it, or of `default`. */
export function loginFor(host: string, text: string): Login | undefined {
  // A macro goes on until an empty line.
  const words = text
    .replace(/^macdef [\s\S]*?(?:\n\n|$(?![\s\S]))/gm, '')
    .replace(/^\s*#.*$/gm, '')
    .split(/\s+/);
  let current: { login?: string; password?: string } | undefined;
  const found = (): Login | undefined =>
    current?.password === undefined ? undefined : { login: current.login ?? '', password: current.password };
  for (let i = 0; i < words.length; i += 1) {
    const [word, value] = [words[i], words[i + 1] ?? ''];
    if (word === 'machine' || word === 'default') {
      const login = found();
      if (login !== undefined) return login;
      current = word === 'default' || value.toLowerCase() === host.toLowerCase() ? {} : undefined;
      if (word === 'machine') i += 1;
    } else if (word === 'login' || word === 'password' || word === 'account') {
      if (current !== undefined && word !== 'account') current[word] = value;
      i += 1;
    }
  }
  return found();
}
