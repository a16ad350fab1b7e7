// Whether a document still says what a recorded one said. A minor format version only adds: keys, and elements of lists whose
// elements have names. Everything that was there has the same value, or, where a value is of the moment, the same form.

/** By the last key of the path. What these hold is another in every run; what it looks like is not. */
const ofTheMoment: Readonly<Record<string, RegExp>> = {
  revision: /^[\w./-]+@[0-9a-f]{7}$/,
  hash: /^[0-9a-f]{64}$/,
  effect: /^[0-9a-f]{64}$/,
  primaryLocationLineHash: /^[0-9a-f]{16}:\d+$/,
  fingerprint: /^[0-9a-f]{16}:\d+$/,
  ms: /^\d+$/,
  version: /^\d+\.\d+\.\d+/,
  semanticVersion: /^\d+\.\d+\.\d+/,
  // Sentences may be worded better; what programs read is beside them.
  message: /./,
  reason: /./,
  hint: /./,
  text: /./,
  description: /./,
  detail: /^/,
};

/** What names an element of a list, the first that all of them have. */
const names: readonly (readonly string[])[] = [
  ['pointer'],
  ['op', 'path'],
  ['code', 'path', 'line'],
  ['ruleId', 'level'],
  ['check_name', 'severity'],
  ['ctid'],
  ['feature'],
  ['resource'],
  ['parameter'],
  ['code'],
  ['id'],
  ['name'],
];

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is gone or has changed, as `path: what`; empty when nothing is. */
export function broken(recorded: unknown, today: unknown, path = ''): readonly string[] {
  if (Array.isArray(recorded)) return Array.isArray(today) ? brokenList(recorded, today, path) : [`${path}: no list`];
  if (isFields(recorded)) {
    if (!isFields(today)) return [`${path}: no mapping`];
    return Object.entries(recorded).flatMap(([key, value]) =>
      Object.hasOwn(today, key) ? broken(value, today[key], `${path}/${key}`) : [`${path}/${key}: gone`],
    );
  }
  const form = ofTheMoment[path.slice(path.lastIndexOf('/') + 1)];
  if (typeof recorded !== typeof today) return [`${path}: was ${typeof recorded}, is ${typeof today}`];
  if (form !== undefined) return form.test(String(today)) ? [] : [`${path}: ${String(today)} has another form`];
  return recorded === today ? [] : [`${path}: was ${JSON.stringify(recorded)}, is ${JSON.stringify(today)}`];
}

function brokenList(recorded: readonly unknown[], today: readonly unknown[], path: string): readonly string[] {
  const name = names.find((keys) =>
    [...recorded, ...today].every((one) => isFields(one) && keys.every((key) => key in one)),
  );
  if (name === undefined || recorded.length === 0) {
    if (recorded.length === 0) return [];
    if (recorded.length !== today.length) return [`${path}: had ${recorded.length} elements, has ${today.length}`];
    return recorded.flatMap((value, index) => broken(value, today[index], `${path}/${index}`));
  }
  const nameOf = (one: unknown): string => name.map((key) => String((one as Fields)[key])).join(' ');
  const left = [...today];
  return recorded.flatMap((value) => {
    const index = left.findIndex((one) => nameOf(one) === nameOf(value));
    if (index === -1) return [`${path}/[${nameOf(value)}]: gone`];
    const [found] = left.splice(index, 1);
    return broken(value, found, `${path}/[${nameOf(value)}]`);
  });
}
