// The digest that names effects and content: SHA-256 (FIPS 180-4).

import { createHash } from 'node:crypto';
import type { Digest } from '../plan/effect.ts';

export const digest: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
