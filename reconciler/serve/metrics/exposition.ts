// Prometheus' text format, version 0.0.4 (prometheus/docs, instrumenting/exposition_formats.md): families of samples -> text.
// Counters and histograms live here; gauges are made when somebody asks.

/** By name. A label that is undefined is left out. */
export type Labels = Readonly<Record<string, string | number | undefined>>;

export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Of a histogram with the suffixes that the format wants. */
  readonly samples: readonly (Sample & { readonly suffix?: '_bucket' | '_sum' | '_count' })[];
}

export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Families in their order, samples in the order of their labels; one without samples is left out. */
export function exposition(families: readonly Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) => {
      const head = `# HELP ${name} ${help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}\n# TYPE ${name} ${type}\n`;
      const lines = samples.map(
        ({ suffix = '', labels = {}, value }) => `${name}${suffix}${labelText(labels)} ${valueText(value)}\n`,
      );
      // The buckets of a histogram have an order of their own.
      return `${head}${(type === 'histogram' ? lines : lines.sort()).join('')}`;
    })
    .join('');
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${escaped(String(value))}"`],
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

function valueText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

export interface Counter {
  add(labels?: Labels, amount?: number): void;
  /** Drops the series that are of nothing any more. */
  keep(isWanted: (labels: Labels) => boolean): void;
  family(): Family;
}

/** `first`: label sets that are there, as 0, before anything was counted, so that a rate can be made of the first one. */
export function counter(name: string, help: string, first: readonly Labels[] = []): Counter {
  const samples = new Map<string, { readonly labels: Labels; value: number }>();
  const at = (labels: Labels) => {
    const key = labelText(labels);
    const sample = samples.get(key) ?? { labels, value: 0 };
    samples.set(key, sample);
    return sample;
  };
  first.forEach(at);
  return {
    add: (labels = {}, amount = 1) => {
      at(labels).value += amount;
    },
    keep: (isWanted) => {
      for (const [key, { labels }] of samples) if (!isWanted(labels)) samples.delete(key);
    },
    family: () => ({ name, help, type: 'counter', samples: [...samples.values()] }),
  };
}

export interface Histogram {
  observe(labels: Labels, value: number): void;
  family(): Family;
}

/** `bounds`: upper ends, ascending; the last bucket, of everything, is added. */
export function histogram(name: string, help: string, bounds: readonly number[]): Histogram {
  const series = new Map<string, { readonly labels: Labels; readonly counts: number[]; sum: number; count: number }>();
  return {
    observe: (labels, value) => {
      const key = labelText(labels);
      const one = series.get(key) ?? { labels, counts: bounds.map(() => 0), sum: 0, count: 0 };
      series.set(key, one);
      const bucket = bounds.findIndex((bound) => value <= bound);
      if (bucket !== -1) one.counts[bucket] = (one.counts[bucket] ?? 0) + 1;
      one.sum += value;
      one.count += 1;
    },
    family: () => {
      const sorted = [...series].sort(([one], [other]) => (one < other ? -1 : 1));
      const samples = sorted.flatMap(([, { labels, counts, sum, count }]) => {
        let below = 0;
        const buckets = bounds.map((bound, index) => {
          below += counts[index] ?? 0;
          return { suffix: '_bucket' as const, labels: { ...labels, le: bound }, value: below };
        });
        return [
          ...buckets,
          { suffix: '_bucket' as const, labels: { ...labels, le: '+Inf' }, value: count },
          { suffix: '_sum' as const, labels, value: sum },
          { suffix: '_count' as const, labels, value: count },
        ];
      });
      return { name, help, type: 'histogram', samples };
    },
  };
}

export const gauge = (name: string, help: string, samples: readonly Sample[]): Family => ({
  ...{ name, help, samples, type: 'gauge' },
});
