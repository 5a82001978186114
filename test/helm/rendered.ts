import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { chartDir, helm } from './helm-program.ts';

/** A Kubernetes object, as far as these tests look. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: what is in it depends on the kind; the Kubernetes schemas judge that.
  readonly [member: string]: any;
}

/** The documented sets of values, by name: files of helm/hoofbeats/ci, each laid over those before it. */
export const valueSets: Readonly<Record<string, readonly string[]>> = {
  laptop: ['laptop'],
  production: ['production'],
  canary: ['production', 'canary'],
  'canary by gateway': ['production', 'canary-gateway'],
  'blue-green': ['production', 'blue-green'],
  KEDA: ['production', 'keda'],
  screening: ['production', 'screening'],
};

/** Values over those of a set, as `--set-json` takes them: `path` → value. */
export type Overrides = Readonly<Record<string, unknown>>;

const flags = (files: readonly string[], overrides: Overrides) => [
  ...files.flatMap((file) => ['--values', join(chartDir, 'ci', `${file}.yaml`)]),
  ...Object.entries(overrides).flatMap(([path, value]) => ['--set-json', `${path}=${JSON.stringify(value)}`]),
];

export const template = (files: readonly string[], overrides: Overrides = {}, chart = chartDir) =>
  helm('template', 'ddx', chart, '--namespace', 'clinic', ...flags(files, overrides));

/** What Helm would send to a cluster, in its order. */
export function rendered(
  files: readonly string[],
  overrides: Overrides = {},
  chart = chartDir,
): readonly KubernetesObject[] {
  const { status, stdout, stderr } = template(files, overrides, chart);
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map((document) => {
    if (document.errors.length > 0) throw document.errors[0]!;
    return document.toJS() as KubernetesObject;
  });
}

/** The object of a kind whose name ends so; fails when there is not exactly one. */
export function only(objects: readonly KubernetesObject[], kind: string, nameEnd = ''): KubernetesObject {
  const found = objects.filter(({ kind: its, metadata }) => its === kind && metadata.name.endsWith(nameEnd));
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind} are named …${nameEnd}`);
  return found[0]!;
}

const podPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** A pod that an object makes, and what made it. */
export interface PodTemplate {
  readonly maker: string;
  readonly labels: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly spec: any;
}

/** The templates of all pods. */
export const podsOf = (objects: readonly KubernetesObject[]): readonly PodTemplate[] =>
  objects.flatMap((object) => {
    const path = podPaths[object.kind];
    if (!path) return [];
    const pod = path.reduce<KubernetesObject>((within, member) => within[member], object);
    return [{ maker: `${object.kind} ${object.metadata.name}`, labels: pod.metadata.labels, spec: pod.spec }];
  });

/** The variables of a pod's container, by name. */
export const environmentOf = ({ spec }: PodTemplate): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (spec.containers[0].env ?? []).map(({ name, value }: { name: string; value: string }) => [name, value]),
  );

export const componentOf = ({ labels }: PodTemplate): string => labels['app.kubernetes.io/component'] ?? '';
