// A strict reader of the XML that reports are: elements, attributes, text, the five entities and character references. It
// throws where XML 1.0 says that a document is not well-formed.

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  // Char of XML 1.0 (2.2); lone surrogates are in none of its ranges.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  const wrong = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff<]|\p{Surrogate}/u.exec(text);
  if (wrong !== null) throw new Error(`${JSON.stringify(wrong[0])} in ${JSON.stringify(text)}`);
  return text.replace(/&([^;]*)(;?)/g, (whole, name: string, end: string) => {
    const numeric = /^#(\d+)$/.exec(name);
    const value = numeric === null ? entities[name] : String.fromCodePoint(Number(numeric[1]));
    if (end === '' || value === undefined) throw new Error(`no entity: ${whole}`);
    return value;
  });
}

/** The root element. */
export function parseXml(document: string): Element {
  const start = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!document.startsWith(start)) throw new Error('no declaration');
  const open: { name: string; attributes: Record<string, string>; children: Element[]; text: string }[] = [
    { name: '', attributes: {}, children: [], text: '' },
  ];
  const pattern = /<(\/?)([a-z-]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(.)/gs;
  for (const [, close, name = '', attributes = '', empty, text, stray] of document
    .slice(start.length)
    .matchAll(pattern)) {
    const top = open.at(-1);
    if (top === undefined || stray !== undefined) throw new Error(`stray ${stray ?? name}`);
    if (text !== undefined) {
      top.text += decoded(text);
    } else if (close === '/') {
      open.pop();
      if (top.name !== name) throw new Error(`</${name}> ends ${top.name}`);
      open.at(-1)?.children.push(top);
    } else {
      const pairs = [...attributes.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        decoded(value),
      ]);
      if (new Set(pairs.map(([key]) => key)).size !== pairs.length)
        throw new Error(`an attribute twice: ${attributes}`);
      const element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      if (empty === '/') top.children.push(element);
      else open.push(element);
    }
  }
  const [root] = open;
  if (open.length !== 1 || root?.children.length !== 1 || root.text.trim() !== '') throw new Error('not one root');
  return root.children[0] as Element;
}
