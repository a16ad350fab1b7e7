// A link that goes while it is looked at: the namespace of a stopped container takes it along whenever it likes.

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { getLink, parseLink } from '../../drivers/netlink/link.ts';
import { changeRoutes, ownRoutes, removeLink } from '../../drivers/network/outside.ts';
import { OwnClient } from '../../drivers/network/own-client.ts';
import { missingTools } from '../helpers/tools.ts';

const ip = (...args: string[]): void => void execFileSync('/usr/sbin/ip', args, { stdio: 'pipe' });

test('the routes of a link that has just gone are none', (ctx) => {
  const reason = missingTools();
  if (reason !== undefined) ctx.skip(reason);
  ip('link', 'add', 'vzr-gone61', 'type', 'veth', 'peer', 'name', 'vzr-gone61p');
  using client = new OwnClient('/var/tmp/vzr-vanish');
  try {
    const [[message] = []] = client.ask([getLink({ name: 'vzr-gone61' })]);
    if (message === undefined) throw new Error('no link');
    const link = parseLink(message);
    expect(ownRoutes(client, link)).toEqual([]);
    ip('link', 'del', 'vzr-gone61');
    expect(ownRoutes(client, link)).toEqual([]);
    changeRoutes(client, link, { add: [], remove: ['10.210.2.99', 'fd00:210::2:99'] });
    removeLink(client, link);
  } finally {
    try {
      ip('link', 'del', 'vzr-gone61');
    } catch {
      // Gone, as it should be.
    }
  }
});
