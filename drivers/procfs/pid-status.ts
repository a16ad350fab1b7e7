// /proc/<pid>/status, proc_pid_status(5).

import { integer, linesOf, ParseError } from './parse.ts';

type Four = readonly [real: number, effective: number, saved: number, fileSystem: number];

export interface PidStatus {
  /** As the kernel escapes it: \n and \\ for newline and backslash. */
  readonly name: string;
  readonly state: string;
  readonly pid: number;
  readonly ppid: number;
  readonly uid: Four;
  readonly gid: Four;
  /** The process id in each pid namespace, the reader's first, its own last. Absent when CONFIG_PID_NS is off. */
  readonly namespacePids: readonly number[];
  readonly threads: number;
  readonly noNewPrivs: boolean;
  /** 0 off, 1 strict, 2 filter; absent when the kernel has no seccomp. */
  readonly seccomp: number | undefined;
  /** 64 bits each, hence bigint. */
  readonly capabilities: Readonly<Record<'inheritable' | 'permitted' | 'effective' | 'bounding' | 'ambient', bigint>>;
  /** List format, "0-3,7". */
  readonly cpusAllowed: string;
}

/** Rows that are not named in PidStatus differ by kernel and are skipped. */
export function parsePidStatus(text: string, where: string): PidStatus {
  const rows = new Map<string, { readonly value: string; readonly line: number }>();
  for (const [index, line] of linesOf(text).entries()) {
    const colon = line.indexOf(':');
    if (colon <= 0) throw new ParseError(where, index + 1, 'a row without a name');
    rows.set(line.slice(0, colon), { value: line.slice(colon + 1).trim(), line: index + 1 });
  }
  const row = (name: string) => {
    const found = rows.get(name);
    if (!found) throw new ParseError(where, 1, `no ${name} row`);
    return found;
  };
  const number = (name: string): number => integer(row(name).value, where, row(name).line);
  const numbers = (name: string): readonly number[] =>
    row(name)
      .value.split(/\s+/)
      .map((word) => integer(word, where, row(name).line));
  const four = (name: string): Four => {
    const [real, effective, saved, fileSystem] = numbers(name);
    if (real === undefined || effective === undefined || saved === undefined || fileSystem === undefined) {
      throw new ParseError(where, row(name).line, `${name} has not four ids`);
    }
    return [real, effective, saved, fileSystem];
  };
  const mask = (name: string): bigint => {
    const { value, line } = row(name);
    if (!/^[0-9a-f]+$/.test(value)) throw new ParseError(where, line, `${name} is not a hexadecimal mask`);
    return BigInt(`0x${value}`);
  };
  return {
    name: row('Name').value,
    state: row('State').value.charAt(0),
    pid: number('Pid'),
    ppid: number('PPid'),
    uid: four('Uid'),
    gid: four('Gid'),
    namespacePids: rows.has('NSpid') ? numbers('NSpid') : [],
    threads: number('Threads'),
    noNewPrivs: rows.has('NoNewPrivs') && number('NoNewPrivs') === 1,
    seccomp: rows.has('Seccomp') ? number('Seccomp') : undefined,
    capabilities: {
      inheritable: mask('CapInh'),
      permitted: mask('CapPrm'),
      effective: mask('CapEff'),
      bounding: mask('CapBnd'),
      ambient: mask('CapAmb'),
    },
    cpusAllowed: row('Cpus_allowed_list').value,
  };
}
