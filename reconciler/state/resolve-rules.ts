// Policies, windows and approvals -> the rules of one node. Cached by document, like everything that is resolved.

import { fitsGlob } from '../../schema/glob.ts';
import { markAt, originOf } from '../../schema/mark.ts';
import { readAmount, readThreshold } from '../../schema/policy.ts';
import type { Origin } from '../../schema/problem.ts';
import { expectValue } from '../../schema/reading.ts';
import type { LocatedApproval, LocatedPolicy, LocatedWindow, Manifest } from '../../schema/validate.ts';
import { readOpenFor } from '../../schema/window.ts';
import type { ApprovalSpec, PolicyLimit, PolicyRule, PolicySpec, Rules, WindowSpec } from './rules.ts';

/** The rules for one node, each kind in the order of names; undefined where there are none. */
export function resolveRules(manifests: readonly Manifest[], node: string): Rules | undefined {
  const policies = manifests.flatMap((one) => (one.kind === 'Policy' && isFor(one, node) ? [policyOf(one, node)] : []));
  const windows = manifests.flatMap((one) => (one.kind === 'Window' && isFor(one, node) ? [windowOf(one)] : []));
  const approvals = manifests.flatMap((one) => (one.kind === 'Approval' ? [approvalOf(one)] : []));
  if (policies.length + windows.length + approvals.length === 0) return undefined;
  return { policies: sorted(policies), windows: sorted(windows), approvals: sorted(approvals) };
}

const sorted = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((left, right) => (left.name < right.name ? -1 : 1));

const isFor = ({ value }: LocatedPolicy | LocatedWindow, node: string): boolean => isNamed(value.spec.nodes, node);

const isNamed = (nodes: readonly string[] | undefined, node: string): boolean =>
  nodes === undefined || nodes.some((pattern) => fitsGlob(pattern, node));

function policyOf(manifest: LocatedPolicy, node: string): PolicySpec {
  const { metadata, spec } = manifest.value;
  const limits = (
    [
      ['delete', 'maxDeletes'],
      ['recreate', 'maxRecreates'],
      ['restart', 'maxRestarts'],
    ] as const
  ).flatMap(([action, field]): PolicyLimit[] => {
    const written = spec[field];
    if (written === undefined) return [];
    return [{ action, most: expectValue(readAmount(written)), origin: at(manifest, 'spec', field) }];
  });
  const rules = (spec.rules ?? []).map((rule, index) => ({ rule, index }));
  return {
    name: metadata.name,
    origin: manifest.origin,
    limits,
    overcommit: { ...spec.overcommit },
    rules: rules
      .filter(({ rule }) => isNamed(rule.match?.nodes, node))
      .map(({ rule, index }) => ruleOf(rule, at(manifest, 'spec', 'rules', index))),
  };
}

type WrittenRule = NonNullable<LocatedPolicy['value']['spec']['rules']>[number];

function ruleOf({ name, then, message, match = {} }: WrittenRule, origin: Origin): PolicyRule {
  const { above, below, nodes: _, ...parts } = match;
  return {
    ...{ name, origin, verdict: then },
    ...(message !== undefined && { message }),
    ...parts,
    ...(above !== undefined && { above: expectValue(readThreshold(above)) }),
    ...(below !== undefined && { below: expectValue(readThreshold(below)) }),
  };
}

function windowOf(manifest: LocatedWindow): WindowSpec {
  const { kind, schedule, duration, timeZone = 'UTC', classes, containers } = manifest.value.spec;
  return {
    ...{ name: manifest.value.metadata.name, origin: manifest.origin, kind, schedule, timeZone, classes },
    duration: expectValue(readOpenFor(duration)) * 1000,
    ...(containers !== undefined && { containers }),
  };
}

function approvalOf({ value, origin }: LocatedApproval): ApprovalSpec {
  const { plan, containers = [], expires } = value.spec;
  return {
    ...{ name: value.metadata.name, origin, containers, expires },
    ...(plan !== undefined && { plan }),
  };
}

const at = ({ source, mark }: LocatedPolicy, ...path: (string | number)[]): Origin =>
  originOf(source, markAt(mark, path));
