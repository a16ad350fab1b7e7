// The last look before data is lost: a plan is as old as the observation it was made from.

import type { ContainerPlan } from '../plan/plan.ts';
import type { Driver } from '../port/driver.ts';

/** Throws when the root file system that a plan destroys is not the one it was made for. */
export async function expectStill(driver: Driver, { ctid, was }: ContainerPlan): Promise<void> {
  const now = (await driver.observe([ctid])).get(ctid);
  if (now === undefined || JSON.stringify(now) === JSON.stringify(was.rootfs)) return;
  throw new Error('its root file system is another one than when this was planned');
}
