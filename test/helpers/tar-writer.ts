// Writes tar archives byte by byte, also those no honest tool would make.

export interface TarEntry {
  readonly name: string;
  /** 0 file, 1 hard link, 2 symlink, 3 character device, 4 block device, 5 directory, 6 FIFO, x and L extended names. */
  readonly type?: string;
  readonly link?: string;
  readonly body?: Buffer | string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly device?: readonly [number, number];
  /** What the header says instead of the real size. */
  readonly claimedSize?: number;
  readonly breakChecksum?: boolean;
}

/** A ustar archive with the two blocks that end it. */
export function tar(...entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(entryBytes), Buffer.alloc(1024)]);
}

function entryBytes(entry: TarEntry): Buffer {
  const body = Buffer.from(entry.body ?? '');
  const header = Buffer.alloc(512);
  const octal = (value: number, at: number, size: number): unknown =>
    header.write(value.toString(8).padStart(size - 1, '0'), at, 'latin1');
  header.write(entry.name, 0, 100, 'latin1');
  octal(entry.mode ?? (entry.type === '5' ? 0o755 : 0o644), 100, 8);
  octal(entry.uid ?? 0, 108, 8);
  octal(entry.gid ?? 0, 116, 8);
  octal(entry.claimedSize ?? body.length, 124, 12);
  octal(1_700_000_000, 136, 12);
  header.write(entry.type ?? '0', 156, 'latin1');
  header.write(entry.link ?? '', 157, 100, 'latin1');
  header.write('ustar\0' + '00', 257, 'latin1');
  octal(entry.device?.[0] ?? 0, 329, 8);
  octal(entry.device?.[1] ?? 0, 337, 8);
  header.write('        ', 148, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0) + (entry.breakChecksum ? 1 : 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

/** An extended header (pax) for the entry that follows. */
export function pax(records: Readonly<Record<string, Buffer | string>>): TarEntry {
  const body = Object.entries(records).map(([key, value]) => {
    const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')]);
    let length = rest.length + 1;
    while (length !== rest.length + String(length).length) length = rest.length + String(length).length;
    return Buffer.concat([Buffer.from(String(length)), rest]);
  });
  return { name: 'pax', type: 'x', body: Buffer.concat(body) };
}
