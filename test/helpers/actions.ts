// How the runner of GitHub Actions reads the output of a step: its ActionCommand, TryParseV2 and TryParse.

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const known = new Set([
  ...['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask', 'add-matcher', 'remove-matcher'],
  ...['set-env', 'add-path', 'set-output', 'save-state', 'stop-commands', 'echo', 'internal-set-repo-path'],
]);

const unescaped = (text: string, property: boolean): string => {
  const all = { '%0D': '\r', '%0A': '\n', ...(property && { '%3A': ':', '%2C': ',' }), '%25': '%' };
  return Object.entries(all).reduce((left, [from, to]) => left.replaceAll(from, to), text);
};

/** What the runner would do. Text that only looks like a command it does not know is left out, as it does. */
export function commandsIn(output: string): readonly Command[] {
  return output.split('\n').flatMap((line): Command[] => {
    const start = line.trimStart();
    const end = start.indexOf('::', 2);
    if (start.startsWith('::') && end > 0) {
      const [, name = '', list = ''] = /^(\S*)\s*(.*)$/s.exec(start.slice(2, end)) ?? [];
      if (known.has(name)) {
        const pairs = list.split(',').flatMap((pair) => {
          const [key = '', value] = pair.trim().split(/=(.*)/s);
          return value === undefined ? [] : [[key, unescaped(value, true)] as const];
        });
        return [{ name, properties: Object.fromEntries(pairs), data: unescaped(start.slice(end + 2), false) }];
      }
    }
    const [, name = '', data = ''] = /##\[([a-z-]+)[^\]]*\](.*)/s.exec(line) ?? [];
    return known.has(name) ? [{ name, properties: {}, data }] : [];
  });
}
