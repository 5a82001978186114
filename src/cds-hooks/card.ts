import type { Assessment } from '../assessment/assessment.ts';
import { rareAmong, shownEntries } from '../assessment/shown-entries.ts';
import { omitEmpty } from '../http/empty-values.ts';
import type { ReverseMaps } from '../terminology/reverse-maps.ts';
import type { Card, CardLink } from './card-shape.ts';
import { detailOf } from './detail.ts';
import type { CdsService } from './service-schema.ts';
import { suggestionsOf } from './suggestions.ts';
import { summaryOf } from './summary.ts';

export interface CardPorts {
  /** URL under which clients reach this server, without a final slash. */
  readonly publicUrl: () => string;
  /** URL at which the SMART app is launched; without it the card has no SMART link. */
  readonly appUrl?: string | undefined;
  /** From findings and diseases to codes that can be ordered or entered; without them the card suggests nothing. */
  readonly reverseMaps?: ReverseMaps | undefined;
}

/** The card for an assessment, as the specification has it; none when there is nothing to show. */
export function cardOf(assessment: Assessment, service: CdsService, ports: CardPorts): Card | undefined {
  const shown = shownEntries(assessment, service.thresholds);
  if (shown.length === 0 || assessment.suppressed) return undefined;
  const suggestions = ports.reverseMaps ? suggestionsOf(rareAmong(shown), assessment, ports.reverseMaps) : [];
  return omitEmpty({
    // CDS Hooks 2.0 §Feedback names a card by it: with the assessment's own id no table of cards is needed.
    uuid: assessment.id,
    summary: summaryOf(shown.map(({ label }) => label)),
    indicator: 'info' as const,
    detail: detailOf(shown, assessment),
    source: {
      label: service.source.label,
      url: `${ports.publicUrl()}/models/${service.model}`,
      topic: service.source.topic,
    },
    suggestions,
    ...(suggestions.length > 0 && { selectionBehavior: 'any' as const }),
    overrideReasons: service.overrideReasons,
    links: linksOf(assessment, service, ports),
  });
}

/** CDS Hooks 2.0 §Link. The app finds all else by the assessment's id: PHI has no place in a link. */
function linksOf({ id }: Assessment, service: CdsService, { publicUrl, appUrl }: CardPorts): readonly CardLink[] {
  const links = service.links ?? [];
  return [
    ...(appUrl === undefined
      ? []
      : [{ label: 'Open the evidence in Hoofbeats', url: appUrl, type: 'smart' as const, appContext: id }]),
    ...links.map(({ label, path }) => ({ label, url: publicUrl() + path, type: 'absolute' as const })),
  ];
}
