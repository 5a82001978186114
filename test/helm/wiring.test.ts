import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { chartDir, hasHelm } from './helm-program.ts';
import { problemsOf } from './kubernetes-schemas.ts';
import { type KubernetesObject, only, podsOf, rendered, valueSets } from './rendered.ts';

type Labels = Readonly<Record<string, string>>;

const chosen = (selector: Labels, labels: Labels) =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

const of = (objects: readonly KubernetesObject[], kind: string) => objects.filter((object) => object.kind === kind);

const names = (objects: readonly KubernetesObject[], kind: string) =>
  of(objects, kind)
    .map(({ metadata }) => metadata.name)
    .sort();

const { production, canary, laptop, screening } = valueSets as Readonly<Record<string, string[]>>;

describe.skipIf(!hasHelm)('the objects of the chart (with helm, or HELM_PATH)', () => {
  describe.each(Object.entries(valueSets))('with the values of %s', (_name, files) => {
    const objects = hasHelm ? rendered(files) : [];
    const pods = podsOf(objects);

    it('choose pods that there are', () => {
      const selectors = [
        ...of(objects, 'Deployment').map(({ spec }) => spec.selector.matchLabels),
        ...of(objects, 'Service').map(({ spec }) => spec.selector),
        ...of(objects, 'PodDisruptionBudget').map(({ spec }) => spec.selector.matchLabels),
        ...of(objects, 'NetworkPolicy').map(({ spec }) => spec.podSelector.matchLabels),
      ];
      expect(selectors.length).toBeGreaterThan(2);
      for (const selector of selectors) expect(pods.some(({ labels }) => chosen(selector, labels))).toBe(true);
    });

    it('choose the pods of no other Deployment, and each Deployment those that it makes', () => {
      for (const { metadata, spec } of of(objects, 'Deployment'))
        expect(
          pods.filter(({ labels }) => chosen(spec.selector.matchLabels, labels)).map(({ maker }) => maker),
        ).toEqual([`Deployment ${metadata.name}`]);
    });

    it('name a Service, a Deployment, a claim that there is', () => {
      const services = names(objects, 'Service');
      const backends = [
        ...of(objects, 'Ingress').flatMap(({ spec }) =>
          spec.rules[0].http.paths.map((path: KubernetesObject) => path.backend.service.name),
        ),
        ...of(objects, 'HTTPRoute').flatMap(({ spec }) => spec.rules[0].backendRefs.map(({ name }: Labels) => name)),
      ];
      for (const backend of backends) expect(services).toContain(backend);
      for (const { spec } of [...of(objects, 'HorizontalPodAutoscaler'), ...of(objects, 'ScaledObject')])
        expect(names(objects, 'Deployment')).toContain(spec.scaleTargetRef.name);
    });

    it('scale each Deployment by one autoscaler, and leave the number of its replicas to that', () => {
      const scaled = [...of(objects, 'HorizontalPodAutoscaler'), ...of(objects, 'ScaledObject')].map(
        ({ spec }) => spec.scaleTargetRef.name,
      );
      expect(new Set(scaled).size).toBe(scaled.length);
      for (const { metadata, spec } of of(objects, 'Deployment'))
        expect(spec.replicas === undefined).toBe(scaled.includes(metadata.name));
    });

    it('cover every pod by the policy that denies, and by one that allows, where there are policies', () => {
      const policies = of(objects, 'NetworkPolicy');
      if (policies.length === 0) return expect(files).toEqual(laptop);
      for (const { labels } of pods) {
        const covering = policies.filter(({ spec }) => chosen(spec.podSelector.matchLabels, labels));
        expect(covering.map(({ metadata }) => metadata.name).sort()).toEqual(
          ['ddx-hoofbeats-deny', `ddx-hoofbeats-${labels['app.kubernetes.io/component']}`].sort(),
        );
      }
      const { spec } = only(objects, 'NetworkPolicy', '-deny');
      expect(spec).toEqual({ podSelector: spec.podSelector, policyTypes: ['Ingress', 'Egress'] });
    });
  });

  it('answer on their own ports alone, to those who have business there', () => {
    const objects = rendered(production!);
    const ingress = (component: string) => only(objects, 'NetworkPolicy', `-${component}`).spec.ingress;
    const namespace = (name: string) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
    });
    expect(ingress('api')).toHaveLength(1);
    expect(ingress('api')[0].ports).toEqual([{ protocol: 'TCP', port: 3000 }]);
    expect(ingress('api')[0].from.slice(0, 2)).toEqual([namespace('ingress-nginx'), namespace('monitoring')]);
    expect(ingress('worker')).toEqual([{ ports: [{ protocol: 'TCP', port: 3001 }], from: [namespace('monitoring')] }]);
    expect(ingress('migrate')).toBeUndefined();
  });

  it('ask DNS, the database, Redis and EHRs, each role what it needs', () => {
    const objects = rendered(screening!);
    const ports = (component: string) =>
      only(objects, 'NetworkPolicy', `-${component}`).spec.egress.flatMap((rule: KubernetesObject) =>
        rule.ports.map(({ port }: { port: number }) => port),
      );
    expect(ports('api')).toEqual([53, 53, 5432, 6379, 443]);
    expect(ports('screening')).toEqual([53, 53, 5432, 6379, 443]);
    expect(ports('worker')).toEqual([53, 53, 6379]);
    expect(ports('migrate')).toEqual([53, 53, 5432]);
    expect(ports('test')).toEqual([53, 53, 3000]);
  });

  it('give the canary its share, by ingress-nginx', () => {
    const objects = rendered(canary!);
    expect(only(objects, 'Ingress', '-hoofbeats').metadata.annotations).toBeUndefined();
    expect(only(objects, 'Ingress', '-canary').metadata.annotations).toEqual({
      'nginx.ingress.kubernetes.io/canary': 'true',
      'nginx.ingress.kubernetes.io/canary-weight': '5',
    });
    const pod = only(objects, 'Deployment', '-api-canary').spec.template.spec;
    expect(pod.containers[0].image).toBe('registry.hospital.example/hoofbeats:0.2.0');
    expect(pod.volumes).toContainEqual({
      name: 'models',
      persistentVolumeClaim: { claimName: 'models-2026-11', readOnly: true },
    });
  });

  it('give the canary its share, by the Gateway API', () => {
    const { spec } = only(rendered(valueSets['canary by gateway']!), 'HTTPRoute');
    expect(spec.rules[0].backendRefs).toEqual([
      { name: 'ddx-hoofbeats', port: 80, weight: 95 },
      { name: 'ddx-hoofbeats-canary', port: 80, weight: 5 },
    ]);
  });

  it('send all calls to the active colour, and none to the other', () => {
    for (const [active, other] of [
      ['blue', 'green'],
      ['green', 'blue'],
    ] as const) {
      const objects = rendered(valueSets['blue-green']!, { 'blueGreen.active': active });
      expect(only(objects, 'Service', 'ddx-hoofbeats').spec.selector.track).toBe(active);
      expect(only(objects, 'Service', '-preview').spec.selector.track).toBe(other);
      const image = `registry.hospital.example/hoofbeats:${active === 'blue' ? '0.1.0' : '0.2.0'}`;
      expect(only(objects, 'Deployment', `-api-${active}`).spec.template.spec.containers[0].image).toBe(image);
      expect(only(objects, 'Deployment', '-worker').spec.template.spec.containers[0].image).toBe(image);
      expect(only(objects, 'Job').spec.template.spec.containers[0].image).toBe(image);
    }
    expect(names(rendered(valueSets['blue-green']!, { 'blueGreen.blue': '' }), 'Deployment')).toEqual([
      'ddx-hoofbeats-api-green',
      'ddx-hoofbeats-worker',
    ]);
  });

  it('show nothing to the outside that is for the operator', () => {
    const paths = only(rendered(production!), 'Ingress').spec.rules[0].http.paths.map(({ path }: Labels) => path);
    for (const inside of ['/metrics', '/operator', '/health/ready', '/models', '/'])
      expect(paths.some((path: string) => `${inside}/`.startsWith(`${path}/`))).toBe(false);
  });

  it('scale workers by the age of the queue, in seconds', () => {
    const { spec } = only(rendered(production!), 'HorizontalPodAutoscaler', '-worker');
    expect([spec.minReplicas, spec.maxReplicas]).toEqual([3, 20]);
    const targets = spec.metrics
      .slice(1)
      .map(({ external }: KubernetesObject) => [external.metric.selector.matchLabels.lane, external.target.value]);
    expect(targets).toEqual([
      ['batch', '30000m'],
      ['interactive', '50m'],
      ['subscription', '1000m'],
    ]);
  });

  it('migrate before anything changes, with what is there before an install', () => {
    const objects = rendered(screening!);
    const { metadata, spec } = only(objects, 'Job');
    expect(metadata.annotations!['helm.sh/hook']).toBe('pre-install,pre-upgrade');
    expect(only(objects, 'NetworkPolicy', '-migrate').metadata.annotations!['helm.sh/hook']).toBe(
      'pre-install,pre-upgrade',
    );
    expect(spec.template.spec.serviceAccountName).toBe('default');
    expect(spec.template.spec.volumes.map(({ name }: Labels) => name)).toEqual(['tmp', 'data', 'secrets']);
    expect(names(rendered(laptop!), 'Job')).toEqual([]);
  });

  it('screen one run at a time, where the last one stopped', () => {
    const { spec } = only(rendered(screening!), 'CronJob');
    expect(spec.concurrencyPolicy).toBe('Forbid');
    const pod = spec.jobTemplate.spec.template.spec;
    expect(pod.restartPolicy).toBe('OnFailure');
    expect(pod.containers[0].args.slice(0, 7)).toEqual([
      'screen',
      '--fhir',
      'https://ehr.hospital.example/fhir',
      '--group',
      'inpatients',
      '--out',
      '/app/data/worklist',
    ]);
    expect(pod.volumes).toContainEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'ddx-hoofbeats-screening' },
    });
  });

  it('carry the files of alerts and dashboards as they are', () => {
    const chart = join(temporaryFolder(), 'hoofbeats');
    cpSync(chartDir, chart, { recursive: true });
    const alerts = {
      groups: [{ name: 'a', rules: [{ alert: 'A', expr: 'up == 0', annotations: { of: '{{ $labels.lane }}' } }] }],
    };
    const dashboard = { title: 'Speed', panels: [{ legend: '{{lane}}' }] };
    for (const folder of ['alerts', 'dashboards']) {
      rmSync(join(chart, folder), { recursive: true, force: true });
      mkdirSync(join(chart, folder));
    }
    writeFileSync(join(chart, 'alerts', 'a.yaml'), `# Ours.\n${stringify(alerts)}`);
    writeFileSync(join(chart, 'dashboards', 'speed.json'), JSON.stringify(dashboard, null, 2));
    const objects = rendered(production!, {}, chart);
    expect(only(objects, 'PrometheusRule', '-a').spec).toEqual(alerts);
    const { metadata, data } = only(objects, 'ConfigMap', '-speed');
    expect(metadata.labels.grafana_dashboard).toBe('1');
    expect(JSON.parse(data['speed.json'])).toEqual(dashboard);
    expect(objects.flatMap(problemsOf)).toEqual([]);
  });
});
