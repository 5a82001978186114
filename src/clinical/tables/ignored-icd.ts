import type { IgnoreReason } from '../ignore-reason.ts';

/** A stretch of ICD categories that is set aside, compared as text over the letters and digits of the category. */
export interface IgnoredCategories {
  readonly from: string;
  readonly to: string;
  readonly reason: IgnoreReason;
  /** `always`: before any map is asked. `unmapped`: only when no map knows the code, e.g. a fracture. */
  readonly when: 'always' | 'unmapped';
}

/**
 * ICD-10-CM chapters that say nothing of the patient's own phenotype (CMS, ICD-10-CM Official Guidelines FY 2024,
 * sections I.C.19 to I.C.22) and blocks without a place among rare-disease phenotypes.
 */
export const ignoredIcd10: readonly IgnoredCategories[] = [
  { from: 'V00', to: 'Y99', reason: 'external-cause', when: 'always' },
  // Z00–Z99, factors influencing health status: encounters, family and personal history, presence of devices.
  { from: 'Z00', to: 'Z99', reason: 'status-or-history', when: 'always' },
  { from: 'U00', to: 'U99', reason: 'special-purpose', when: 'unmapped' },
  { from: 'S00', to: 'T88', reason: 'injury', when: 'unmapped' },
  { from: 'O00', to: 'O9A', reason: 'pregnancy', when: 'unmapped' },
  { from: 'F10', to: 'F19', reason: 'substance-use', when: 'unmapped' },
];

/** The same for ICD-9-CM (three digits, or a letter and two or three digits). */
export const ignoredIcd9: readonly IgnoredCategories[] = [
  { from: 'V01', to: 'V91', reason: 'status-or-history', when: 'always' },
  { from: 'E000', to: 'E999', reason: 'external-cause', when: 'always' },
  { from: '800', to: '999', reason: 'injury', when: 'unmapped' },
  { from: '630', to: '679', reason: 'pregnancy', when: 'unmapped' },
  { from: '303', to: '305', reason: 'substance-use', when: 'unmapped' },
];
