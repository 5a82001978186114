import { type PrevalenceClass, prevalenceClasses } from '../../terminology/prevalence.ts';
import type { OrphaPrevalence, Orphapacket } from '../knowledge/orphapackets.ts';

/** Kinds of statement that say how many live with a disease, the better first; an incidence does not. */
const kinds = ['Point prevalence', 'Lifetime Prevalence', 'Prevalence at birth'];
/** Where it was counted, the widest first; elsewhere a founder may have made a disease common. */
const places = ['Worldwide', 'Europe', 'United States'];

/** `prevalence-orphanet.tsv`: the class of every disorder for which Orphanet states one. The same packets give the same bytes. */
export function prevalenceTable(packets: readonly Orphapacket[], release: string): string {
  const rows = packets
    .flatMap(({ id, label, prevalences }) => {
      const stated = statedClass(prevalences);
      return stated === undefined ? [] : [`${id}\t${stated}\t${label}\n`];
    })
    .sort();
  return [
    `# Prevalence classes of rare diseases, as Orphanet states them (${release}). Orphanet, INSERM, https://www.orphadata.com, CC BY 4.0.\n`,
    '# The widest population that was counted; point prevalence before lifetime prevalence before prevalence at birth.\n',
    'orpha_id\tclass\tlabel\n',
    ...rows,
  ].join('');
}

function statedClass(prevalences: readonly OrphaPrevalence[]): PrevalenceClass | undefined {
  const found = prevalences
    .filter(({ type, class: stated, geography }) => isUsable(type, stated, geography))
    .sort((a, b) => kinds.indexOf(a.type!) - kinds.indexOf(b.type!) || placeOf(a) - placeOf(b));
  return found[0]?.class as PrevalenceClass | undefined;
}

const placeOf = ({ geography }: OrphaPrevalence) => places.indexOf(geography);

const isUsable = (type: string | undefined, stated: string | undefined, geography: string) =>
  type !== undefined &&
  kinds.includes(type) &&
  stated !== undefined &&
  Object.hasOwn(prevalenceClasses, stated) &&
  places.includes(geography);
