// How a manifest writes the devices of a container: features where they are one, the others by their numbers, which every host
// understands, or by their nodes where no host has been asked yet.

import type { ContainerState } from './container.ts';
import { deviceFeatures } from './resolve-devices.ts';
import type { Spelling, Written } from './spelling.ts';

const pointers = ['/cgroup/devices', '/namespace/devices'];
const PCI = 'pci ';

const rulesOf = ({ cgroup }: ContainerState): readonly string[] | undefined => cgroup?.devices;

export const deviceSpellings: readonly Spelling[] = [
  ...deviceFeatures.map(
    ([name, rule]): Spelling => ({
      path: ['features', name],
      pointers,
      write: (state) => {
        const isOn = rulesOf(state)?.includes(rule);
        return isOn === undefined ? undefined : { value: isOn, usual: !isOn };
      },
    }),
  ),
  { path: ['devices'], pointers, write: (state) => writeDevices(rulesOf(state)) },
  {
    path: ['pci'],
    pointers,
    write: (state) => {
      const wishes = rulesOf(state)?.filter((text) => text.startsWith(PCI));
      return wishes && { value: wishes.map((text) => text.slice(PCI.length)), usual: wishes.length === 0 };
    },
  },
];

function writeDevices(rules: readonly string[] | undefined): Written | undefined {
  if (rules === undefined) return undefined;
  const gone = rules.find((rule) => rule.startsWith('no '));
  if (gone !== undefined)
    return { unsayable: `somebody took away ${gone.slice('no '.length)}, which every container has` };
  const features = deviceFeatures.map(([, rule]): string => rule);
  const others = rules.filter((rule) => !features.includes(rule) && !rule.startsWith(PCI));
  return { value: others.map(writeDevice), usual: others.length === 0 };
}

/** "/dev/ttyS0 rw ttyS0" as its path alone where that says it all. */
function writeDevice(text: string): unknown {
  const [path = '', access = '', name = ''] = text.split(' ');
  if (!path.startsWith('/')) return text;
  const isUsual = path === `/dev/${name}`;
  if (isUsual && access === 'rw') return path;
  return { path, ...(access !== 'rw' && { access }), ...(!isUsual && { name }) };
}
