// Text that is safe to print. Strings in a plan come from manifests, markers and the kernel, so a container could put
// terminal escapes, line breaks or bidirectional overrides in them; every renderer passes them through here.

// C0, DEL, C1, soft hyphen, Arabic letter mark, zero width and bidirectional controls, line separators, BOM, lone surrogates.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/** The text with every invisible or terminal-controlling character written as `\u001b`. */
export function visible(text: string): string {
  return text.replace(hidden, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

/** Bytes of the text in UTF-8. It has no lone surrogates: `visible` writes them out. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Both halves of a pair are two of its four bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** "1 container", "2 containers". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Backticks enough that `text` cannot close them; at least `least`. CommonMark 4.5 and 6.1. */
export function fence(text: string, least: number): string {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return '`'.repeat(Math.max(least, longest + 1));
}

/** The same inside of an HTML element, where Markdown is not read. */
export function htmlCode(text: string): string {
  const safe = visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<code>${safe}</code>`;
}

/** A Markdown code span that nothing in `text` can leave; also inside a table cell. */
export function code(text: string): string {
  const safe = visible(text).replaceAll('|', '\\|');
  const ticks = fence(safe, 1);
  const padding = safe.startsWith('`') || safe.endsWith('`') || safe === '' ? ' ' : '';
  return `${ticks}${padding}${safe}${padding}${ticks}`;
}

/** "2026-11-27T01:00:00Z" of an ISO 8601 time in UTC with a part of a second. */
export const wholeSeconds = (time: string): string => time.replace(/\.\d+Z$/, 'Z');
