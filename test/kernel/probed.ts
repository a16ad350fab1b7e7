// A template with busybox and programs of test/fixtures/probes, as a folder of templates.

import { mkdirSync } from 'node:fs';
import { buildBusybox } from '../../drivers/rootfs/templates/busybox.ts';
import { buildProbe } from './launcher-box.ts';

/** Its manifest. */
export const probed = {
  apiVersion: 'vzreconcile/v1alpha1',
  kind: 'Template',
  metadata: { name: 'probed' },
  spec: { source: { directory: 'probed' }, haltSignal: 'SIGTERM' },
};

/** Makes its folder below a root, with these programs in /bin, and gives it. */
export async function makeProbed(root: string, ...programs: readonly string[]): Promise<string> {
  const folder = `${root}/templates/probed`;
  mkdirSync(folder, { recursive: true });
  await buildBusybox(folder, new AbortController().signal);
  for (const name of programs) buildProbe(name, `${folder}/bin/${name}`);
  return folder;
}
