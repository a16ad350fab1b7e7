// Device numbers as the C library packs them: makedev(3).

/** dev_t -> major and minor: gnu_dev_major, gnu_dev_minor. */
export function unpackDevice(device: number): { readonly major: number; readonly minor: number } {
  const bits = BigInt(device);
  const major = ((bits >> 8n) & 0xfffn) | ((bits >> 32n) & ~0xfffn);
  const minor = (bits & 0xffn) | ((bits >> 12n) & ~0xffn & 0xffffffffn);
  return { major: Number(major), minor: Number(minor) };
}

/** gnu_dev_makedev, for numbers that <linux/kdev_t.h> allows: 12 bits and 20 bits. */
export const packDevice = (major: number, minor: number): number =>
  (minor & 0xff) + (major & 0xfff) * 0x100 + (minor >>> 8) * 0x100000;
