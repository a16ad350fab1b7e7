// Ethernet frames and a classic BPF machine written from the documentation, independent of the program's author.

export const frame = (ethertype: number, payload: Uint8Array): Buffer => {
  const header = Buffer.alloc(14);
  header.writeUInt16BE(ethertype, 12);
  return Buffer.concat([header, payload]);
};

export function ipv4(source: readonly number[]): Buffer {
  const bytes = Buffer.alloc(28);
  bytes[0] = 0x45;
  bytes.set(source, 12);
  return frame(0x0800, bytes);
}

export function ipv6(source: readonly number[]): Buffer {
  const bytes = Buffer.alloc(48);
  bytes[0] = 0x60;
  bytes.set(source, 8);
  return frame(0x86dd, bytes);
}

/** Runs struct sock_filter[] over a frame as net/core/filter.c defines it; a load past the end returns 0. */
export function runFilter(program: Buffer, packet: Buffer, vlanTag = false): number {
  let accumulator = 0;
  for (let pc = 0; pc < program.length / 8; pc += 1) {
    const code = program.readUInt16LE(pc * 8);
    const [jt, jf, k] = [program[pc * 8 + 2] ?? 0, program[pc * 8 + 3] ?? 0, program.readUInt32LE(pc * 8 + 4)];
    if (code === 0x06) return k;
    if (code === 0x05) pc += k;
    else if (code === 0x15) pc += accumulator === k ? jt : jf;
    else if (code === 0x35) pc += accumulator >= k ? jt : jf;
    else if (code === 0x80) accumulator = packet.length;
    else if (code === 0x20 && k === 0xfffff000) accumulator = packet.readUInt16BE(12);
    else if (code === 0x20 && k === 0xfffff030) accumulator = vlanTag ? 1 : 0;
    else if (code === 0x20 && k + 4 <= packet.length) accumulator = packet.readUInt32BE(k);
    else if (code === 0x20) return 0;
    else throw new Error(`instruction ${pc}: unknown code 0x${code.toString(16)}`);
  }
  throw new Error('the program ran off its end');
}
