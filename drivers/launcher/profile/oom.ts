// What the OOM killer is told of a process that is started from outside, proc_pid_oom_score_adj(5). Pure.

import { adjustOf, COMMAND_LENGTH, type OomRule } from '../../../schema/oom.ts';

/** What it begins with, by the name the kernel will give it. */
export const startOf = (rules: readonly OomRule[], [file = '']: readonly string[], uid = 0): number =>
  adjustOf(rules, { command: file.slice(file.lastIndexOf('/') + 1).slice(0, COMMAND_LENGTH), parent: '', uid });
