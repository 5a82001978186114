import type { Ontology, Term } from '../terminology/ontology.ts';
import { codeSystems, type Terminology } from '../terminology/terminology.ts';
import type { Bilingual } from './state.ts';
import { type Symptom, symptoms } from './tables/symptoms.ts';

/** A symptom that somebody reports, as the rules know it. */
export interface NamedSymptom {
  /** HPO id. */
  readonly hpo: string;
  readonly label: Bilingual;
  readonly alarm?: NonNullable<Symptom['alarm']>;
}

/** Finds symptoms by name or code. */
export interface SymptomNames {
  /** In English or Spanish, with spaces, `_` or `-`, with or without accents, or an HPO id. */
  byName(name: string): NamedSymptom | undefined;
  /** HPO, SNOMED CT, or any other system that the terminology maps to HPO. `system` in canonical form. */
  byCode(system: string, code: string): NamedSymptom | undefined;
}

/** What the lookup asks of a terminology. */
export type SymptomTerminology = Pick<Terminology, 'ontology' | 'phenotypes' | 'phenotypeByText'>;

/** `Dolor_de_Cabeza` → `dolor de cabeza`. */
export function nameKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}:]+/gu, ' ')
    .trim();
}

const byKey: ReadonlyMap<string, Symptom> = new Map(
  symptoms.flatMap((symptom) =>
    [symptom.en, symptom.es, ...(symptom.names ?? [])].map((name) => [nameKey(name), symptom] as const),
  ),
);
const byTerm: ReadonlyMap<string, Symptom> = new Map(symptoms.map((symptom) => [symptom.hpo, symptom]));

/** Without a terminology only the symptoms of our own table are known. */
export function symptomNames(terminology?: SymptomTerminology): SymptomNames {
  let spanish: ReadonlyMap<string, string> | undefined;
  const byCode = (system: string, code: string) => {
    if (!terminology) return system === codeSystems.hpo ? listed(byTerm.get(code.toUpperCase())) : undefined;
    const terms = terminology.phenotypes(system, code).flatMap(({ term, excluded }) => (excluded ? [] : [term]));
    // A code may stand for several terms; one of our own table says what it is to the rules.
    const term = terms.find((candidate) => byTerm.has(candidate)) ?? terms[0];
    return term === undefined ? undefined : ofTerm(term, terminology.ontology);
  };
  return {
    byCode,
    byName(name) {
      const key = nameKey(name);
      const own = byKey.get(key);
      if (own) return listed(own);
      if (/^hp:\d{7}$/.test(key)) return byCode(codeSystems.hpo, key.toUpperCase());
      if (!terminology) return undefined;
      // 19,000 labels, read when the first name is asked for that our table lacks.
      spanish ??= spanishLabels(terminology.ontology);
      const term = terminology.phenotypeByText(name.replaceAll('_', ' '))?.term ?? spanish.get(key);
      return term === undefined ? undefined : ofTerm(term, terminology.ontology);
    },
  };
}

function listed(symptom: Symptom | undefined): NamedSymptom | undefined {
  if (!symptom) return undefined;
  const { hpo, en, es, alarm } = symptom;
  return { hpo, label: { en, es }, ...(alarm !== undefined && { alarm }) };
}

/** A term of the ontology; it is as alarming as what it is a form of. */
function ofTerm(id: string, ontology: Ontology): NamedSymptom | undefined {
  const term = ontology.terms.get(id);
  if (!term) return undefined;
  const own = listed(byTerm.get(id));
  if (own) return own;
  const alarms = [...ontology.ancestors(id)].flatMap((above) => byTerm.get(above)?.alarm ?? []);
  const alarm = alarms.includes('any') ? 'any' : alarms[0];
  return { hpo: id, label: labelOf(term), ...(alarm !== undefined && { alarm }) };
}

const labelOf = ({ label, labelEs = label }: Term): Bilingual => ({ en: label, es: labelEs });

/** A label that several terms share names none of them. */
function spanishLabels(ontology: Ontology): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, labelEs } of ontology.terms.values()) {
    if (labelEs === undefined || !ontology.isPhenotype(id)) continue;
    const key = nameKey(labelEs);
    if (labels.has(key)) shared.add(key);
    labels.set(key, id);
  }
  for (const key of shared) labels.delete(key);
  return labels;
}
