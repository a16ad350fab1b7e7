// cpu.shares, cpu.cfs_period_us and cpu.cfs_quota_us, Documentation/scheduler/sched-bwc.rst.

import { cpuPeriod, limitToQuota, quotaToLimit, sharesToUnits, unitsToShares } from '../values.ts';
import type { Version } from '../version.ts';

export const cpu: Version['cpu'] = {
  observe: (files, group) => {
    const shares = files.tryRead(`${group}/cpu.shares`);
    // Without CONFIG_CFS_BANDWIDTH there are no quota files, and no quota.
    const quota = Number(files.tryRead(`${group}/cpu.cfs_quota_us`) ?? -1);
    if (shares === undefined) return undefined;
    const units = sharesToUnits(Number(shares));
    if (quota < 0) return { units, limit: 'max' };
    const period = files.tryRead(`${group}/cpu.cfs_period_us`);
    return period === undefined ? undefined : { units, limit: quotaToLimit(quota, Number(period)) };
  },

  apply: (writer, group, { units, limit }) => {
    writer.set(group, 'cpu.shares', String(unitsToShares(units)), { initial: '1024' });
    if (limit === 'max' && !writer.isNew(group) && !writer.files.has(`${group}/cpu.cfs_quota_us`)) return;
    if (limit !== 'max') writer.set(group, 'cpu.cfs_period_us', String(cpuPeriod), { initial: String(cpuPeriod) });
    writer.set(group, 'cpu.cfs_quota_us', limit === 'max' ? '-1' : String(limitToQuota(limit)), { initial: '-1' });
  },

  canonical: ({ units, limit }) => ({
    units: sharesToUnits(unitsToShares(units)),
    limit: limit === 'max' ? limit : quotaToLimit(limitToQuota(limit), cpuPeriod),
  }),
};
