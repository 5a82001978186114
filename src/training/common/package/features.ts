import type { EvidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import type { CommonFeatures, EvidenceCode, EvidenceEntry } from '../../../registry/common-features.ts';
import { bodySites } from '../questions/body-sites.ts';
import { questionGroups } from '../questions/groups.ts';
import { otherValues } from '../questions/other-values.ts';
import type { ReleaseEvidence } from '../release-evidences.ts';
import { type CodeMapping, licensedConclusions } from '../tables/code-mapping.ts';
import type { ObservationMapping } from '../tables/evidence-mapping.ts';
import { evidenceMappings } from '../tables/evidences.ts';

/** `features.json`: the release's evidences in its order, with our mappings and words. */
export function commonFeatures(release: readonly ReleaseEvidence[], vocabulary: EvidenceVocabulary): CommonFeatures {
  const mappings = new Map(evidenceMappings.map((mapping) => [mapping.id, mapping]));
  const texts = new Map(questionGroups.flatMap(({ questions }) => questions).map((text) => [text.evidence, text]));
  const words = new Map([...bodySites, ...otherValues].map(({ value, en, es }) => [value, { en, es }]));
  return {
    vocabulary: 'DDXPlus',
    version: 'release_evidences_en.json of NeurIPS 2022',
    layout: layoutOf(vocabulary),
    ageEdges: [...vocabulary.ageEdges],
    evidences: release.map(({ id, text }, place) => {
      const mapping = mappings.get(id);
      const question = texts.get(id);
      const { kind, isAntecedent, parent, values } = vocabulary.evidences[place]!;
      if (!mapping || !question) throw new RangeError(`${id} has no mapping or no question`);
      const mapped = new Map(mapping.values?.map((value) => [value.value, value.codes]));
      return {
        ...{ id, kind, isAntecedent },
        ...(parent !== undefined && { parent: vocabulary.evidences[parent]!.id }),
        label: mapping.label,
        question: { en: question.en ?? text, es: question.es },
        codes: mapping.codes.map(codeOf),
        ...(mapping.observations && { observations: mapping.observations.map(observationOf) }),
        ...(mapping.unmapped !== undefined && { unmapped: mapping.unmapped }),
        ...(values.length > 0 && {
          values: values.map((value) => {
            const codes = mapped.get(value) ?? [];
            const label = words.get(value) ?? { en: value, es: value };
            return { id: value, label, ...(codes.length > 0 && { codes: codes.map(codeOf) }) };
          }),
        }),
      };
    }),
  };
}

function observationOf(observation: ObservationMapping): NonNullable<EvidenceEntry['observations']>[number] {
  if (observation.kind !== 'coded') return { ...observation };
  const { present, absent, ...rest } = observation;
  return { ...rest, present: present.map((one) => ({ ...one })), absent: absent.map((one) => ({ ...one })) };
}

function layoutOf({ columns }: EvidenceVocabulary): CommonFeatures['layout'] {
  return [
    { name: 'present', from: columns.present, meaning: '1 when the evidence is present, in the order of `evidences`' },
    { name: 'absent', from: columns.absent, meaning: '1 when it is absent; neither is 1 where it is unknown' },
    { name: 'values', from: columns.values, meaning: '1 when the value was given, evidence by evidence' },
    { name: 'age', from: columns.age, meaning: '1 when the age in years is at least the edge of `ageEdges`' },
    { name: 'sex', from: columns.sex, meaning: 'female, male; neither is 1 where it is unknown' },
    {
      name: 'listed',
      from: columns.listed,
      meaning: '1 when the record lists what is present and leaves out the rest',
    },
  ];
}

function codeOf({ system, code, display, basis, except, note }: CodeMapping): EvidenceCode {
  const { presentCode, excludedCode } = licensedConclusions[basis];
  return {
    ...{ system, code, display, basis },
    ...(presentCode && { stated: presentCode }),
    ...(excludedCode && { ruledOut: excludedCode }),
    ...(except && { except: [...except] }),
    ...(note !== undefined && { note }),
  };
}
