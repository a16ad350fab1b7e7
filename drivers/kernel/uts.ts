// Reading another process' host name: gethostname(2) in its UTS namespace.
// Setting it goes through the launch player, which becomes container root first.

import { hostname } from 'node:os';
import { inNamespacesOf } from './namespace.ts';

/** The host name process `pid` sees. Throws SyscallError, ENOENT. */
export const hostnameOf = (pid: number): string => inNamespacesOf(pid, ['uts'], hostname);
