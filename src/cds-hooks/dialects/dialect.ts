import type { Dialect, EhrEntry } from '../../config/ehr-registry.ts';
import type { Card } from '../card-shape.ts';
import { epicCard } from './epic.ts';
import { oracleCard } from './oracle.ts';

/** A card as one maker's EHRs want it. Pure: the same card and entry of the registry give the same card. */
export type CardDialect = (card: Card, ehr?: EhrEntry) => Card;

const dialects: Readonly<Record<Dialect, CardDialect>> = {
  standard: (card) => card,
  epic: epicCard,
  oracle: oracleCard,
};

export const inDialect = (card: Card, dialect: Dialect, ehr?: EhrEntry): Card => dialects[dialect](card, ehr);
