import { describe, expect, it } from 'vitest';
import { chartDir, hasHelm, helm } from './helm-program.ts';
import { problemsOf } from './kubernetes-schemas.ts';
import { type KubernetesObject, podsOf, rendered, template, valueSets } from './rendered.ts';

describe.skipIf(!hasHelm)('the chart (with helm, or HELM_PATH)', () => {
  describe.each(Object.entries(valueSets))('with the values of %s', (_name, files) => {
    const objects = hasHelm ? rendered(files) : [];

    it('passes helm lint', () => {
      const { status, stdout } = helm(
        'lint',
        '--strict',
        chartDir,
        ...files.flatMap((file) => ['-f', `${chartDir}/ci/${file}.yaml`]),
      );
      expect(stdout).toContain('0 chart(s) failed');
      expect(status).toBe(0);
    });

    it('renders objects that Kubernetes knows, member by member', () => {
      expect(objects.length).toBeGreaterThan(5);
      expect(objects.flatMap(problemsOf)).toEqual([]);
    });

    it('gives every object a name of its own', () => {
      const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    });

    it('renders the same again', () => {
      expect(template(files).stdout).toBe(template(files).stdout);
    });

    it('holds no secret, only where secrets are', () => {
      expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
      const variables = podsOf(objects).flatMap(({ spec }) => spec.containers.flatMap(({ env = [] }) => env));
      const secret = /^(DATABASE_URL|REDIS_URL|SEAL_KEYS|PSEUDONYM_KEY|AUDIT_TOKEN|OPERATOR_TOKEN)$/;
      expect(variables.filter(({ name }: { name: string }) => secret.test(name))).toEqual([]);
    });

    it.each(hasHelm ? podsOf(objects).map((pod) => [pod.maker, pod] as const) : [])(
      'lets %s do nothing that it need not (Pod Security Standards: restricted)',
      (_maker, { spec }) => {
        expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
        expect(spec.hostNetwork ?? spec.hostPID ?? spec.hostIPC).toBeUndefined();
        for (const container of spec.containers) {
          expect(container.securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          });
          expect(container.image).toMatch(/^[^:@]+(:(?!latest$)[^:@]+|@sha256:[0-9a-f]{64})$/);
          expect(container.resources.requests).toMatchObject({ cpu: expect.anything(), memory: expect.anything() });
          expect(container.resources.limits.memory).toBeDefined();
        }
        for (const volume of spec.volumes ?? [])
          expect(['emptyDir', 'persistentVolumeClaim', 'secret', 'configMap', 'csi']).toContain(
            Object.keys(volume).find((member) => member !== 'name'),
          );
      },
    );
  });
});

describe('the check against the schemas', () => {
  const service = (spec: object) =>
    ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a', labels: { any: 'label' } },
      spec,
    }) as KubernetesObject;

  it('accepts what is right', () => {
    expect(problemsOf(service({ ports: [{ port: 80 }], selector: { any: 'label' } }))).toEqual([]);
  });

  it('finds a member that Kubernetes does not know, at any depth', () => {
    expect(problemsOf(service({ ports: [{ port: 80, tragetPort: 1 }] }))).toEqual([
      'Service.spec.ports.0.tragetPort is in no schema',
    ]);
  });

  it('finds a value of another type, and a missing one', () => {
    expect(problemsOf(service({ ports: [{ port: 'eighty' }] })).join()).toContain('port');
    expect(problemsOf(service({ ports: [{ name: 'http' }] })).join()).toContain('port');
  });
});
