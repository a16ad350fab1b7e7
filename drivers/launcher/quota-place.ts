// Where the quotas of a container are that may ask and set its own: the image its root is in. stat(2), loop(4).

import { statSync } from 'node:fs';
import { unpackDevice } from '../kernel/device-number.ts';
import type { LaunchSpec } from './launch-spec.ts';
import { parentOf } from './root-tape.ts';
import type { RunRecord } from './run-record.ts';

type Root = Pick<LaunchSpec, 'root' | 'base'>;

/** The loop device of its image, by its name in /dev. */
export const quotaDevice = (root: LaunchSpec['root']): NonNullable<LaunchSpec['quotas']> => ({
  device: `loop${unpackDevice(statSync(parentOf(root)).dev).minor}`,
});

/** What its run record says of it. */
export const quotaPlace = ({ root, base }: Root): NonNullable<RunRecord['quotas']> => ({ image: parentOf(root), base });
