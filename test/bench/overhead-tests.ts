// What `npm run bench:overhead` measures, by the names overhead.c knows, and where a container's extra cost comes from. Pure.

export interface OverheadTest {
  readonly name: string;
  readonly title: string;
  /** How many are done at least, for one measurement. */
  readonly batch: number;
  /** Shown where the cost is above the goal. */
  readonly why: string;
}

const test = (name: string, title: string, why: string, batch = 1): OverheadTest => ({ name, title, why, batch });

const NOTHING = 'nothing of ours is on this path: noise';
const FILTER = 'every call passes the system call filter (seccomp)';
const OVERLAY = 'the root is an overlay: each call goes through two file systems';
const GROUPS = 'its groups are two levels deeper in every hierarchy; each switch counts in all of them';
const FIRST_PAGES = 'pages are charged to its memory group';
const FLUSH = 'an overlay writes what the file system below it would: noise of the disk';

export const TESTS: readonly OverheadTest[] = [
  test('integers', 'cpu: integers', NOTHING, 1000),
  test('floats', 'cpu: floating point', NOTHING, 1000),
  test('chase', 'memory: random reads, 16 MiB', NOTHING, 1000),
  test('copy', 'memory: copy 1 MiB', NOTHING),
  test('fault', 'memory: first touch of a page', FIRST_PAGES, 256),
  test('getppid', 'call: getppid', FILTER, 100),
  test('ioctl', 'call: ioctl', `${FILTER}, and this one's arguments are looked at`, 100),
  test('read', 'call: read 1 byte of /dev/zero', FILTER, 100),
  test('stat-tmpfs', 'call: stat, tmpfs', FILTER, 100),
  test('open-tmpfs', 'call: open + close, tmpfs', `${FILTER}; the open file is charged to its memory group`, 100),
  test('stat', 'call: stat, root', OVERLAY, 100),
  test('open', 'call: open + close, root', OVERLAY, 100),
  test('fork', 'process: fork + exit + wait', GROUPS),
  test('exec', 'process: vfork + exec + wait', `${OVERLAY}: the program is one of its files`),
  test('pipe', 'process: pipe ping-pong', GROUPS, 10),
  test('file-read', 'file: read 4 KiB, cached', OVERLAY, 10),
  test('file-write', 'file: write 4 KiB, cached', OVERLAY, 10),
  test('create', 'file: create + unlink', OVERLAY),
  test('sync-write', 'disk: write 4 KiB + fdatasync', FLUSH),
  test('disk-write', 'disk: write 8 MiB + fdatasync', FLUSH, 8),
  test('disk-read', 'disk: read 1 MiB, not cached', FLUSH),
  test('tcp-ping', 'loopback: TCP ping-pong', GROUPS, 10),
  test('tcp-stream', 'loopback: TCP 64 KiB', NOTHING),
];
