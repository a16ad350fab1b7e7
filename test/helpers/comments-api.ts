// What GitHub, Forgejo and GitLab offer for comments of a pull request, and GitHub for code scanning, on loopback: it keeps
// them, and writes down every request. Answers 401, 404 and 415 where the services would.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface Kept {
  readonly id: number;
  readonly author: string;
  body: string;
}

export interface CommentsApi {
  readonly url: string;
  readonly comments: Kept[];
  /** "PATCH /repos/..." in the order of arrival, queries included. */
  readonly requests: string[];
  /** SARIF documents as they were uploaded. */
  readonly uploads: { readonly commit_sha: string; readonly ref: string; readonly sarif: string }[];
  close(): Promise<void>;
}

interface Site {
  readonly token: string;
  /** Whom the token is. */
  readonly user: string;
  readonly repository: string;
  readonly number: string;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export async function commentsApi({ token, user, repository, number }: Site): Promise<CommentsApi> {
  const comments: Kept[] = [];
  const requests: string[] = [];
  const uploads: CommentsApi['uploads'] = [];
  let next = 9000;
  const github = (one: Kept): object => ({ id: one.id, body: one.body, user: { login: one.author } });
  const gitlab = (one: Kept): object => ({ id: one.id, body: one.body, author: { username: one.author } });

  async function answer(request: IncomingMessage): Promise<readonly [number, unknown]> {
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '', 'http://localhost');
    const isGitlab = url.pathname.startsWith('/projects/') || url.pathname === '/user';
    const given = isGitlab ? headers['private-token'] : headers.authorization;
    if (given !== (isGitlab ? token : `Bearer ${token}`)) return [401, { message: 'Bad credentials' }];
    const text = await bodyOf(request);
    if (text !== '' && headers['content-type'] !== 'application/json') return [415, { message: 'not JSON' }];
    const content = text === '' ? {} : (JSON.parse(text) as Record<string, string>);
    if (url.pathname === '/user' && method === 'GET') return [200, { username: user }];
    const list = isGitlab
      ? `/projects/${repository}/merge_requests/${number}/notes`
      : `/repos/${repository}/issues/${number}/comments`;
    const single = isGitlab ? list : `/repos/${repository}/issues/comments`;
    const shown = isGitlab ? gitlab : github;
    if (url.pathname === list && method === 'GET') {
      const [size, page] = [Number(url.searchParams.get('per_page') ?? 30), Number(url.searchParams.get('page') ?? 1)];
      return [200, comments.slice((page - 1) * size, page * size).map(shown)];
    }
    const isText = typeof content['body'] === 'string' && content['body'] !== '';
    if (url.pathname === list && method === 'POST' && isText) {
      const one = { id: next++, author: user, body: content['body'] ?? '' };
      comments.push(one);
      return [201, shown(one)];
    }
    const one = comments.find(({ id }) => url.pathname === `${single}/${id}`);
    if (one !== undefined && method === (isGitlab ? 'PUT' : 'PATCH') && isText) {
      one.body = content['body'] ?? '';
      return [200, shown(one)];
    }
    if (url.pathname === `/repos/${repository}/code-scanning/sarifs` && method === 'POST') {
      const sarif = gunzipSync(Buffer.from(content['sarif'] ?? '', 'base64')).toString();
      uploads.push({ commit_sha: content['commit_sha'] ?? '', ref: content['ref'] ?? '', sarif });
      return [202, { id: 'x' }];
    }
    return [404, { message: `Not Found: ${method} ${url.pathname}` }];
  }

  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request).then(
      ([status, value]) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ...{ comments, requests, uploads },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
