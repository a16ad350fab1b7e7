// The program that lets a container send only from addresses it owns; pure. Classic BPF (Documentation/networking/filter.rst)
// run by cls_bpf in direct-action mode, so its return value is the verdict. It sees every frame the container sends,
// before ARP, bridges, taps and routing do.

import { binary } from '../netlink/address.ts';

/** struct sock_filter as two words: code and jumps, operand. */
type Instruction = readonly [operation: number, k: number];

const op = (code: number, k: number, ifTrue = 0, ifFalse = 0): Instruction => [
  code | (ifTrue << 16) | (ifFalse << 24),
  k,
];

const LOAD_WORD = 0x20;
const LOAD_LENGTH = 0x80;
const JUMP = 0x05;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const RETURN = 0x06;

// SKF_AD_OFF + SKF_AD_*: what the kernel knows of a packet beside its bytes.
const PROTOCOL_FIELD = 0xfffff000;
const VLAN_TAG_PRESENT = 0xfffff000 + 48;

const ETHERNET_HEADER = 14;
const IPV4 = { ethertype: 0x0800, header: 20, source: ETHERNET_HEADER + 12, words: 1 };
const IPV6 = { ethertype: 0x86dd, header: 40, source: ETHERNET_HEADER + 8, words: 4 };

const drop = op(RETURN, 2); // TC_ACT_SHOT
// TC_ACT_UNSPEC: go on with the next filter, if the administrator has one.
const pass = op(RETURN, 0xffffffff);

/** BPF_MAXINSNS. */
const MAX_INSTRUCTIONS = 4096;

/** struct sock_filter[] for these addresses (canonical text, any order): all else is dropped, every other ethertype and VLAN tags too. */
export function sourceFilter(addresses: readonly string[]): Buffer {
  const program = instructions(addresses);
  const words = new Uint32Array(program.length * 2);
  let at = 0;
  for (const [operation, k] of program) {
    words[at] = operation;
    words[at + 1] = k;
    at += 2;
  }
  return Buffer.from(words.buffer);
}

/** Whether one program can hold them all: 1300 IPv4 or 450 IPv6 addresses do. */
export function fitsFilter(addresses: readonly string[]): boolean {
  // A load and a jump for each word, and the pass; beside them nine, and four around each family.
  const each = addresses.map((address) => 1 + 2 * (address.includes(':') ? IPV6 : IPV4).words);
  return each.reduce((sum, one) => sum + one, 9 + 2 * 4) <= MAX_INSTRUCTIONS;
}

function instructions(addresses: readonly string[]): Instruction[] {
  const owned = [...addresses].sort().map((address) => binary(address).bytes);
  const v4 = section(
    owned.filter(({ length }) => length === 4),
    IPV4,
  );
  const v6 = section(
    owned.filter(({ length }) => length === 16),
    IPV6,
  );
  return [
    op(LOAD_WORD, VLAN_TAG_PRESENT),
    op(JUMP_EQUAL, 0, 1),
    drop,
    op(LOAD_WORD, PROTOCOL_FIELD),
    op(JUMP_EQUAL, IPV4.ethertype, 2),
    op(JUMP_EQUAL, IPV6.ethertype, 2),
    drop,
    // Conditional jumps reach 255 instructions, unconditional ones anywhere.
    op(JUMP, 1),
    op(JUMP, v4.length),
    ...v4,
    ...v6,
  ];
}

function section(owned: readonly Buffer[], { header, source, words }: typeof IPV4): Instruction[] {
  // A load beyond the packet ends the program with 0, which would mean "pass".
  const checked: Instruction[] = [op(LOAD_LENGTH, 0), op(JUMP_AT_LEAST, ETHERNET_HEADER + header, 1), drop];
  for (const address of owned) {
    for (let word = 0; word < words; word += 1) {
      // To the next address when a word differs: over the words still to be compared, and the pass.
      const rest = (words - word - 1) * 2 + 1;
      checked.push(op(LOAD_WORD, source + word * 4), op(JUMP_EQUAL, address.readUInt32BE(word * 4), 0, rest));
    }
    checked.push(pass);
  }
  return [...checked, drop];
}
