// The moments of a pass at which a process or a machine may end: before and after each change of a host.

import type { Driver } from '../../reconciler/port/driver.ts';
import type { Host } from '../../reconciler/port/host.ts';

/** The same host, that says what it is about to do and what it has done. */
export function withMoments<H extends Host>(host: H, pass: (what: string) => void): H {
  const between = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    pass(`before ${what}`);
    const result = await work();
    pass(`after ${what}`);
    return result;
  };
  return {
    ...host,
    drivers: host.drivers.map(
      (driver): Driver => ({
        ...driver,
        apply: (context) => between(`${driver.name} ${context.step.verb} ${context.ctid}`, () => driver.apply(context)),
      }),
    ),
    templates: {
      ...host.templates,
      ensure: (spec, signal) => between(`template ${spec.name}`, () => host.templates.ensure(spec, signal)),
    },
    markers: { ...host.markers, write: (marker) => between(`marker ${marker.ctid}`, () => host.markers.write(marker)) },
  };
}
