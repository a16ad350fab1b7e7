// One attempt at an HTTP request, RFC 9110. Redirects are not followed: a token is for the address that was named. What is
// answered beside its number is not read, and so neither shown nor bounded by anything but the client's 16 KiB of headers.

import { words } from '../../schema/words.ts';

export interface Request {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Attempt =
  | { readonly taken: true }
  | {
      readonly taken: false;
      /** "answered 503", "ECONNREFUSED", "no answer in time". It names neither the address nor what came back. */
      readonly why: string;
      /** Absent: nothing was answered. */
      readonly status?: number;
      /** Milliseconds that the other side asks to be left alone. */
      readonly pause?: number;
    };

/** Never throws. `timeout`: milliseconds for the answer. */
export async function attempt(
  { method, url, headers, body }: Request,
  { timeout, stop }: { readonly timeout: number; readonly stop?: AbortSignal | undefined },
): Promise<Attempt> {
  try {
    const limit = AbortSignal.timeout(timeout);
    const signal = stop === undefined ? limit : AbortSignal.any([stop, limit]);
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
    await response.body?.cancel();
    const { status } = response;
    if (status >= 200 && status < 300) return { taken: true };
    const seconds = Number(response.headers.get('retry-after'));
    return { taken: false, status, why: `answered ${status}`, ...(seconds > 0 && { pause: seconds * 1000 }) };
  } catch (error) {
    return { taken: false, why: reasonOf(error) };
  }
}

/** fetch says "fetch failed" and keeps the reason as the cause; neither names more than host and port. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return words(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : words(cause ?? error);
}
