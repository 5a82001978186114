import {
  type CodeMapping,
  licensedConclusions,
  type MappingBasis,
  mappingSources,
} from '../src/training/common/tables/code-mapping.ts';
import { conditionCorrections } from '../src/training/common/tables/condition-corrections.ts';
import { type ConditionEntry, conditions } from '../src/training/common/tables/conditions.ts';
import { evidenceCorrections } from '../src/training/common/tables/evidence-corrections.ts';
import {
  type EvidenceMapping,
  evidenceMappings,
  type ObservationMapping,
} from '../src/training/common/tables/evidences.ts';
import { markdownTable, markdownText as text } from './markdown.ts';

const systemNames: Partial<Record<CodeMapping['system'], string>> = {
  hpo: 'HPO',
  snomed: 'SNOMED CT',
  icd10cm: 'ICD-10-CM',
  mondo: 'MONDO',
  omim: 'OMIM',
  orphanet: 'Orphanet',
};
const marks: Readonly<Record<MappingBasis, string>> = {
  exact: '=',
  narrower: '⊂',
  broader: '⊃',
  opposite: '≠',
  related: '~',
};

/** docs/common-disease-map.md from the tables of evidences and conditions. */
export function renderCommonDiseaseMap(): string {
  const implied = evidenceMappings.filter(({ unmapped }) => unmapped === undefined).length;
  return [
    '# Evidences and conditions of the common-disease model',
    '',
    'Generated from `src/training/common/tables` by `npm run docs`. The questions, values and conditions are those of DDXPlus',
    '(Fansi Tchango et al., NeurIPS 2022, CC BY 4.0); the codes beside them were chosen by hand, one by one.',
    '',
    ...rules(),
    '## Corrected conditions',
    '',
    'Names that were only spelt out (PSVT, URTI, Chagas) are not listed.',
    '',
    ...markdownTable(
      ['condition', 'field', 'source', 'corrected', 'why'],
      conditionCorrections.map((row) =>
        [row.name, row.field === 'label' ? 'name' : 'ICD-10-CM', row.source, row.corrected, row.reason].map(text),
      ),
      5,
    ),
    '',
    '## Corrected words',
    '',
    'The knowledge base was written in French; where the English says something else, the French holds.',
    '',
    ...markdownTable(
      ['evidence', 'source', 'French', 'corrected', 'why'],
      evidenceCorrections.map((row) => [
        [row.id, row.value].filter(Boolean).join(' '),
        ...[row.source, row.french, row.corrected, row.reason].map(text),
      ]),
      5,
    ),
    '',
    '## Conditions',
    '',
    ...markdownTable(
      ['condition', 'shown code', 'codes', 'severity', 'must not be missed'],
      conditions.map(conditionRow),
      5,
    ),
    '',
    '## Evidences',
    '',
    `Something on record can answer ${implied} of the ${evidenceMappings.length}; the others are asked in the questionnaire alone, for the reason given.`,
    '',
    ...markdownTable(
      ['evidence', 'finding', 'codes and Observations', 'why none'],
      evidenceMappings.map(evidenceRow),
      4,
    ),
    '',
    '## Values',
    '',
    'Places of pain are inside the region that HPO names, so that a record of the region leaves the place open.',
    '',
    ...markdownTable(['evidence', 'code', 'values'], evidenceMappings.flatMap(valueRows), 3),
    '',
  ].join('\n');
}

function rules(): readonly string[] {
  const words = (status: string | undefined) => status ?? 'nothing';
  return [
    '## How to read a mapping',
    '',
    ...markdownTable(
      [
        'mark',
        'the code …',
        'record states it: evidence',
        'record excludes it',
        'answered yes: finding',
        'answered no',
      ],
      (Object.keys(marks) as readonly MappingBasis[]).map((basis) => {
        const { presentCode, excludedCode, yes, no } = licensedConclusions[basis];
        return [marks[basis], basisWords[basis], ...[presentCode, excludedCode, yes, no].map(words)];
      }),
      6,
    ),
    '',
    'A no rules nothing out where the patient cannot know it (diagnoses, signs that others see better), nor where codes below are',
    'excepted. HPO terms are meant with all terms below them, ICD-10-CM codes with the codes below them, others alone.',
    'LOINC laboratory results and vital signs reach the evidences through the HPO terms they are read as.',
    '',
    ...Object.entries(mappingSources).map(
      ([system, source]) => `- ${systemNames[system as CodeMapping['system']]}: ${source}`,
    ),
    '',
  ];
}

const basisWords: Readonly<Record<MappingBasis, string>> = {
  exact: 'says the same',
  narrower: 'says more',
  broader: 'says less',
  opposite: 'says the contrary',
  related: 'is only near it',
};

function codeList(codes: readonly CodeMapping[]): string {
  const systems = [...new Set(codes.map(({ system }) => system))];
  return systems
    .map((system) => {
      const own = codes.filter((mapping) => mapping.system === system);
      // Categories under one heading stand together: C00, C01 … Malignant neoplasms.
      const heading = ({ basis, display, note }: CodeMapping) => JSON.stringify([basis, display, note]);
      const headings = [...new Set(own.map(heading))];
      const words = headings.map((one) => codeWords(own.filter((mapping) => heading(mapping) === one)));
      return `${systemNames[system]} ${words.join('; ')}`;
    })
    .join('<br>');
}

function codeWords(alike: readonly CodeMapping[]): string {
  const [{ basis, display, note } = alike[0]!] = alike;
  const excepted = alike.flatMap(({ except = [] }) => except);
  const without = excepted.length > 0 ? ` without ${excepted.join(', ')}` : '';
  const why = note === undefined ? '' : ` (${text(note)})`;
  return `${marks[basis]} ${alike.map(({ code }) => code).join(', ')} ${text(display)}${without}${why}`;
}

function observationWords(observation: ObservationMapping): string {
  const name = `LOINC ${observation.loinc} ${text(observation.display)}`;
  const answers = (codes: readonly { readonly display: string }[]) => codes.map(({ display }) => display).join(', ');
  switch (observation.kind) {
    case 'coded':
      return `${name}: yes ${answers(observation.present)}; no ${answers(observation.absent)}`;
    case 'measured': {
      const { from, below, unit, fromAge } = observation;
      const limit = from === undefined ? `below ${below}` : `from ${from}`;
      return `${name}: ${limit} ${text(unit)}${fromAge === undefined ? '' : `, from ${fromAge} years of age`}`;
    }
    case 'score':
      return `${name}: the value itself`;
  }
}

function conditionRow({ label, icd10cm, codes, severity, dontMiss }: ConditionEntry): readonly string[] {
  const missed = dontMiss === undefined ? '' : `${text(dontMiss.reason)} ${text(dontMiss.source)}`;
  return [`${text(label.en)}<br>${text(label.es)}`, icd10cm, codeList(codes), String(severity), missed];
}

function evidenceRow({ id, label, codes, observations = [], unmapped = '' }: EvidenceMapping): readonly string[] {
  const cells = [codeList(codes), ...observations.map(observationWords)].filter((cell) => cell !== '');
  return [id, text(label), cells.join('<br>'), text(unmapped)];
}

/** One row for each set of codes, with all values that have it. */
function valueRows({ id, values = [] }: EvidenceMapping): readonly (readonly string[])[] {
  const mapped = values.filter(({ codes }) => codes.length > 0);
  return [...new Set(mapped.map(({ codes }) => codeList(codes)))].map((list) => {
    const own = mapped.filter(({ codes }) => codeList(codes) === list);
    return [id, list, own.map(({ label }) => text(label)).join('; ')];
  });
}
