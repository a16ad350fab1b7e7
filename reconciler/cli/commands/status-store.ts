// Where the commands that make passes leave what `status` tells: nothing of a host in memory, which ends with its pass.

import { noStatus, type StatusStore, statusFile } from '../../run/status-file.ts';
import type { Options } from '../options.ts';

/** `complain` is told why the file cannot be written. */
export const statusStore = ({ simulate, root }: Options, complain: (error: unknown) => void): StatusStore =>
  simulate ? noStatus : statusFile(root, () => new Date(), complain);
