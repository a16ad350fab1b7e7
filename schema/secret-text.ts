// Secrets by their looks: passwords in URLs, in arguments and in headers, and tokens that say what they are.

/** What people see of them. */
export const MASK = '***';

const names = 'pass(?:word|wd|phrase)?|secret|token|credential|(?:private|api|access)[_-]?key';

/** What stands before a secret, and the secret. */
const secretText: readonly RegExp[] = [
  // What stands in the place of one in a snapshot.
  /\b()(secret:[0-9a-f]{16})\b/g,
  // user:password@ of a URL, RFC 3986 3.2.1.
  /(\/\/)([^/\s@]+)(?=@)/g,
  // The end of a name is enough: access_token=, MYSQL_PASSWORD=; sig= signs a URL.
  new RegExp(`((?:${names}|sig|signature)=)([^\\s,;&]+)`, 'gi'),
  /\b(bearer\s+|authorization:\s*basic\s+)([^\s,;&]+)/gi,
  // GitHub, GitLab, Slack, Stripe, Standard Webhooks; JSON Web Tokens (RFC 7519).
  /\b()((?:gh[opsur]_|github_pat_|gl[a-z]{2,6}-|xox[a-z]-|[rs]k_live_|whsec_)[\w-]{16,})/g,
  /\b()(eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+)/g,
];

/** `--no-password` and its like are followed by no secret. */
const flag = `--?(?!-|(?:no|skip|without)-)[\\w-]*(?:${names})`;
const secretFlag = new RegExp(`^${flag}$`, 'i');
/** A flag and the word after it, as they stand in a list of YAML or JSON, or in a line of a shell. */
const flagAndWord = new RegExp(`((?<![\\w-])${flag}["']?\\s*(?:,\\s*|\\s))(?!["']?-)(["']?)([^\\s"',\\]}]+)`, 'gi');

/** Cheap, and true of every text that has something to be masked. */
export const mayHaveSecret = (text: string): boolean =>
  /pass|secret|token|credential|(private|api|access)[_-]?key|sig|bearer|authorization|@|gh[opsur]_|github_pat|gl[a-z]{2,6}-|xox|k_live_|whsec_|eyJ/i.test(
    text,
  );

/** The text with something else in the place of each secret. */
const replaceSecrets = (text: string, replace: (secret: string) => string): string =>
  secretText.reduce(
    (left, pattern) => left.replace(pattern, (_, before: string, secret: string) => before + replace(secret)),
    text,
  );

/** The same of the words of a command: a word after `--password` is one as a whole. */
export const replaceSecretWords = (words: readonly string[], replace: (secret: string) => string): readonly string[] =>
  words.map((word, index) =>
    secretFlag.test(words[index - 1] ?? '') && !word.startsWith('-') ? replace(word) : replaceSecrets(word, replace),
  );

/** A line of a file: columns of it stay, with * for each character of what is a secret, or stands behind the flag of one. */
export const starredLine = (line: string): string =>
  replaceSecrets(line, stars).replace(
    flagAndWord,
    (_, before: string, quote: string, word: string) => before + quote + stars(word),
  );

export const stars = (text: string): string => text.replace(/\S/gu, '*');

/** The text with *** in the place of secrets. */
export const maskedText = (text: string): string => replaceSecrets(text, () => MASK);
