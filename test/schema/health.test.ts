// How a probe is named in front of people.

import { expect, test } from 'vitest';
import { probeWords } from '../../schema/health.ts';

test('a probe is named without the arguments and the query, in which secrets are', () => {
  const host = '127.0.0.1';
  expect(probeWords({ kind: 'http', host, port: 80, path: '/h?token=hush' })).toBe('http 127.0.0.1:80/h');
  expect(probeWords({ kind: 'tcp', host: '::1', port: 22 })).toBe('tcp [::1]:22');
  expect(probeWords({ kind: 'exec', command: ['/bin/check', 'hush'] })).toBe('exec /bin/check');
});
