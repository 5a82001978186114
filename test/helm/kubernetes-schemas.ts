import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { PrometheusRule, ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { CronJob, Job } from 'kubernetes-models/batch/v1';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, PersistentVolumeClaim, Pod, Service, ServiceAccount } from 'kubernetes-models/v1';

/** A kind with the validator that was compiled from its published schema. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly prototype: { validate(): void };
}

/** Every kind that the chart may render; Kubernetes 1.33 and the operators' resources. */
const kinds: readonly Kind[] = [
  ConfigMap,
  CronJob,
  Deployment,
  HTTPRoute,
  HorizontalPodAutoscaler,
  Ingress,
  Job,
  NetworkPolicy,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  PrometheusRule,
  ScaledObject,
  Service,
  ServiceAccount,
  ServiceMonitor,
];

/**
 * What is wrong with an object by the schema of its kind. A schema lets members through that it does not know, which a
 * typing error would be; so the validator is given an object that remembers what it was asked for.
 */
export function problemsOf(object: { readonly apiVersion: string; readonly kind: string }): readonly string[] {
  const known = kinds.find(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind);
  if (!known) return [`no schema of ${object.apiVersion} ${object.kind}`];
  const asked = new Map<object, Set<string>>();
  // Of the kind's class, where older packages look for the schema.
  const instance = Object.setPrototypeOf(structuredClone(object), known.prototype);
  try {
    watched(instance, asked).validate();
  } catch (thrown) {
    return [String(thrown)];
  }
  return unasked(instance, asked, object.kind);
}

/** The object, which notes under `asked` each member that is read of it, at any depth. */
function watched<Value extends object>(value: Value, asked: Map<object, Set<string>>): Value {
  const read = asked.get(value) ?? new Set<string>();
  asked.set(value, read);
  return new Proxy(value, {
    get(target, member) {
      if (typeof member === 'string') read.add(member);
      const found: unknown = Reflect.get(target, member);
      return typeof found === 'object' && found !== null ? watched(found, asked) : found;
    },
  });
}

function unasked(value: unknown, asked: ReadonlyMap<object, ReadonlySet<string>>, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) =>
    asked.get(value)?.has(member) ? unasked(inner, asked, `${path}.${member}`) : [`${path}.${member} is in no schema`],
  );
}
