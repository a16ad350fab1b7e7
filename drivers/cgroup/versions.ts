// Which of the two siblings speaks to a hierarchy.

import type { Hierarchy } from './detect.ts';
import { v1 } from './v1.ts';
import { v2 } from './v2.ts';
import type { Version } from './version.ts';

const versions: Readonly<Record<Hierarchy['version'], Version>> = { v1, v2 };

export const versionOf = (hierarchy: Hierarchy): Version => versions[hierarchy.version];
