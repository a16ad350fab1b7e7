// What this process may give to others: its own resource limits, and whether it may raise them. proc_pid_status(5).

import { readFileSync } from 'node:fs';
import { capabilityNames } from '../../schema/capability.ts';
import { parsePidStatus } from '../procfs/pid-status.ts';
import type { Giver } from './profile/limits.ts';

export function readGiver(): Giver {
  const { capabilities } = parsePidStatus(readFileSync('/proc/self/status', 'latin1'), '/proc/self/status');
  const bit = BigInt(capabilityNames.indexOf('sys_resource'));
  return {
    own: readFileSync('/proc/self/limits', 'latin1'),
    mayRaise: ((capabilities.effective >> bit) & 1n) === 1n,
  };
}
