// Containers of systems with real inits: a site whose templates are images of test/helpers/images.ts.

import { mkdirSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ImageName, ImageUnavailable, mountImage, prepareImage } from '../helpers/images.ts';
import { execIn, openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

export interface InitsSite {
  readonly site: Site;
  /** The manifest of the template of that name. */
  template(name: ImageName, haltSignal: string): object;
  close(): Promise<void>;
}

/** Why it cannot be had here, in words, or the site. */
export async function openInits(area: string, names: readonly ImageName[]): Promise<InitsSite | string> {
  const reason = missingTools();
  if (reason !== undefined) return reason;
  const files: [ImageName, string][] = [];
  try {
    for (const name of names) files.push([name, await prepareImage(name)]);
  } catch (error) {
    if (error instanceof ImageUnavailable) return error.message;
    throw error;
  }
  const site = await openSite(area);
  const folder = join(site.root.path, 'templates');
  mkdirSync(folder);
  const unmounts: (() => Promise<void>)[] = [];
  for (const [name, file] of files) unmounts.push(await mountImage(file, join(folder, name)));
  return {
    site,
    template: (name, haltSignal) => ({
      apiVersion: 'vzreconcile/v1alpha1',
      kind: 'Template',
      metadata: { name },
      spec: { source: { directory: name }, haltSignal },
    }),
    close: async () => {
      site.declare({});
      await site.pass({ yes: true });
      for (const unmount of unmounts) await unmount();
      for (const [name] of files) await rmdir(join(folder, name));
      await site.close();
    },
  };
}

/** Milliseconds a boot may take; a guest without KVM takes one of them. */
const BOOT = 500_000;

/** Asks in a container until it answers so. */
export async function answers(ctid: number, script: string, wanted: RegExp): Promise<string> {
  const from = performance.now();
  for (;;) {
    const { output } = await execIn(ctid, script);
    if (wanted.test(output)) return output;
    if (performance.now() - from > BOOT) throw new Error(`${script}: ${output}`);
    await sleep(200);
  }
}
