import { lookupTable } from './lookup-table.ts';

/**
 * Spellings of units that laboratories and monitors send where UCUM was meant, with the UCUM code. The targets follow
 * the "Table of Example UCUM Codes for Electronic Messaging" (Regenstrief Institute, https://ucum.org/docs/common-units);
 * the spellings occur in MIMIC-IV, Synthea or the MIMIC item list (`valueuom`).
 */
const spellings = lookupTable({
  // Cell counts. "K" and "m" are not the UCUM symbols kelvin and metre: haematology writes thousands and millions so.
  'K/uL': '10*3/uL',
  'k/uL': '10*3/uL',
  'K/cumm': '10*3/uL',
  'thou/uL': '10*3/uL',
  'x10^3/uL': '10*3/uL',
  'x10E3/uL': '10*3/uL',
  '10^3/uL': '10*3/uL',
  'x10^9/L': '10*9/L',
  'x10E9/L': '10*9/L',
  '10^9/L': '10*9/L',
  'm/uL': '10*6/uL',
  'M/uL': '10*6/uL',
  'x10^6/uL': '10*6/uL',
  'x10E6/uL': '10*6/uL',
  '10^6/uL': '10*6/uL',
  'x10^12/L': '10*12/L',
  'x10E12/L': '10*12/L',
  '10^12/L': '10*12/L',
  '#/uL': '/uL',
  'cells/uL': '/uL',
  '#/hpf': '/[HPF]',
  '/hpf': '/[HPF]',
  '#/lpf': '/[LPF]',
  '/lpf': '/[LPF]',
  // International units and equivalents
  'IU/L': '[IU]/L',
  'IU/mL': '[IU]/mL',
  'mIU/L': 'm[IU]/L',
  'mIU/mL': 'm[IU]/mL',
  'uIU/mL': 'u[IU]/mL',
  'mEq/L': 'meq/L',
  'mOsm/kg': 'mosm/kg',
  'U/g/Hb': 'U/g{Hb}',
  'ng/mL FEU': 'ng/mL{FEU}',
  // Vital signs
  mmHg: 'mm[Hg]',
  'mm Hg': 'mm[Hg]',
  bpm: '/min',
  'beats/min': '/min',
  'beats/minute': '/min',
  'breaths/min': '/min',
  'breaths/minute': '/min',
  // A bare F or C would be farad or coulomb, which no clinical record means.
  '°F': '[degF]',
  degF: '[degF]',
  F: '[degF]',
  '°C': 'Cel',
  degC: 'Cel',
  C: 'Cel',
  lb: '[lb_av]',
  lbs: '[lb_av]',
  in: '[in_i]',
  inches: '[in_i]',
  // Time
  sec: 's',
  secs: 's',
  seconds: 's',
  hr: 'h',
  hrs: 'h',
  'mm/hr': 'mm/h',
  'mg/24hr': 'mg/(24.h)',
  'mg/24 hr': 'mg/(24.h)',
  // Numbers without dimension
  Ratio: '{ratio}',
  ratio: '{ratio}',
  units: '{units}',
  '(score)': '{score}',
  'mL/min/1.73m2': 'mL/min/{1.73_m2}',
  'mL/min/1.73 m2': 'mL/min/{1.73_m2}',
  'mL/min/1.73 m^2': 'mL/min/{1.73_m2}',
});

/** The UCUM code that a unit's spelling stands for; an unknown spelling comes back trimmed, for UCUM itself to judge. */
export function ucumCode(spelling: string): string {
  const plain = spelling
    .trim()
    // µ (U+00B5) and μ (U+03BC) are u in UCUM; "mcg" is the safe-prescribing spelling of ug.
    .replace(/[µμ]/g, 'u')
    .replace(/\bmcg\b/, 'ug')
    .replace(/\bgm\b/, 'g');
  return spellings.get(plain) ?? plain;
}
