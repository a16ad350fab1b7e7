// Who runs a command, by name.

import { userInfo } from 'node:os';

/** Who asked: sudo(8) says it, and else the owner of this process, who may have no name. */
export function user(): string {
  const { SUDO_USER } = process.env;
  if (SUDO_USER !== undefined && SUDO_USER !== '') return SUDO_USER;
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}
