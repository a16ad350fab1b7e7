// cpu.weight and cpu.max, Documentation/admin-guide/cgroup-v2.rst.

import { cpuPeriod, limitToQuota, quotaToLimit, unitsToWeight, weightToUnits } from '../values.ts';
import type { Version } from '../version.ts';

export const cpu: Version['cpu'] = {
  observe: (files, group) => {
    const weight = files.tryRead(`${group}/cpu.weight`);
    // Without CONFIG_CFS_BANDWIDTH there is no cpu.max, and no limit.
    const [quota, period] = (files.tryRead(`${group}/cpu.max`) ?? `max ${cpuPeriod}`).split(' ');
    if (weight === undefined) return undefined;
    return {
      units: weightToUnits(Number(weight)),
      limit: quota === 'max' ? 'max' : quotaToLimit(Number(quota), Number(period)),
    };
  },

  apply: (writer, group, { units, limit }) => {
    writer.set(group, 'cpu.weight', String(unitsToWeight(units)), { initial: '100' });
    if (limit === 'max' && !writer.isNew(group) && !writer.files.has(`${group}/cpu.max`)) return;
    const quota = limit === 'max' ? limit : limitToQuota(limit);
    writer.set(group, 'cpu.max', `${quota} ${cpuPeriod}`, { initial: `max ${cpuPeriod}` });
  },

  canonical: ({ units, limit }) => ({
    units: weightToUnits(unitsToWeight(units)),
    limit: limit === 'max' ? limit : quotaToLimit(limitToQuota(limit), cpuPeriod),
  }),
};
