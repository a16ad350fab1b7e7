// A manifest in the making out of another tool's configuration: what it says so far, from which line each of it comes, and what of
// that configuration is not the same here. Nothing is dropped without a remark.

import { problemAt, type Range, type SourceText } from '../../schema/mark.ts';
import type { Problem } from '../../schema/problem.ts';
import { printable } from '../../schema/reading.ts';
import { asCtid } from '../../schema/units.ts';
import type { Draft as Written } from '../../schema/write.ts';
import { spellings } from '../state/spelling.ts';
import { type Entry, manifestOf, soundEntries, type TemplateTraits } from '../state/write-manifest.ts';

/** A line or a key of the other tool. */
export interface Place {
  /** As its users write it: `NUMFLOCK="188:206"`. */
  readonly text: string;
  readonly source: SourceText;
  readonly range: Range;
  /** What is written there may be a secret, and is not shown. */
  readonly hidden?: boolean;
}

/** Names what is written there, and shows nothing of it. */
export const named = (place: Place, text: string): Place => ({ ...place, text, hidden: true });

/** dropped: nothing here does that. changed: what is written is not quite the same. bad: the value cannot be read or is not possible. */
export type RemarkKind = 'dropped' | 'changed' | 'bad';

const codes: Readonly<Record<RemarkKind, string>> = { dropped: 'VZR293', changed: 'VZR294', bad: 'VZR295' };

interface Remark {
  readonly kind: RemarkKind;
  readonly place: Place;
  readonly message: string;
  readonly hint?: string | undefined;
}

export interface Draft {
  /** Below spec. The last value for a path counts. */
  set(path: readonly string[], value: unknown, place: Place): void;
  get(path: readonly string[]): unknown;
  unset(path: readonly string[]): void;
  remark(kind: RemarkKind, place: Place, message: string, hint?: string): void;
}

export interface Identity {
  readonly name: string;
  readonly ctid: number;
  readonly template: TemplateTraits;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Finished {
  readonly draft: Written;
  readonly problems: readonly Problem[];
}

export interface OpenDraft extends Draft {
  /** The manifest. What would not be valid is left out with a remark. `origin`: the file it is from. */
  finish(identity: Identity, origin: string): Finished;
}

export function newDraft(): OpenDraft {
  const values = new Map<
    string,
    { readonly path: readonly string[]; readonly value: unknown; readonly place: Place }
  >();
  const remarks: Remark[] = [];
  const remark: Draft['remark'] = (kind, place, message, hint) =>
    void remarks.push({ kind, place, message, hint: hint?.replace(/^remove the line(; )?/, '') || undefined });
  return {
    set: (path, value, place) => void values.set(path.join('/'), { path, value, place }),
    get: (path) => values.get(path.join('/'))?.value,
    unset: (path) => void values.delete(path.join('/')),
    remark,
    finish: (identity, origin) => {
      const { template } = identity;
      const texts = Object.entries(identity.annotations ?? {}).map(([key, text]) => [key, printable(text)] as const);
      const head = { ...identity, ctid: asCtid(identity.ctid), annotations: Object.fromEntries(texts) };
      const byPath = new Map([...values.values()].map(({ path, place }) => [path.join('/'), place]));
      const entries = [...values.values()].map(({ path, value }): Entry => [path, value]).sort(inOrder);
      const sound = soundEntries(head, template, entries, ([path], reason) => {
        const place = byPath.get(path.join('/'));
        if (place !== undefined) remark('bad', place, `spec.${path.join('.')} is not written: ${reason}`);
      });
      return {
        draft: { value: manifestOf(head, sound), head: headOf(origin, remarks) },
        problems: remarks.map(problemOf),
      };
    },
  };
}

/** Fields in the order people write them: as those of a state are, and what they come from behind them. */
const order = new Map(spellings.map(({ path: [head = ''] }, index) => [head, index]));
const rank = ([[head = '']]: Entry): number => order.get(head) ?? order.size + spellings.length;
const inOrder = (one: Entry, other: Entry): number => rank(one) - rank(other);

function headOf(origin: string, remarks: readonly Remark[]): readonly string[] {
  if (remarks.length === 0) return [`From ${origin}.`];
  const lines = remarks.map(({ place, message }) => `  ${shortened(place.text)}: ${message}`);
  return [`From ${origin}. What is not the same here:`, ...new Set(lines)];
}

const longest = 80;
const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 3)}...` : text);

function problemOf({ kind, place, message, hint }: Remark): Problem {
  const { source, ...problem } = problemAt(place.source, place.range, {
    code: codes[kind],
    message: `${shortened(place.text)}: ${message}`,
    ...(hint !== undefined && { hint }),
  });
  return { ...problem, severity: 'warning', ...(source !== undefined && place.hidden !== true && { source }) };
}

/** Each once: what several containers inherit is said of the one place it is written at. */
export function distinct(problems: readonly Problem[]): readonly Problem[] {
  const key = ({ code, origin: { path, line, col }, message }: Problem) => [code, path, line, col, message].join('\0');
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()];
}
