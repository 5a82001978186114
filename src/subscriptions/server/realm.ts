import type { Caller } from '../../assessment/assessor.ts';

/**
 * Whose events a subscriber may see: those of assessments made for the same EHR and, where it serves several customers, for
 * the same one. In open mode there is one realm.
 */
export const realmOf = ({ client = '', tenant = '' }: Pick<Caller, 'client' | 'tenant'>): string =>
  JSON.stringify([client, tenant]);
