// What a manifest changes of the default profile: what init gets of it, every process that enters its container gets too. Pure.

import { featureNames, type NamespaceState, netfilterLevels } from '../../../reconciler/state/container.ts';
import { capabilityChangeNames } from '../../../schema/capability.ts';

export type Profile = Required<Pick<NamespaceState, 'features' | 'capabilities' | 'netfilter'>>;

/** The profile of those who ask for nothing. */
export const DEFAULT_PROFILE: Profile = { features: [], capabilities: [], netfilter: 'full' };

/** What of a profile can be read in JSON: what is absent, or of another version, is as it is by default. */
export function asProfile(value: { readonly [Name in keyof Profile]?: unknown }): Profile {
  const among = <Name extends string>(names: readonly Name[], found: unknown): readonly Name[] =>
    Array.isArray(found) ? names.filter((name) => found.includes(name)) : [];
  return {
    features: among(featureNames, value.features),
    capabilities: among(capabilityChangeNames, value.capabilities),
    netfilter: netfilterLevels.find((level) => level === value.netfilter) ?? DEFAULT_PROFILE.netfilter,
  };
}
