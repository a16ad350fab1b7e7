// The program that lets a container send only from addresses it owns; pure. Classic BPF (Documentation/networking/filter.rst)
// run by cls_bpf in direct-action mode, so its return value is the verdict. It sees every frame the container sends,
// before ARP, bridges, taps and routing do.

import { addressBytes } from '../../schema/address.ts';

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, k: number];

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

const drop: Instruction = [RETURN, 0, 0, 2]; // TC_ACT_SHOT
// TC_ACT_UNSPEC: go on with the next filter, if the administrator has one.
const pass: Instruction = [RETURN, 0, 0, 0xffffffff];

/** BPF_MAXINSNS. */
const MAX_INSTRUCTIONS = 4096;

/** struct sock_filter[] for these addresses (canonical text, any order): all else is dropped, every other ethertype and VLAN tags too. */
export function sourceFilter(addresses: readonly string[]): Buffer {
  const program = instructions(addresses);
  const bytes = Buffer.alloc(program.length * 8);
  for (const [i, [code, ifTrue, ifFalse, k]] of program.entries()) {
    bytes.writeUInt16LE(code, i * 8);
    bytes.writeUInt8(ifTrue, i * 8 + 2);
    bytes.writeUInt8(ifFalse, i * 8 + 3);
    bytes.writeUInt32LE(k, i * 8 + 4);
  }
  return bytes;
}

/** Whether one program can hold them all: 1300 IPv4 or 450 IPv6 addresses do. */
export const fitsFilter = (addresses: readonly string[]): boolean => instructions(addresses).length <= MAX_INSTRUCTIONS;

function instructions(addresses: readonly string[]): Instruction[] {
  const owned = [...addresses].sort().map((address) => Buffer.from(addressBytes(address) ?? []));
  const v4 = section(
    owned.filter(({ length }) => length === 4),
    IPV4,
  );
  const v6 = section(
    owned.filter(({ length }) => length === 16),
    IPV6,
  );
  return [
    [LOAD_WORD, 0, 0, VLAN_TAG_PRESENT],
    [JUMP_EQUAL, 1, 0, 0],
    drop,
    [LOAD_WORD, 0, 0, PROTOCOL_FIELD],
    [JUMP_EQUAL, 2, 0, IPV4.ethertype],
    [JUMP_EQUAL, 2, 0, IPV6.ethertype],
    drop,
    // Conditional jumps reach 255 instructions, unconditional ones anywhere.
    [JUMP, 0, 0, 1],
    [JUMP, 0, 0, v4.length],
    ...v4,
    ...v6,
  ];
}

function section(owned: readonly Buffer[], { header, source, words }: typeof IPV4): Instruction[] {
  // A load beyond the packet ends the program with 0, which would mean "pass".
  const checked: Instruction[] = [[LOAD_LENGTH, 0, 0, 0], [JUMP_AT_LEAST, 1, 0, ETHERNET_HEADER + header], drop];
  for (const address of owned) {
    for (let word = 0; word < words; word += 1) {
      // To the next address when a word differs: over the words still to be compared, and the pass.
      const rest = (words - word - 1) * 2 + 1;
      checked.push([LOAD_WORD, 0, 0, source + word * 4], [JUMP_EQUAL, 0, rest, address.readUInt32BE(word * 4)]);
    }
    checked.push(pass);
  }
  return [...checked, drop];
}
