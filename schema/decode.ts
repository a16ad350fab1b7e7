// Bytes -> text, refusing what is not a clean text file before any parser sees it.

import { problemAt, type SourceText, sourceText } from './mark.ts';
import type { Problem } from './problem.ts';
import type { Fault } from './reading.ts';

/** Incus uses the same bound; a manifest of this size is a mistake or an attack. */
const maxFileBytes = 1024 * 1024;

/** What a problem about a whole file says, when the file is not one that is read; undefined for a file that is. */
export function problemForKind(path: string, kind: 'file' | 'symlink' | 'other', size: number): Problem | undefined {
  if (kind === 'symlink') {
    return whole(path, {
      code: 'VZR011',
      message: 'the manifest is a symbolic link, which is never followed',
      hint: 'commit a copy of the file',
    });
  }
  if (kind === 'other') {
    return whole(path, {
      code: 'VZR012',
      message: 'the manifest is not a regular file',
      hint: 'submodules, devices and pipes are not read',
    });
  }
  return size > maxFileBytes ? whole(path, tooLarge(size)) : undefined;
}

const whole = (path: string, fault: Fault): Problem => ({
  code: fault.code,
  severity: 'error',
  origin: { path, line: 1, col: 1 },
  message: fault.message,
  ...(fault.hint === undefined ? {} : { hint: fault.hint }),
});

const tooLarge = (size: number): Fault => ({
  code: 'VZR001',
  message: `the file has ${size} bytes; at most ${maxFileBytes} (1 MiB) are read`,
  hint: 'split it into several files',
});

const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a file without its byte order mark, or the one problem that makes it unreadable. */
export function decode(
  path: string,
  bytes: Uint8Array,
): { readonly source: SourceText } | { readonly problem: Problem } {
  if (bytes.length > maxFileBytes) return { problem: whole(path, tooLarge(bytes.length)) };
  let decoded: string;
  try {
    decoded = strict.decode(bytes);
  } catch {
    return { problem: notUtf8(path, bytes) };
  }
  const source = sourceText(path, decoded.startsWith('\ufeff') ? decoded.slice(1) : decoded);
  const problem = controlCharacter(source) ?? conflictMarker(source);
  return problem === undefined ? { source } : { problem };
}

function notUtf8(path: string, bytes: Uint8Array): Problem {
  const bad = invalidUtf8(bytes);
  const before = lenient.decode(bytes.subarray(0, bad));
  const all = lenient.decode(bytes);
  const byte = bytes[bad] ?? 0;
  const bom = all.startsWith('\ufeff') ? 1 : 0;
  const at = before.length - bom;
  return problemAt(
    sourceText(path, all.slice(bom)),
    { start: at, end: at + 1 },
    {
      code: 'VZR002',
      message: `byte 0x${byte.toString(16).padStart(2, '0')} is not UTF-8`,
      hint: 'save the file as UTF-8',
    },
  );
}

/** The offset of the first byte that does not continue well-formed UTF-8 (Unicode table 3-7), or -1. */
function invalidUtf8(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      i += 1;
      continue;
    }
    const extra =
      lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    if (extra === 0) return i;
    for (let k = 1; k <= extra; k += 1) {
      const [low, high] = k === 1 ? (secondByte.get(lead) ?? [0x80, 0xbf]) : [0x80, 0xbf];
      const byte = bytes[i + k] ?? 0;
      if (byte < low || byte > high) return i;
    }
    i += extra + 1;
  }
  return -1;
}

/** Leads whose second byte is restricted: overlong forms, surrogates, beyond U+10FFFF. */
const secondByte: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
]);

/** YAML 1.2 section 5.1 allows no C0 and C1 controls but tab, line feed, carriage return and next line. */
function controlCharacter(source: SourceText): Problem | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds.
  const at = source.text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/);
  if (at === -1) return undefined;
  const code = source.text.charCodeAt(at);
  const name =
    code === 0 ? 'a NUL byte' : `the control character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return problemAt(
    source,
    { start: at, end: at + 1 },
    {
      code: 'VZR003',
      message: `the file contains ${name}`,
      hint: 'manifests are plain text; remove it',
    },
  );
}

function conflictMarker(source: SourceText): Problem | undefined {
  const match = /^(<{7}|>{7}|\|{7})(?=[ \r\n]|$)/m.exec(source.text);
  if (match === null) return undefined;
  return problemAt(
    source,
    { start: match.index, end: match.index + 7 },
    {
      code: 'VZR004',
      message: 'the file contains a merge conflict that was committed unresolved',
      hint: 'keep one side and remove the lines <<<<<<<, ======= and >>>>>>>',
    },
  );
}
