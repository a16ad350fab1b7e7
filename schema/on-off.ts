// Switches: YAML's true and false, or OpenVZ's words on and off.

import { fault, type Reading, shown } from './reading.ts';

/** Whether a switch that was checked before is on. */
export const isOn = (written: unknown): boolean => written === true || written === 'on';

/** `what`: the switch, for the message. */
export function readOnOff(value: unknown, what: string, code = 'VZR103'): Reading<boolean> {
  return isOn(value) || value === false || value === 'off'
    ? { value: isOn(value) }
    : fault(code, `${what} is on or off, not ${shown(value)}`, 'write true or false');
}
