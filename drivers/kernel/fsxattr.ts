// The project of a directory, ioctl_xfs_fsgetxattr(2): FS_IOC_FSGETXATTR and FS_IOC_FSSETXATTR of <linux/fs.h>, which ext4
// (Linux 4.5) answers as XFS does. Only the initial user namespace may change a project (fileattr_set_prepare, fs/ioctl.c).

import { withDirectory } from './directory.ts';
import { ioctl } from './ioctl.ts';

const FSGETXATTR = 0x801c581f;
const FSSETXATTR = 0x401c5820;
const SIZE = 28;
const PROJECT_AT = 12;
/** FS_XFLAG_PROJINHERIT: what is made in the directory gets its project, and nothing of another one can be moved in. */
const INHERIT = 0x200;

/** The project of a directory, 0 when it has none. Throws SyscallError (ENOTTY: the file system has no projects). */
export function projectOf(directory: string): number {
  return withDirectory(directory, (fd) => attributesOf(fd, directory).readUInt32LE(PROJECT_AT));
}

/** Puts an empty directory and all that will be made in it into a project; 0 takes it out. Throws SyscallError. */
export function setProject(directory: string, id: number): void {
  withDirectory(directory, (fd) => {
    const attributes = attributesOf(fd, directory);
    const others = attributes.readUInt32LE(0) & ~INHERIT;
    attributes.writeUInt32LE((id === 0 ? others : others | INHERIT) >>> 0, 0);
    attributes.writeUInt32LE(id, PROJECT_AT);
    ioctl(fd, FSSETXATTR, attributes, 'FS_IOC_FSSETXATTR', `${directory} project ${id}`);
  });
}

function attributesOf(fd: number, subject: string): Buffer {
  const attributes = Buffer.alloc(SIZE);
  ioctl(fd, FSGETXATTR, attributes, 'FS_IOC_FSGETXATTR', subject);
  return attributes;
}
