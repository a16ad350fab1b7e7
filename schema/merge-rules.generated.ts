// Generated from manifest.schema.json by schema/build/compile.ts. Do not edit.

/** How a list, or a mapping that is not merged entry by entry, joins what was set before it. */
export type MergeRule = 'replace' | 'append' | { readonly byKey: string };

export const mergeRules: Readonly<Record<string, MergeRule>> = {
  "dependsOn": "append",
  "netifs": {"byKey":"name"},
  "devices": "append",
  "mounts": {"byKey":"target"},
  "health": "replace",
};
