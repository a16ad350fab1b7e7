// Which interfaces of the host can be lent. Pure over what the host says of its links.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Ctid } from '../../schema/units.ts';

export interface HostLink {
  /** Whether a default route of the host leads through it. */
  readonly leads: boolean;
  readonly isBridge: boolean;
}

export interface LentInterface {
  readonly ctid: Ctid;
  readonly name: string;
  /** Address of its PCI function. */
  readonly pci?: string;
}

export interface LinkView {
  /** Those of the names that are on the host. */
  links(names: readonly string[]): ReadonlyMap<string, HostLink>;
  loans(): readonly LentInterface[];
  /** Of the Node. */
  uplink(): string | undefined;
}

/** Why the host cannot give these away. */
export function refuseNetdevs(view: LinkView, ctid: Ctid | undefined, names: readonly string[]): readonly Refusal[] {
  if (names.length === 0) return [];
  const links = view.links(names);
  const uplink = view.uplink();
  const pointer = '/network/netdevs';
  return names.flatMap((name): Refusal[] => {
    const link = links.get(name);
    if (link === undefined) {
      const holder = view.loans().find((loan) => loan.ctid !== ctid && loan.name === name)?.ctid;
      const reason =
        holder === undefined ? `this host has no interface ${name}` : `${name} is with container ${holder}`;
      return [{ code: 'VZR648', pointer, reason, hint: 'ip link shows what there is' }];
    }
    const why = link.leads
      ? 'the default route of this host leads through it'
      : name === uplink
        ? 'it is the uplink of this node'
        : link.isBridge
          ? 'a bridge cannot leave the host'
          : undefined;
    return why === undefined ? [] : [{ code: 'VZR649', pointer, reason: `${name} cannot be given away: ${why}` }];
  });
}
