// The last look before data is lost: a plan is as old as the observation it was made from.

import type { ContainerPlan } from '../plan/plan.ts';
import type { Driver } from '../port/driver.ts';
import type { Host } from '../port/host.ts';

/** Throws when the root file system that a plan destroys is not the one it was made for. */
export async function expectStill(
  driver: Driver,
  { markers }: Pick<Host, 'markers'>,
  { ctid, was, marked }: ContainerPlan,
): Promise<void> {
  const now = (await driver.observe([ctid])).get(ctid);
  if (now === undefined) return;
  const rootId = (await markers.read()).get(ctid)?.rootId;
  const isOther = marked?.rootId !== undefined && rootId !== marked.rootId;
  if (JSON.stringify(now) === JSON.stringify(was.rootfs) && !isOther) return;
  throw new Error('its root file system is another one than when this was planned');
}
