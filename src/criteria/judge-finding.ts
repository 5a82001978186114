import type { Finding } from '../clinical/finding.ts';
import { both, said } from './bilingual-text.ts';
import type { Facts } from './facts.ts';
import { type CriterionEvidence, type Judged, judged, unknownFor } from './truth.ts';

/** A finding, or a more specific one, is present; or it, or a more general one, was excluded. */
export function judgeFinding(terms: readonly string[], { present, implied, excluded, ontology }: Facts): Judged {
  const told = terms.filter((term) => implied.has(term));
  const found =
    told.length > 0 &&
    present.find(({ finding, above }) => told.some((term) => term === finding.term || above.has(term)));
  if (found) return judged(true, () => [evidenceOf(found.finding)]);
  if (excluded.length > 0) {
    const denied = terms.map((term) => {
      const above = ontology.ancestors(term);
      return excluded.find((finding) => finding.term === term || above.has(finding.term));
    });
    if (denied.every((finding) => finding !== undefined)) return judged(false, () => denied.map(evidenceOf));
  }
  return unknownFor(() => ({ text: said({ en: 'finding ', es: 'hallazgo ' }, terms.join(', ')) }));
}

function evidenceOf({ label, status, sources }: Finding): CriterionEvidence {
  const [source] = sources;
  const words = status === 'present' ? both('') : { en: ' excluded', es: ' excluido' };
  return {
    text: said(label, words),
    ...(source === undefined ? {} : { reference: source.reference }),
    ...(source?.date === undefined ? {} : { date: source.date }),
    ...(source?.value === undefined ? {} : { value: source.value }),
    ...(source?.unit === undefined ? {} : { unit: source.unit }),
  };
}
