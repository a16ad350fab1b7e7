// Capabilities a container may ever have, capabilities(7): OpenVZ's upstream mask without VE_ADMIN, and what a manifest changes. Pure.
// Inheritable and ambient sets stay empty (CVE-2022-24769 and its siblings); the bounding set is the whole policy.

import { type CapabilityChange, type CapabilityName, capabilityNames, isWithheld } from '../../../schema/capability.ts';

/** Capabilities of a later kernel that we do not know are dropped too: up to the most a kernel can have. */
const MOST = 63;

export interface DroppedCapability {
  readonly number: number;
  readonly name: string;
  /** False for one this kernel may not have. */
  readonly known: boolean;
}

export interface CapabilitySets {
  /** Taken from the bounding set. */
  readonly dropped: readonly DroppedCapability[];
  /** The others as the two 32-bit words capset(2) takes. */
  readonly kept: { readonly low: number; readonly high: number };
  /** How many these are. */
  readonly count: number;
}

const isKept = (name: CapabilityName, changes: readonly string[]): boolean =>
  isWithheld(name) ? changes.includes(`${name}:on`) : !changes.includes(`${name}:off`);

/** What a process of a container drops and keeps: the default set but for the changes. */
export function capabilitySets(changes: readonly string[]): CapabilitySets {
  const kept = capabilityNames.flatMap((name, number) => (isKept(name, changes) ? [number] : []));
  const word = (at: number): number =>
    kept.reduce((bits, number) => (number >> 5 === at ? bits + 2 ** (number & 31) : bits), 0);
  const all = Array.from({ length: MOST + 1 }, (_, number) => ({
    number,
    name: `CAP_${capabilityNames[number]?.toUpperCase() ?? number}`,
    known: number < capabilityNames.length,
  }));
  return {
    dropped: all.filter(({ number }) => !kept.includes(number)),
    kept: { low: word(0), high: word(1) },
    count: kept.length,
  };
}

/**
 * How a bounding set differs from the default one. A set only ever shrinks: what init was given and has dropped since
 * (systemd's CapabilityBoundingSet= does) is its own doing, and no difference.
 */
export function changesOf(bounding: bigint, given: readonly string[]): readonly CapabilityChange[] {
  return capabilityNames.flatMap((name, number): CapabilityChange[] => {
    const has = ((bounding >> BigInt(number)) & 1n) === 1n || isKept(name, given);
    return has === isWithheld(name) ? [`${name}:${has ? 'on' : 'off'}`] : [];
  });
}
