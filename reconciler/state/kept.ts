// A resolved container as JSON that another run makes the same object of: without its template, which is the same for many, and with
// places that name their file only where it is another than the container's own.

import type { Origin } from '../../schema/problem.ts';
import type { DesiredContainer, TemplateSpec } from './model.ts';

type Place = readonly [pointer: string, line: number, col: number, path?: string];

export interface KeptContainer extends Omit<DesiredContainer, 'template' | 'origins' | 'spelled'> {
  readonly places: readonly Place[];
  readonly spellings: readonly (readonly [pointer: string, spelled: string])[];
}

export function keptContainer({ template: _, origins, spelled, ...rest }: DesiredContainer): KeptContainer {
  const { path: own } = rest.origin;
  const places = [...origins].map(
    ([pointer, { path, line, col }]): Place => (path === own ? [pointer, line, col] : [pointer, line, col, path]),
  );
  return { ...rest, places, spellings: [...spelled] };
}

export function restoredContainer(
  { places, spellings, ...rest }: KeptContainer,
  template: TemplateSpec,
): DesiredContainer {
  const { path: own } = rest.origin;
  const origins = new Map<string, Origin>();
  for (const [pointer, line, col, path = own] of places) origins.set(pointer, { path, line, col });
  return { ...rest, template, origins, spelled: new Map(spellings) };
}
