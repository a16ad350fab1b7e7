// `spec.notify`: what a receiver needs is said where it is missing, before anybody is called at night.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../schema/config/config.ts';
import { readTemplate, renderTemplate, variables } from '../../schema/config/template.ts';
import { expectValue } from '../../schema/reading.ts';

function problems(...lines: readonly string[]) {
  const text = `apiVersion: vzreconcile/v1alpha1\nkind: Config\nspec:\n  notify:\n${lines.map((line) => `    ${line}\n`).join('')}`;
  return parseConfig('config.yaml', new TextEncoder().encode(text)).problems.map(
    ({ code, origin: { line, col }, message }) => `${line}:${col} ${code} ${message}`,
  );
}

describe('a receiver', () => {
  test.each([
    [
      '- {kind: webhook, url: "https://hooks.example.net/vz", secretFile: /etc/s, events: ["node.*", drift.found, "*"]}',
    ],
    ['- {kind: slack, urlFile: /etc/slack, severity: warning, template: "{{ node }}: {{message}}"}'],
    ['- {kind: matrix, url: "https://matrix.example.net", room: "!a:example.net", tokenFile: /etc/t}'],
    [
      '- {kind: gitlab-status, url: "https://gitlab.example.net/api/v4", repository: ops/team/nodes, tokenFile: /etc/t}',
    ],
    ['- {kind: webhook, url: "http://127.0.0.1:8080/hook", tokenFile: /etc/t}'],
  ])('%s is right', (line) => {
    expect(problems(line)).toEqual([]);
  });

  test.each([
    ['- {kind: slack}', '5:7 VZR572 slack needs one of url and urlFile'],
    ['- {kind: slack, url: "https://a.example.net", urlFile: /a}', '5:7 VZR572 slack needs one of url and urlFile'],
    ['- {kind: matrix, url: "https://a.example.net", tokenFile: /t}', '5:7 VZR572 matrix needs room'],
    [
      '- {kind: github-status, url: "https://a.example.net", repository: a/b}',
      '5:7 VZR572 github-status needs tokenFile',
    ],
    ['- {kind: slack, url: "https://a.example.net", room: "!a:b"}', '5:57 VZR572 slack has no room'],
    ['- {kind: slack, url: "ftp://a.example.net"}', '5:26 VZR571 not an https address'],
    ['- {kind: slack, url: "https://u:p@a.example.net"}', '5:26 VZR571 an address with a user or password in it'],
    ['- {kind: matrix, url: "http://a.example.net", room: "!a:b", tokenFile: /t}', '5:27 VZR571 not an https address'],
    ['- {kind: slack, url: "https://a.example.net", template: "{{mesage}}"}', '5:61 VZR570 a template has no "mesage"'],
    [
      '- {kind: slack, url: "https://a.example.net", template: "{{message"}',
      '5:61 VZR570 a name in {{ }} is not closed',
    ],
  ])('%s is refused', (line, problem) => {
    expect(problems(line)).toEqual([problem]);
  });

  test.each(['http://ci.example.net/a?sig=xyz', 'https://u:p@ci.example.net/a?sig=xyz', 'ftp://127.0.0.1/xyz'])(
    'an address of snapshots is held to the same: %s',
    (url) => {
      const text = `apiVersion: vzreconcile/v1alpha1\nkind: Config\nspec:\n  snapshot: { http: { url: "${url}" } }\n`;
      const { problems: found } = parseConfig('config.yaml', new TextEncoder().encode(text));
      expect(found.map(({ code }) => code)).toEqual(['VZR349']);
      expect(found.map(({ message, hint }) => `${message} ${hint}`).join()).not.toContain('xyz');
    },
  );

  test('no message quotes an address, which may be a secret', () => {
    expect(problems('- {kind: slack, url: "hooks.example.net/services/T0/xyz"}').join()).not.toContain('xyz');
  });
});

test('what the documentation shows is right', () => {
  const text = readFileSync('reconciler/README.md', 'utf8');
  const [, block = ''] = /```yaml\n(spec:\n {2}notify:\n[\s\S]*?)```/.exec(text) ?? [];
  const whole = `apiVersion: vzreconcile/v1alpha1\nkind: Config\n${block}`;
  const { config, problems: found } = parseConfig('config.yaml', new TextEncoder().encode(whole));
  expect(found).toEqual([]);
  expect(config?.spec.notify?.length).toBeGreaterThan(2);
});

describe('a template', () => {
  test('with every name is filled in, and what an event lacks is empty', () => {
    const all = expectValue(readTemplate(variables.map((name) => `{{${name}}}`).join('|')));
    expect(renderTemplate(all, Object.fromEntries(variables.map((name) => [name, name])))).toBe(variables.join('|'));
    expect(renderTemplate(all, {})).toBe('|'.repeat(variables.length - 1));
  });

  test('without names is what it is, and values are not templates', () => {
    const text = fc.string().filter((one) => !/\{\{|\}\}/.test(one));
    fc.assert(fc.property(text, (one) => void expect(renderTemplate(expectValue(readTemplate(one)), {})).toBe(one)));
    const once = expectValue(readTemplate('{{message}}'));
    fc.assert(fc.property(fc.string(), (one) => void expect(renderTemplate(once, { message: one })).toBe(one)));
    expect(renderTemplate(once, { message: '{{node}}', node: 'x' })).toBe('{{node}}');
  });
});
