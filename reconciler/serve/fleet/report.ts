// What a node reports of itself to the others, and which reports of others are believed. Pure but for the signature.
// Code: VZR583.

import { maskedText } from '../../../schema/secret-text.ts';
import { wholeSeconds } from '../../plan/format.ts';
import type { BrakesRecord } from '../../run/brakes-file.ts';
import { containerFindings, nodeFindings } from '../../run/conditions.ts';
import type { PassResult } from '../../run/reconcile.ts';
import { openSigned } from '../../run/snapshot.ts';
import type { FleetVerdict, Heard, NodeReport, Soaked } from '../../state/fleet.ts';

export const reportName = (node: string): string => `${node}.report.json`;

export interface OwnVerdict {
  readonly revision: string;
  readonly label: string;
  readonly verdict: FleetVerdict;
  readonly reason?: string;
}

/** What a pass says of the revision that this node follows, or has condemned. */
export function verdictOf(result: PassResult, { good }: BrakesRecord): OwnVerdict {
  const { quarantine, held: _, ...own } = result;
  if (quarantine !== undefined) {
    const { same, reason } = quarantine;
    const { revision, label } = same === undefined ? quarantine : { revision: same.id, label: same.label };
    // A probe may have a password among its words, and the others read this.
    return { revision, label, verdict: 'bad', reason: maskedText(reason) };
  }
  const { id: revision, label } = result.revision;
  if (result.problems.some(({ severity }) => severity === 'error'))
    return { revision, label, verdict: 'bad', reason: 'its manifests are not valid there' };
  // What another revision waits for is no fault of this one.
  const [ready] = nodeFindings(own, containerFindings(own, new Map()));
  const isHealthy = good?.id === revision && ready?.status === 'True' && result.testing === undefined;
  return isHealthy
    ? { revision, label, verdict: 'healthy' }
    : { revision, label, verdict: 'trying', ...(ready !== undefined && { reason: ready.reason }) };
}

export const isSame = (one: OwnVerdict, other: OwnVerdict): boolean =>
  one.revision === other.revision && one.verdict === other.verdict;

export interface ReportParts {
  readonly node: string;
  readonly verdict: OwnVerdict;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly now: number;
  readonly soaked: readonly Soaked[];
}

export function makeReport({ node, verdict, since, now, soaked }: ReportParts): NodeReport {
  const at = (time: number): string => wholeSeconds(new Date(time).toISOString());
  const { revision, label, verdict: word, reason } = verdict;
  return {
    ...{
      formatVersion: '1.0',
      kind: 'NodeReport',
      node,
      revision,
      label,
      verdict: word,
      since: at(since),
      time: at(now),
    },
    ...(reason !== undefined && { reason }),
    ...(soaked.length > 0 && { soaked }),
  };
}

export interface Belief {
  readonly node: string;
  /** Base64 of public keys. */
  readonly keys: ReadonlySet<string> | undefined;
  /** Milliseconds since 1970, and how old a report may be. */
  readonly now: number;
  readonly maxAge: number;
  /** Of the newest report of it that was ever believed: milliseconds since 1970. */
  readonly newest: number | undefined;
}

/** Clocks of nodes differ by less. Milliseconds. */
const SKEW = 5 * 60_000;

/** Why a report that is there counts for nothing. */
export const not = (reason: string): Heard => ({ none: `${UNBELIEVED}: ${reason}` });

const UNBELIEVED = 'VZR583';

/** Nothing of it is looked at before it is known who signed it. */
export function believe(bytes: Buffer | undefined, { node, keys, now, maxAge, newest }: Belief): Heard {
  if (bytes === undefined) return { none: 'no report' };
  const signed = openSigned(bytes, 'report');
  if (signed === 'malformed') return not('what is there is no report');
  if (signed === 'forged') return not('the signature of its report does not fit');
  if (keys?.has(signed.key) !== true) return not('its report is signed with a key that nobody trusts for it');
  const report = parsed(signed.text);
  if (report === undefined) return not('its report is of another format');
  if (report.node !== node) return not(`its report is of ${report.node}`);
  const time = Date.parse(report.time);
  if (time - now > SKEW) return not(`its report was made at ${report.time}, which is not over yet`);
  if (newest !== undefined && time < newest) return not('its report is older than one before');
  if (now - time > maxAge) return not(`its last report is of ${report.time}`);
  const soaked = new Map((report.soaked ?? []).map(({ revision, lasted }) => [revision, lasted]));
  return { report, lasted: (time - Date.parse(report.since)) / 1000, soaked };
}

function parsed(text: Buffer): NodeReport | undefined {
  try {
    const report = JSON.parse(text.toString('utf8')) as Partial<NodeReport> | null;
    const words = [report?.node, report?.revision, report?.label, report?.verdict, report?.since, report?.time];
    const isOurs = report?.kind === 'NodeReport' && String(report.formatVersion).startsWith('1.');
    if (!isOurs || words.some((word) => typeof word !== 'string')) return undefined;
    if (report.soaked !== undefined && !isSoaked(report.soaked)) return undefined;
    const times = [report.since, report.time].map((time) => Date.parse(String(time)));
    return times.every((time) => Number.isFinite(time)) ? (report as NodeReport) : undefined;
  } catch {
    return undefined;
  }
}

const isSoaked = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every((one: Partial<Soaked> | null) => typeof one?.revision === 'string' && Number.isFinite(one.lasted));
