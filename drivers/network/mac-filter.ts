// The program that lets a device send from its own MAC address only; pure. Classic BPF for cls_bpf in direct-action mode,
// as in source-filter.ts: it sees every frame before the bridge does.

const LOAD_WORD = 0x20;
const LOAD_HALF = 0x28;
const JUMP_EQUAL = 0x15;
const RETURN = 0x06;
const SHOT = 2;
/** TC_ACT_UNSPEC: go on with the next filter. */
const PASS = 0xffffffff;
const SOURCE = 6;

/** struct sock_filter[]: dropped is what comes from another address than this one. */
export function macFilter(mac: string): Buffer {
  const bytes = Buffer.from(mac.replaceAll(':', ''), 'hex');
  return Buffer.from(
    Uint32Array.of(
      ...[LOAD_WORD, SOURCE],
      ...[JUMP_EQUAL | (3 << 24), bytes.readUInt32BE(0)],
      ...[LOAD_HALF, SOURCE + 4],
      ...[JUMP_EQUAL | (1 << 24), bytes.readUInt16BE(4)],
      ...[RETURN, PASS],
      ...[RETURN, SHOT],
    ).buffer,
  );
}
