// Secrets by their looks: passwords in URLs, in arguments and in headers.

/** What people see of them. */
export const MASK = '***';
const secretText: readonly (readonly [RegExp, string])[] = [
  // user:password@ of a URL, RFC 3986 3.2.1.
  [/\/\/[^/\s@]+@/g, `//${MASK}@`],
  // The end of a name is enough: access_token=, MYSQL_PASSWORD=; sig= signs a URL.
  [
    /((?:pass(?:word|wd|phrase)?|secret|token|credential|(?:private|api|access)_?key|sig|signature)=)[^\s,;&]+/gi,
    `$1${MASK}`,
  ],
  [/\b(bearer\s+|authorization:\s*basic\s+)[^\s,;&]+/gi, `$1${MASK}`],
];

/** The text with *** in the place of secrets. */
export const maskedText = (text: string): string =>
  secretText.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text);
