// LXC's container configuration, lxc.container.conf(5), as the lines it consists of (src/lxc/confile.c, parse_line()).

import { problemAt, type Range, type SourceText } from './mark.ts';
import type { Problem } from './problem.ts';

/** key = value on a line of its own. */
export interface LxcLine {
  readonly key: string;
  /** Empty: what was said under the key so far is taken back. */
  readonly value: string;
  readonly range: Range;
  readonly source: SourceText;
}

export interface LxcConf {
  readonly lines: readonly LxcLine[];
  readonly problems: readonly Problem[];
}

/** More lines than any such file has. */
const maxLines = 10_000;
const KEY = /^lxc(\.[A-Za-z0-9_/:*-]+)+$/;

/** Of LXC before 2.1, and what lxc-update-config makes of them. */
const formerNames: Readonly<Record<string, string>> = {
  'lxc.utsname': 'lxc.uts.name',
  'lxc.rootfs': 'lxc.rootfs.path',
  'lxc.mount': 'lxc.mount.fstab',
  'lxc.id_map': 'lxc.idmap',
  'lxc.init_cmd': 'lxc.init.cmd',
  'lxc.haltsignal': 'lxc.signal.halt',
  'lxc.pts': 'lxc.pty.max',
  'lxc.tty': 'lxc.tty.max',
  'lxc.aa_profile': 'lxc.apparmor.profile',
  'lxc.seccomp': 'lxc.seccomp.profile',
};

/** Never throws. Each type of a former lxc.network begins another device. */
export function parseLxc(source: SourceText): LxcConf {
  const lines: LxcLine[] = [];
  const problems: Problem[] = [];
  let start = 0;
  let devices = -1;
  for (const [index, written] of source.text.split('\n').entries()) {
    const text = written.trim();
    const from = start + written.indexOf(text);
    const range = { start: from, end: from + text.length };
    start += written.length + 1;
    if (text === '' || text.startsWith('#')) continue;
    const equals = text.indexOf('=');
    const key = text.slice(0, Math.max(0, equals)).trim();
    if (index >= maxLines || !KEY.test(key)) {
      const message = index >= maxLines ? `a file of more than ${maxLines} lines` : 'the line is no lxc.key = value';
      const hint = index >= maxLines ? 'the rest is not read' : 'LXC does not start with such a line';
      // Nothing of it is shown: it may be the password of another program.
      const { source: _line, ...problem } = problemAt(source, range, { code: 'VZR292', message, hint });
      problems.push({ ...problem, severity: 'warning' });
      if (index >= maxLines) break;
      continue;
    }
    if (key === 'lxc.network.type') devices += 1;
    lines.push({ key: modern(key, devices), value: unquoted(text.slice(equals + 1).trim()), range, source });
  }
  return { lines, problems };
}

const modern = (key: string, device: number): string =>
  formerNames[key] ??
  key.replace(/^lxc\.network\./, `lxc.net.${Math.max(0, device)}.`).replace(/^lxc\.limit\./, 'lxc.prlimit.');

const unquoted = (text: string): string => /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
