import type { Card } from '../card-shape.ts';
import { narrow } from './narrow.ts';

/**
 * The card for Oracle Health, whose side bar is an eighth of the screen: short lines and no tables; neither suggestions nor
 * `appContext`, which its documentation does not know.
 */
export function oracleCard({ suggestions: _, selectionBehavior: __, ...card }: Card): Card {
  return {
    ...card,
    detail: narrow(card.detail),
    ...(card.links && {
      links: card.links.map((link) => {
        if (link.type === 'absolute') return link;
        const { appContext: ___, ...rest } = link;
        return rest;
      }),
    }),
  };
}
