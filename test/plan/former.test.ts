// Containers that get another ctid: planned as one container, whose files stay.

import { expect, test } from 'vitest';
import { makePlan, type PlanInput } from '../../reconciler/plan/make.ts';
import { stepName } from '../../reconciler/plan/order.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import type { DesiredContainer, ObservedContainer } from '../../reconciler/state/model.ts';
import { asCtid } from '../../schema/units.ts';
import { debian, desire, node, observe, pids, running, seen, stopped, wish } from './builders.ts';

const plan = (
  wishes: readonly DesiredContainer[],
  there: readonly ObservedContainer[],
  more: Partial<PlanInput> = {},
): Plan => makePlan({ desired: desire(wishes), observed: observe(there), accepted: new Map(), revision: 'r', ...more });

const moving = (state = running(205), from: readonly number[] = [105]) =>
  wish(205, state, { name: 'web', movedFrom: from.map(asCtid) });
const brief = ({ containers }: Plan) =>
  containers.map(({ ctid, action, steps }) => [ctid, action, steps.map(stepName).join(' ')]);

test('what runs is stopped under the old ctid and started under the new one, nothing is deleted', () => {
  const made = plan([moving(running(205, pids(7)))], [seen(105, running(105))]);
  expect(brief(made)).toEqual([
    [
      205,
      'restart',
      'lifecycle.remove@105 network.remove@105 namespace.remove@105 cgroup.remove@105 rootfs.move@105 ' +
        'cgroup.create namespace.create network.create lifecycle.create',
    ],
  ]);
  expect(made.refusals).toEqual([]);
  expect(made.containers[0]?.warnings).toContain('moved: ctid 105 -> 205, with its files');
  expect(renderText(made)).toContain('moved: ctid 105 -> 205, with its files');
});

test('what does not run only gets the name, and limits that differ', () => {
  const quota = { space: { soft: 5, hard: 5 }, inodes: { soft: 'max', hard: 'max' } } as never;
  const made = plan([moving({ ...stopped(205), quota })], [seen(105, stopped(105))]);
  expect(brief(made)).toEqual([[205, 'change', 'rootfs.move@105 quota.set']]);
});

test('the first former ctid that is there is taken; with files of its own, or a former one that is wanted, there is no move', () => {
  const there = [seen(104), seen(105)];
  expect(
    brief(plan([moving(running(205), [103, 105, 104])], there, { options: { yes: true } })).map(([ctid, action]) => [
      ctid,
      action,
    ]),
  ).toEqual([
    [104, 'delete'],
    [205, 'restart'],
  ]);
  const both = plan([moving()], [seen(105), seen(205, running(205), { name: 'web' })], { options: { yes: true } });
  expect(brief(both).map(([ctid, action]) => [ctid, action])).toEqual([
    [105, 'delete'],
    [205, 'none'],
  ]);
  expect(brief(plan([moving(), wish(105)], [seen(105)])).map(([ctid, action]) => [ctid, action])).toEqual([
    [105, 'none'],
    [205, 'create'],
  ]);
  expect(brief(plan([moving()], [])).map(([ctid, action]) => [ctid, action])).toEqual([[205, 'create']]);
});

test('another template at the same time is refused', () => {
  const made = plan([moving(running(205, { rootfs: { template: debian.key } }))], [seen(105)], {
    options: { yes: true },
  });
  expect(made.containers.map(({ steps }) => steps)).toEqual([[]]);
  expect(made.containers[0]?.refusals).toMatchObject([{ code: 'VZR278', origin: { line: 6 } }]);
});

test('a protected or suspended container is not moved behind the back of who said so', () => {
  const brakes = { suspensions: [{ ctid: asCtid(105), by: 'alice', since: '2026-11-26T15:00:00Z' }] };
  const held = plan([moving()], [seen(105)], { brakes });
  expect(brief(held)).toEqual([[205, 'none', '']]);
  const guarded = makePlan({
    desired: desire([moving()], { ...node, protected: [asCtid(105)] }),
    observed: observe([seen(105)]),
    accepted: new Map(),
    revision: 'r',
  });
  // Nothing is lost by it.
  expect(guarded.containers.map(({ action, refusals }) => [action, refusals])).toEqual([['restart', []]]);
});
