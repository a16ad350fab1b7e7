// What `incus config show --expanded NAME` prints (and LXD's `lxc config show --expanded`) -> manifests. Keys: doc/config_options.txt
// of Incus. Every key is taken over or named in a remark.

import { decode } from '../../schema/decode.ts';
import { type Mark, markAt, problemAt, type SourceText } from '../../schema/mark.ts';
import { parseYaml } from '../../schema/parse.ts';
import type { Problem } from '../../schema/problem.ts';
import { type Draft, distinct, named, newDraft, type Place } from './draft.ts';
import {
  type Imported,
  type ImportFile,
  type ImportOptions,
  keepUnlimited,
  nameOf,
  namesOf,
  noCtid,
  templatesOf,
} from './foreign.ts';
import { takeDevice } from './incus-devices.ts';
import { families, incusHandlers } from './incus-keys.ts';

type Mapping = Readonly<Record<string, unknown>>;

const mapping = (value: unknown): Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {};

export function importIncus(files: readonly ImportFile[], options: ImportOptions): Imported {
  const problems: Problem[] = [];
  const names = namesOf();
  const templates = templatesOf(options.template);
  const instances = files.flatMap((file): Instance[] => {
    const decoded = decode(file.path, file.bytes);
    if ('problem' in decoded) {
      problems.push(decoded.problem);
      return [];
    }
    const { source } = decoded;
    const yaml = parseYaml(source);
    problems.push(...yaml.problems);
    return yaml.documents.flatMap(({ value, mark }) => instancesOf(source, value, mark));
  });
  const written = instances.flatMap((instance, index) => {
    const { source, mark, value } = instance;
    const bad = (message: string, hint: string): [] => {
      problems.push(problemAt(source, mark, { code: 'VZR299', message, hint }));
      return [];
    };
    if (value['type'] === 'virtual-machine') return bad('a virtual machine is no container', 'it cannot be imported');
    if (value['config'] === undefined && value['expanded_config'] === undefined)
      return bad('there is no config here', 'give what incus config show --expanded NAME prints');
    if (options.ctid === undefined) {
      problems.push(noCtid(source, 'Incus has no ctids'));
      return [];
    }
    const draft = newDraft();
    const config = takeInstance(instance, draft);
    keepUnlimited(draft, source);
    const called = typeof value['name'] === 'string' ? value['name'] : nameFromPath(source.path);
    const name = names(nameOf(called));
    const { annotations, label } = describedBy(value, config, called);
    const identity = {
      name,
      ctid: options.ctid + index,
      template: templates.get(label, `the image ${label}`),
      annotations,
    };
    const finished = draft.finish(identity, source.path.split('/').at(-1) ?? source.path);
    problems.push(...finished.problems);
    return [{ name: `${name}.yaml`, drafts: [finished.draft] }];
  });
  return { files: [...templates.files(), ...written], problems: distinct([...problems, ...templates.problems()]) };
}

interface Instance {
  readonly source: SourceText;
  readonly mark: Mark;
  readonly value: Mapping;
}

/** One instance, or the list that `incus list --format yaml` prints. */
function instancesOf(source: SourceText, value: unknown, mark: Mark): readonly Instance[] {
  if (!Array.isArray(value)) return [{ source, mark, value: mapping(value) }];
  return value.map((one, index) => ({ source, mark: markAt(mark, [index]), value: mapping(one) }));
}

const nameFromPath = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.[^.]*$/, '');

function describedBy(value: Mapping, config: Mapping, called: string) {
  const description = value['description'];
  const image = ['image.os', 'image.release'].map((key) => config[key]).filter((word) => typeof word === 'string');
  return {
    annotations: typeof description === 'string' && description !== '' ? { description } : {},
    label: image.length > 0 ? image.join('-').toLowerCase() : called,
  };
}

/** Of other keys nothing is a setting of the container. */
const settled = new Set([
  'name',
  'description',
  'type',
  'config',
  'devices',
  'expanded_config',
  'expanded_devices',
  'status',
]);

/** Returns its whole configuration. */
function takeInstance({ source, mark, value }: Instance, draft: Draft): Mapping {
  const [configKey, devicesKey] =
    value['expanded_config'] === undefined ? ['config', 'devices'] : ['expanded_config', 'expanded_devices'];
  const place = (path: readonly string[], text: string): Place => ({ text, source, range: markAt(mark, path) });
  const config = mapping(value[configKey]);
  const seen = new Set<string>();
  for (const [key, written] of Object.entries(config)) {
    const at = place([configKey, key], `${key}: ${String(written)}`);
    const handler = Object.hasOwn(incusHandlers, key) ? incusHandlers[key] : undefined;
    const family = families.find(({ prefix }) => key.startsWith(prefix));
    if (handler !== undefined) handler(String(written), draft, at, key);
    else if (family === undefined)
      draft.remark('dropped', named(at, key), 'Incus has no such key, and neither has a manifest');
    else if (family.take !== undefined) family.take(String(written), draft, at, key);
    else if (!seen.has(family.prefix)) {
      seen.add(family.prefix);
      const count = Object.keys(config).filter((other) => other.startsWith(family.prefix)).length;
      draft.remark('dropped', named(at, `${family.prefix}* (${count})`), family.reason);
    }
  }
  for (const [name, device] of Object.entries(mapping(value[devicesKey])))
    takeDevice(name, mapping(device), config, draft, (key) =>
      place(
        [devicesKey, name, ...(key === undefined ? [] : [key])],
        key === undefined ? `device ${name}` : `device ${name}, ${key}: ${String(mapping(device)[key])}`,
      ),
    );
  const hasRoot = Object.values(mapping(value[devicesKey])).some((device) => mapping(device)['path'] === '/');
  for (const [key, written] of Object.entries(value)) {
    const isEmpty = written === false || written === '' || (Array.isArray(written) && written.length === 0);
    if (!settled.has(key) && !isEmpty && typeof written !== 'object')
      draft.remark('dropped', named(place([key], key), key), 'a manifest has no such field');
    else if (key === 'profiles' && !isEmpty && !hasRoot)
      draft.remark(
        'dropped',
        place([key], `${key}: ${JSON.stringify(written)}`),
        'without --expanded what profiles set is missing',
      );
  }
  return config;
}
