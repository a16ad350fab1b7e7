// How a manifest writes what a container may do, and what is mounted and set in it.

import type { MountWish } from '../../schema/mount.ts';
import { usualNfsOptions } from '../../schema/nfs.ts';
import { isUniform, type OomRule } from '../../schema/oom.ts';
import { formatSize } from '../../schema/units.ts';
import type { Spelling } from './spelling.ts';

export const privilegeSpellings: readonly Spelling[] = [
  {
    path: ['features', 'nesting'],
    pointers: ['/namespace/features'],
    write: ({ namespace }) =>
      namespace?.features && {
        value: namespace.features.includes('nesting'),
        usual: !namespace.features.includes('nesting'),
      },
  },
  {
    path: ['capabilities'],
    pointers: ['/namespace/capabilities'],
    write: ({ namespace }) => {
      const changes = namespace?.capabilities?.map((change) => change.split(':'));
      return (
        changes && {
          value: Object.fromEntries(changes.map(([name = '', word]) => [name, word === 'on'])),
          usual: changes.length === 0,
        }
      );
    },
  },
  {
    path: ['netfilter'],
    pointers: ['/namespace/netfilter'],
    write: ({ namespace }) => namespace?.netfilter && { value: namespace.netfilter },
  },
  {
    path: ['sysctls'],
    pointers: ['/namespace/sysctls'],
    write: ({ namespace }) => {
      const settings = namespace?.sysctls && Object.entries(namespace.sysctls);
      return (
        settings && {
          value: Object.fromEntries(settings.map(([name, text]) => [name, plainNumber(text)])),
          usual: settings.length === 0,
        }
      );
    },
  },
  {
    path: ['mounts'],
    pointers: ['/namespace/mounts'],
    write: ({ namespace }) => namespace?.mounts && { value: namespace.mounts.map(writeMount) },
  },
  {
    path: ['oomAdjust'],
    pointers: ['/namespace/oomAdjust'],
    write: ({ namespace }) => {
      const rules = namespace?.oomAdjust;
      if (rules === 'mixed') return { unsayable: 'somebody made a process likelier to survive than its rule says' };
      return rules && { value: writeRules(rules) };
    },
  },
];

/** As a number where that is the very text. */
const plainNumber = (text: string): number | string =>
  /^-?[0-9]{1,15}$/.test(text) && String(Number(text)) === text ? Number(text) : text;

function writeMount(wish: MountWish): object {
  const { type, target } = wish;
  if (wish.type === 'tmpfs') {
    const { size, mode } = wish;
    return { type, target, size: formatSize(size), ...(mode !== '1777' && { mode }) };
  }
  return {
    type,
    source: wish.source,
    target,
    ...(wish.readOnly && { readOnly: true }),
    ...(wish.type === 'nfs' && wish.options !== usualNfsOptions && { options: wish.options }),
  };
}

const writeRules = (rules: readonly OomRule[]): unknown =>
  rules.length === 1 && rules[0]?.command === '*' && isUniform(rules) ? rules[0].adjust : rules;
