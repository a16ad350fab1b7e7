// Loop devices, loop(4): LOOP_CONFIGURE (Linux 5.8) attaches a file and sets autoclear in one step, so that no crash
// between two calls leaves a device behind. Device nodes are expected under /dev (devtmpfs).

import { closeSync, constants, openSync, readdirSync, readFileSync } from 'node:fs';
import { hasCode } from './error-code.ts';
import { ioctl } from './ioctl.ts';

const LOOP_SET_CAPACITY = 0x4c07;
const LOOP_CONFIGURE = 0x4c0a;
const LOOP_CTL_GET_FREE = 0x4c82;
const LO_FLAGS_AUTOCLEAR = 4;
const LO_FLAGS_DIRECT_IO = 16;
const CONFIG_SIZE = 304;
const CONFIG_FLAGS_AT = 8 + 52;
const CONFIG_NAME_AT = 8 + 56;
const NAME_SIZE = 64;
const ATTEMPTS = 64;

/** An attached device. Autoclear detaches it with the last close or unmount, so mount it before closing `fd`. */
export interface LoopDevice extends Disposable {
  readonly path: string;
}

/**
 * Attaches `file` to a free loop device, with direct I/O when the file system below can do it (no second page cache).
 * The caller makes sure that the file is not attached yet: see loopOf. Throws SyscallError.
 */
export function attachLoop(file: string): LoopDevice {
  const backing = openSync(file, constants.O_RDWR | constants.O_NOFOLLOW);
  const control = openSync('/dev/loop-control', constants.O_RDWR);
  try {
    for (let attempt = 0; ; attempt += 1) {
      const index = ioctl(control, LOOP_CTL_GET_FREE, 0, 'LOOP_CTL_GET_FREE', file);
      const path = `/dev/loop${index}`;
      const fd = openSync(path, constants.O_RDWR);
      try {
        configure(fd, backing, file);
        return { path, [Symbol.dispose]: () => closeSync(fd) };
      } catch (error) {
        closeSync(fd);
        // Another process took the same free device between the two calls.
        if (!hasCode(error, 'EBUSY') || attempt === ATTEMPTS) throw error;
      }
    }
  } finally {
    closeSync(control);
    closeSync(backing);
  }
}

function configure(fd: number, backing: number, file: string): void {
  const config = Buffer.alloc(CONFIG_SIZE);
  config.writeUInt32LE(backing, 0);
  config.writeUInt32LE(LO_FLAGS_AUTOCLEAR | LO_FLAGS_DIRECT_IO, CONFIG_FLAGS_AT);
  config.write(file.slice(0, NAME_SIZE - 1), CONFIG_NAME_AT, 'utf8');
  try {
    ioctl(fd, LOOP_CONFIGURE, config, 'LOOP_CONFIGURE', file);
  } catch (error) {
    if (!hasCode(error, 'EINVAL')) throw error;
    config.writeUInt32LE(LO_FLAGS_AUTOCLEAR, CONFIG_FLAGS_AT);
    ioctl(fd, LOOP_CONFIGURE, config, 'LOOP_CONFIGURE', file);
  }
}

/** Makes the device see the present size of its file. Throws SyscallError. */
export function refreshLoopSize(device: string): void {
  withDevice(device, (fd) => ioctl(fd, LOOP_SET_CAPACITY, 0, 'LOOP_SET_CAPACITY', device));
}

/** Backing file -> device of all attached loop devices, from sysfs. A file that was unlinked ends in " (deleted)". */
export function loopDevices(): ReadonlyMap<string, string> {
  const devices = new Map<string, string>();
  for (const name of readdirSync('/sys/block')) {
    if (!name.startsWith('loop')) continue;
    try {
      devices.set(readFileSync(`/sys/block/${name}/loop/backing_file`, 'utf8').trimEnd(), `/dev/${name}`);
    } catch (error) {
      // The directory exists only while the device is attached.
      if (!hasCode(error, 'ENOENT', 'ENXIO')) throw error;
    }
  }
  return devices;
}

function withDevice(device: string, work: (fd: number) => void): void {
  const fd = openSync(device, constants.O_RDWR);
  try {
    work(fd);
  } finally {
    closeSync(fd);
  }
}
