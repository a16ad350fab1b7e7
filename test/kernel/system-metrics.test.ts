// The metrics of the loop as it runs on a host: what they say of a container is what the kernel counts.

import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { atPace } from '../helpers/pace.ts';
import { type Running, startVz } from '../helpers/program.ts';
import { until } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { parseExposition } from '../serve/metrics/parse.ts';
import { life, openProgramSite, type ProgramSite } from './program-site.ts';

const reason = missingTools();
const A = 61_271;
let site: ProgramSite;
let loop: Running;

beforeAll(() => {
  if (reason === undefined) site = openProgramSite('metrics', /vzr-metrics|\b6127\d\b|veth6127/);
});
afterAll(async () => {
  if (loop !== undefined) {
    loop.child.kill('SIGTERM');
    await loop.ended;
  }
  await site?.close();
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

const ask = (socketPath: string, path: string): Promise<{ status: number | undefined; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request({ socketPath, path }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    sent.on('error', reject);
    sent.end();
  });

test('a container that works has processor time, memory, files and processes', {
  timeout: atPace(60_000),
}, async () => {
  const socket = join(site.root.path, 'metrics.sock');
  const config = join(site.root.path, 'config.yaml');
  const spec = `spec: { metrics: { listen: ${socket} } }`;
  writeFileSync(config, `apiVersion: vzreconcile/v1alpha1\nkind: Config\n${spec}\n`);
  site.declare({ a: { ctid: A, ips: ['10.210.2.71'], numproc: 50 } });
  loop = startVz(...site.at, '--config', config, '--interval', '1s');
  await until('a runs', () => !loop.isRunning() || life(A) !== undefined, atPace(15_000));
  expect(loop.isRunning(), loop.said()).toBe(true);
  await expect.poll(() => ask(socket, '/readyz'), { timeout: atPace(5000) }).toMatchObject({ status: 200 });
  expect(await ask(socket, '/healthz')).toMatchObject({ status: 200 });
  const value = async (name: string): Promise<number> => {
    const families = parseExposition((await ask(socket, '/metrics')).text);
    const one = families.get(`vzreconcile_container_${name}`)?.series.find(({ labels }) => labels['ctid'] === `${A}`);
    return one?.value ?? Number.NaN;
  };
  const before = await value('cpu_seconds_total');
  const space = await value('disk_used_bytes');
  expect(before).toBeGreaterThan(0);
  expect(await value('processes_limit')).toBe(50);
  await execIn(
    A,
    'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; dd if=/dev/urandom of=/root/x bs=1M count=8 && sync',
  );
  expect(await value('cpu_seconds_total')).toBeGreaterThan(before + 0.05);
  const used = (): Promise<number> => value('disk_used_bytes');
  await expect.poll(used, { timeout: atPace(5000) }).toBeGreaterThanOrEqual(space + 8 * 2 ** 20);
  expect(await value('memory_used_bytes')).toBeGreaterThan(8 * 2 ** 20);
  expect(await value('processes')).toBeGreaterThanOrEqual(1);
  expect(await value('running')).toBe(1);
  expect((await ask(socket, '/metrics')).text).toMatch(
    /vzreconcile_container_cpu_seconds_total\{ctid="61271",name="a"\} \d/,
  );
});
