/** SMART App Launch scopes: v1 `patient/Observation.read`, v2 `user/Condition.rs?category=…`. */
const clinicalScope = /^(?:patient|user|system)\/([A-Z][A-Za-z]+|\*)\.(read|write|\*|c?r?u?d?s?)(?:\?.*)?$/;
/** Scopes that say nothing about resources. */
const otherScope = /^(openid|fhirUser|profile|launch(\/[a-z]+)?|online_access|offline_access)$/;

/**
 * Whether a token of this scope may read a type of resource. A scope is believed to be complete only when every word of
 * it is SMART's: Epic lists names of its APIs there ("Observation.Search (Labs) (R4)"), and then the server decides.
 */
export function scopeAllows(scope: string | undefined, type: string): boolean {
  const words = (scope ?? '').split(/\s+/).filter((word) => word !== '');
  const clinical = words.flatMap((word) => {
    const match = clinicalScope.exec(word);
    return match ? [{ resource: match[1], interactions: match[2] ?? '' }] : [];
  });
  const understood =
    clinical.length > 0 && clinical.length + words.filter((word) => otherScope.test(word)).length === words.length;
  if (!understood) return true;
  return clinical.some(({ resource, interactions }) => [type, '*'].includes(resource ?? '') && reads(interactions));
}

const reads = (interactions: string) => interactions !== 'write' && /[rs*]/.test(interactions);
