import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../drivers/kernel/spawn.ts';
import { copyHashed, detectCompression, openArchive } from '../../../drivers/rootfs/templates/archive.ts';
import { tar } from '../../helpers/tar-writer.ts';

const never = new AbortController().signal;
const limits = { bytes: 1 << 20, idle: 500 };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(`${tmpdir()}/vzr-archive-`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('an archive in a file', () => {
  test('is copied with the digest of what was copied', async () => {
    writeFileSync(`${folder}/source`, 'hello');
    const digest = await copyHashed(await openArchive(`${folder}/source`, limits, never), `${folder}/copy`, 100);
    expect(digest).toBe(createHash('sha256').update('hello').digest('hex'));
    expect(readFileSync(`${folder}/copy`, 'utf8')).toBe('hello');
    expect(statSync(`${folder}/copy`).mode & 0o777).toBe(0o600);
  });

  test('never replaces a file or follows a link that is in the way', async () => {
    writeFileSync(`${folder}/victim`, 'victim');
    symlinkSync(`${folder}/victim`, `${folder}/planted`);
    await expect(copyHashed(Readable.from([Buffer.from('x')]), `${folder}/planted`, 100)).rejects.toThrow(/EEXIST/);
    expect(readFileSync(`${folder}/victim`, 'utf8')).toBe('victim');
  });

  test('that is given up before it is read is an error of the copy, and of nothing else', async () => {
    writeFileSync(`${folder}/source`, 'hello');
    const source = await openArchive(`${folder}/source`, limits, AbortSignal.abort());
    await expect(copyHashed(source, `${folder}/given-up`, 100)).rejects.toThrow(/abort/i);
    rmSync(`${folder}/given-up`);
  });

  test('is refused when it is too large, no regular file, or no path at all', async () => {
    const source = Readable.from([Buffer.alloc(60), Buffer.alloc(60)]);
    await expect(copyHashed(source, `${folder}/large`, 100)).rejects.toThrow(/larger than 100/);
    await run('/usr/bin/mkfifo', [`${folder}/fifo`]);
    await expect(openArchive(`${folder}/fifo`, limits, never)).rejects.toThrow(/not a regular file/);
    await expect(openArchive('relative.tar', limits, never)).rejects.toThrow(/neither/);
    await expect(openArchive('http://127.0.0.1/x.tar', limits, never)).rejects.toThrow(/neither/);
  });

  test.each([
    ['gzip', Buffer.from('1f8b08', 'hex')],
    ['xz', Buffer.from('fd377a585a0000', 'hex')],
    ['zstd', Buffer.from('28b52ffd00', 'hex')],
    ['none', tar({ name: 'x', body: 'x' })],
  ])('is known by its first bytes: %s', async (compression, bytes) => {
    writeFileSync(`${folder}/known`, bytes);
    expect(await detectCompression(`${folder}/known`)).toBe(compression);
  });

  test('of an old tar without a magic word is known by its checksum, others are refused', async () => {
    const old = tar({ name: 'x', body: 'x' });
    old.fill(0, 257, 265);
    let sum = 0;
    for (let at = 0; at < 512; at += 1) sum += at >= 148 && at < 156 ? 32 : (old[at] ?? 0);
    old.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    writeFileSync(`${folder}/old`, old);
    expect(await detectCompression(`${folder}/old`)).toBe('none');
    for (const bytes of [Buffer.alloc(0), Buffer.from('PK\u0003\u0004'), Buffer.alloc(4096, 'x')]) {
      writeFileSync(`${folder}/unknown`, bytes);
      await expect(detectCompression(`${folder}/unknown`)).rejects.toThrow(/not a tar/);
    }
  });
});

describe('an archive behind https', () => {
  let server: Server;
  let base: string;
  let ca: string;

  beforeAll(async () => {
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const out = ['-keyout', `${folder}/key`, '-out', `${folder}/cert`];
    await run('/usr/bin/openssl', [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      ...subject,
      ...out,
    ]);
    ca = readFileSync(`${folder}/cert`, 'utf8');
    server = createServer({ key: readFileSync(`${folder}/key`), cert: ca }, (request, response) => {
      if (request.url === '/good') response.end('good');
      else if (request.url === '/moved') response.writeHead(302, { location: '/good' }).end();
      else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
      else if (request.url === '/away') response.writeHead(302, { location: 'https://127.0.0.2/good' }).end();
      else if (request.url === '/plain') response.writeHead(302, { location: 'http://127.0.0.1/good' }).end();
      else if (request.url === '/endless') endless(response);
      else if (request.url !== '/silent') response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const endless = (response: NodeJS.WritableStream): void => {
    const more = (): unknown => response.writable && response.write(Buffer.alloc(65_536), more);
    more();
  };
  const fetched = async (path: string, trusted: string | undefined = ca): Promise<string> =>
    copyHashed(
      await openArchive(`${base}${path}`, limits, never, trusted),
      `${folder}/${path.slice(1)}-${Math.random()}`,
      limits.bytes,
    );

  test('is fetched, also after a redirect on the same host', async () => {
    const digest = createHash('sha256').update('good').digest('hex');
    expect([await fetched('/good'), await fetched('/moved')]).toEqual([digest, digest]);
  });

  test.each([
    ['/away', /another host/],
    ['/plain', /another host/],
    ['/loop', /too often/],
    ['/none', /HTTP status 404/],
    ['/silent', /silent for 500 ms/],
    ['/endless', /larger than/],
  ])('is refused for %s', async (path, message) => {
    await expect(fetched(path)).rejects.toThrow(message);
  });

  test('is refused when its certificate is not trusted', async () => {
    await expect(fetched('/good', '')).rejects.toThrow(/self-signed|certificate/);
  });
});
