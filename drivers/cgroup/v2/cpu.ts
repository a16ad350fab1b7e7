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
    writer.set(`${group}/cpu.weight`, String(unitsToWeight(units)));
    if (limit === 'max' && writer.files.tryRead(`${group}/cpu.max`) === undefined) return;
    writer.set(`${group}/cpu.max`, `${limit === 'max' ? 'max' : limitToQuota(limit)} ${cpuPeriod}`);
  },

  canonical: ({ units, limit }) => ({
    units: weightToUnits(unitsToWeight(units)),
    limit: limit === 'max' ? limit : quotaToLimit(limitToQuota(limit), cpuPeriod),
  }),
};
