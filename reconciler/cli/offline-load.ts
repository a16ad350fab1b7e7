// Where the thread that plans from snapshots begins: as one script where that was built, else module by module.

import { runScript, threadScript } from './offline-script.ts';

const script = threadScript();
if (script === undefined) await import('./offline-thread.ts');
else runScript(script);
