// Sends raw Ethernet frames (hex arguments) on a link by packet(7). Runs inside a stand-in's network namespace.

import koffi from 'koffi';

const libc = koffi.load('libc.so.6');
const socket = libc.func('int socket(int domain, int type, int protocol)');
const index = libc.func('uint if_nametoindex(const char *name)');
const sendto = libc.func(
  'long sendto(int fd, const void *data, size_t size, int flags, const void *address, uint length)',
);

const [name, ...frames] = process.argv.slice(2);
const fd = socket(17, 3, 0);
const address = Buffer.alloc(20);
address.writeUInt16LE(17, 0);
address.writeInt32LE(index(name), 4);
for (const frame of frames) {
  const bytes = Buffer.from(frame, 'hex');
  if (Number(sendto(fd, bytes, bytes.length, 0, address, address.length)) !== bytes.length) {
    throw new Error(`sendto ${name}: errno ${koffi.errno()}`);
  }
}
