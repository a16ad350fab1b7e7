// An NFS server of the suite's own: the kernel's, version 4 alone, with one directory for this machine itself. nfsd(7), exports(5).

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { missingTools } from '../helpers/tools.ts';

const CONTROL = '/proc/fs/nfsd';
const SERVER = '127.0.0.1';

/** Why there can be none here; undefined when there can. */
export function noNfsServer(): string | undefined {
  const reason = missingTools('nfs-kernel-server');
  if (reason !== undefined) return reason;
  spawnSync('/usr/sbin/modprobe', ['nfsd'], { stdio: 'ignore' });
  if (!readFileSync('/proc/filesystems', 'latin1').includes('\tnfsd\n'))
    return 'needs a kernel with an NFS server (nfsd): npm run test:vm has one';
  return existsSync(`${CONTROL}/threads`) && readFileSync(`${CONTROL}/threads`, 'latin1').trim() !== '0'
    ? 'this machine serves NFS already'
    : undefined;
}

export interface NfsServer {
  /** Starts answering, or stops. Clients wait. */
  answer(on: boolean): void;
  close(): void;
}

/** Serves `folder` as the root of what it exports. */
export function serveNfs(folder: string): NfsServer {
  const isMounted = existsSync(`${CONTROL}/threads`);
  if (!isMounted) execFileSync('/usr/bin/mount', ['-t', 'nfsd', 'nfsd', CONTROL]);
  mkdirSync('/var/lib/nfs/v4recovery', { recursive: true });
  // The least: how long a server that just began waits for clients of its former life.
  for (const name of ['nfsv4leasetime', 'nfsv4gracetime']) writeFileSync(`${CONTROL}/${name}`, '10');
  const exported = `${SERVER}:${folder}`;
  execFileSync('/usr/sbin/exportfs', ['-o', 'rw,no_root_squash,no_subtree_check,fsid=0', exported]);
  const daemon: ChildProcess = spawn('/usr/sbin/rpc.mountd', ['-F', '-N', '2', '-N', '3', '--no-udp'], {
    stdio: 'ignore',
  });
  const answer = (on: boolean): void => {
    execFileSync('/usr/sbin/rpc.nfsd', ['-N', '3', '--no-udp', '--host', SERVER, on ? '2' : '0']);
    if (on) writeFileSync(`${CONTROL}/v4_end_grace`, 'Y');
  };
  answer(true);
  return {
    answer,
    close: () => {
      answer(false);
      execFileSync('/usr/sbin/exportfs', ['-u', exported]);
      daemon.kill();
      if (!isMounted) execFileSync('/usr/bin/umount', [CONTROL]);
      rmSync(folder, { recursive: true });
    },
  };
}
