import { join } from 'node:path';
import type { Bundle, CodeableConcept, Condition, Observation } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../test/fixtures/fhir-judge.ts';
import { fhirProfilesDir } from '../config/paths.ts';
import { canonicalSystem } from '../terminology/code-system.ts';
import { loadTerminology } from '../terminology/load.ts';
import { loadExampleLibrary } from './example-library.ts';

const library = loadExampleLibrary(join(fhirProfilesDir, 'examples'));
const terminology = loadTerminology();
const bundles = library.examples.map((example) => ({
  ...example,
  bundle: JSON.parse(library.bundleText(example.id)!) as Bundle,
}));
const of = <Resource>({ entry }: Bundle, type: string) =>
  (entry ?? []).map(({ resource }) => resource).filter((one) => one?.resourceType === type) as Resource[];
const conditions = ({ bundle }: { bundle: Bundle }) => of<Condition>(bundle, 'Condition');
const observations = ({ bundle }: { bundle: Bundle }) => of<Observation>(bundle, 'Observation');

/** HPO terms that a code stands for, by its codings or else by its words. */
const termsOf = ({ coding = [], text = '' }: CodeableConcept) => {
  const coded = coding.flatMap(({ system = '', code = '' }) => terminology.phenotypes(canonicalSystem(system), code));
  const worded = terminology.phenotypeByText(text);
  return (coded.length > 0 || !worded ? coded : [worded]).map(({ term }) => term);
};

describe.each(bundles)('example $id', (example) => {
  it('is valid FHIR R4, the Bundle and every resource in it', () => {
    expect(problemsOf(example.bundle)).toEqual([]);
    for (const { resource } of example.bundle.entry ?? []) expect(problemsOf(resource), resource?.id).toEqual([]);
  });

  it('is one patient, marked as test data, to whom every resource belongs', () => {
    const [patient, ...rest] = of<{ id: string }>(example.bundle, 'Patient');
    expect(rest).toEqual([]);
    for (const { subject } of [...conditions(example), ...observations(example)])
      expect(subject?.reference).toBe(`Patient/${patient?.id}`);
    expect(example.bundle.meta?.tag?.[0]?.code).toBe('HTEST');
    const references = (example.bundle.entry ?? []).map(({ fullUrl }) => fullUrl);
    expect(new Set(references).size).toBe(references.length);
  });

  it('does not give its diagnosis away', () => {
    const ids = new Set<string>(example.expected.ids);
    const known = conditions(example)
      .flatMap(({ code }) => code?.coding ?? [])
      .flatMap(({ system = '', code = '' }) => terminology.diseases(canonicalSystem(system), code));
    expect(known.filter((id) => ids.has(id))).toEqual([]);
    if (example.expected.outcome !== 'silent') {
      const words = JSON.stringify([conditions(example), observations(example), example.title, example.line]);
      expect(words.toLowerCase()).not.toContain(example.expected.label.split(' ')[0]!.toLowerCase());
    }
  });

  it('holds dates after birth and in order', () => {
    const [patient] = of<{ birthDate: string }>(example.bundle, 'Patient');
    for (const one of [...conditions(example), ...observations(example)]) {
      const date = 'effectiveDateTime' in one ? one.effectiveDateTime : (one as Condition).recordedDate;
      expect(date! >= patient!.birthDate && date! <= example.bundle.timestamp!, one.id).toBe(true);
    }
  });
});

describe('the examples together', () => {
  const published = bundles.filter(({ expected }) => expected.outcome !== 'silent');

  it('are at least eight published presentations, each cited by a number or an address, beside silent ones', () => {
    expect(published.length).toBeGreaterThanOrEqual(8);
    for (const { citation } of published) expect(citation.pmid ?? citation.doi ?? citation.url).toBeDefined();
    expect(bundles.map(({ expected }) => expected.outcome)).toContain('silent');
  });

  it('speak in codes and words that are understood: nine in ten conditions of the published cases', () => {
    const all = published.flatMap(conditions);
    const unmapped = all.filter(({ code }) => termsOf(code ?? {}).length === 0).map(({ code }) => code?.text);
    expect(unmapped.length / all.length, unmapped.join(', ')).toBeLessThanOrEqual(0.1);
  });

  it('show the ways in which records say things', () => {
    const everyCondition = bundles.flatMap(conditions);
    const systems = new Set(everyCondition.flatMap(({ code }) => (code?.coding ?? []).map(({ system }) => system)));
    expect([...systems]).toEqual(
      expect.arrayContaining(['http://snomed.info/sct', 'http://hl7.org/fhir/sid/icd-10-cm']),
    );
    expect(everyCondition.some(({ code }) => code?.coding === undefined)).toBe(true);
    const status = everyCondition.map(({ verificationStatus }) => verificationStatus?.coding?.[0]?.code);
    expect(status).toContain('refuted');
    const everyObservation = bundles.flatMap(observations);
    expect(everyObservation.some(({ interpretation }) => interpretation === undefined)).toBe(true);
    expect(everyObservation.some(({ referenceRange }) => referenceRange !== undefined)).toBe(true);
  });
});
