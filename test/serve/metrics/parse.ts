// A strict reader of Prometheus' text format 0.0.4, written from prometheus/docs (instrumenting/exposition_formats.md and
// concepts/data_model.md): what it does not know it refuses.

export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ParsedFamily {
  readonly type: string;
  readonly help: string;
  readonly series: Series[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*/;

/** Families by name. Throws for whatever is not in the format, and for what the format leaves open and Prometheus refuses. */
export function parseExposition(text: string): ReadonlyMap<string, ParsedFamily> {
  const families = new Map<string, ParsedFamily>();
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line does not end');
  let help: { readonly name: string; readonly text: string } | undefined;
  let current: { readonly name: string; readonly family: ParsedFamily } | undefined;
  const seen = new Set<string>();
  for (const line of text.split('\n').slice(0, -1)) {
    if (line.startsWith('# HELP ')) {
      const [, name = '', words = ''] = /^# HELP (\S+) (.*)$/s.exec(line) ?? [];
      if (families.has(name) || help !== undefined) throw new Error(`HELP again or without TYPE: ${line}`);
      help = { name, text: plain(words, 'n\\') };
    } else if (line.startsWith('# TYPE ')) {
      const [, name = '', type = ''] = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped)$/.exec(line) ?? [];
      if (NAME.exec(name)?.[0] !== name) throw new Error(`not a name: ${line}`);
      if (families.has(name) || help?.name !== name) throw new Error(`TYPE again, or HELP of another: ${line}`);
      current = { name, family: { type, help: help.text, series: [] } };
      families.set(name, current.family);
      help = undefined;
    } else {
      const series = parseSample(line);
      if (current === undefined || help !== undefined || !belongs(series.name, current.name, current.family.type))
        throw new Error(`a sample outside of its family: ${line}`);
      const key = `${series.name} ${JSON.stringify(Object.entries(series.labels).sort())}`;
      if (seen.has(key)) throw new Error(`twice: ${line}`);
      seen.add(key);
      current.family.series.push(series);
    }
  }
  for (const [name, family] of families) check(name, family);
  return families;
}

function belongs(sample: string, family: string, type: string): boolean {
  if (type !== 'histogram') return sample === family;
  return ['_bucket', '_sum', '_count'].some((suffix) => sample === family + suffix);
}

function parseSample(line: string): Series {
  const name = NAME.exec(line)?.[0];
  if (name === undefined) throw new Error(`not a sample: ${line}`);
  let rest = line.slice(name.length);
  const labels: Record<string, string> = {};
  if (rest.startsWith('{')) {
    rest = rest.slice(1);
    while (!rest.startsWith('}')) {
      const label = LABEL.exec(rest)?.[0];
      if (label === undefined || label.startsWith('__')) throw new Error(`not a label: ${line}`);
      const match = /^="((?:[^"\\]|\\.)*)"/s.exec(rest.slice(label.length));
      if (match === null || Object.hasOwn(labels, label)) throw new Error(`not a value of a label: ${line}`);
      labels[label] = plain(match[1] ?? '', 'n\\"');
      rest = rest.slice(label.length + match[0].length);
      if (rest.startsWith(',')) rest = rest.slice(1);
      else if (!rest.startsWith('}')) throw new Error(`labels do not end: ${line}`);
    }
    rest = rest.slice(1);
  }
  const [, written = ''] = /^ ([^ ]+)$/.exec(rest) ?? [];
  return { name, labels, value: numberOf(written, line) };
}

/** Go's ParseFloat of what programs write. */
function numberOf(written: string, line: string): number {
  if (written === '+Inf') return Number.POSITIVE_INFINITY;
  if (written === '-Inf') return Number.NEGATIVE_INFINITY;
  if (written === 'NaN') return Number.NaN;
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(written)) throw new Error(`not a number: ${line}`);
  return Number(written);
}

function plain(text: string, known: string): string {
  return text.replace(/\\(.)/gs, (_, letter: string) => {
    if (!known.includes(letter)) throw new Error(`an unknown escape: \\${letter}`);
    return letter === 'n' ? '\n' : letter;
  });
}

function check(name: string, { type, series }: ParsedFamily): void {
  if (series.length === 0) throw new Error(`${name} is empty`);
  if (type === 'counter' && !name.endsWith('_total')) throw new Error(`${name} is a counter without _total`);
  if (type === 'counter' && series.some(({ value }) => !(value >= 0))) throw new Error(`${name} is negative`);
  if (type !== 'histogram') return;
  const groups = new Map<string, Series[]>();
  for (const one of series) {
    const { le: _, ...labels } = one.labels;
    const key = JSON.stringify(Object.entries(labels).sort());
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const group of groups.values()) checkHistogram(name, group);
}

function checkHistogram(name: string, group: readonly Series[]): void {
  const buckets = group.filter((one) => one.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => numberOf(labels['le'] ?? '', name));
  const counts = buckets.map(({ value }) => value);
  const count = group.find((one) => one.name === `${name}_count`)?.value;
  const ascends = (numbers: readonly number[]): boolean =>
    numbers.every((value, i) => i === 0 || value > (numbers[i - 1] ?? 0));
  if (!ascends(bounds) || bounds.at(-1) !== Number.POSITIVE_INFINITY) throw new Error(`${name}: buckets`);
  if (!counts.every((value, i) => i === 0 || value >= (counts[i - 1] ?? 0))) throw new Error(`${name}: not cumulative`);
  if (count === undefined || counts.at(-1) !== count) throw new Error(`${name}: _count is not the last bucket`);
  if (!group.some((one) => one.name === `${name}_sum`)) throw new Error(`${name}: no _sum`);
}
