import type { Assessment } from '../assessment/assessment.ts';
import { omitEmpty } from '../http/empty-values.ts';
import type { Card } from './card-shape.ts';
import { detailOf } from './detail.ts';
import type { CdsService } from './service-schema.ts';
import { shownDiagnoses } from './shown-diagnoses.ts';
import { summaryOf } from './summary.ts';

export interface CardPorts {
  /** Makes a UUID: without one a client cannot send feedback (CDS Hooks 2.0 §Feedback). */
  readonly newId: () => string;
  /** URL under which clients reach this server, without a final slash. */
  readonly publicUrl: () => string;
}

/** The card for an assessment; none when there is nothing to show. */
export function cardOf(assessment: Assessment, service: CdsService, { newId, publicUrl }: CardPorts): Card | undefined {
  const shown = shownDiagnoses(assessment, service.thresholds);
  if (shown.length === 0) return undefined;
  const base = publicUrl();
  return omitEmpty({
    uuid: newId(),
    summary: summaryOf(shown.map(({ label }) => label)),
    indicator: 'info' as const,
    detail: detailOf(shown, assessment),
    source: { label: service.source.label, url: `${base}/models/${service.model}`, topic: service.source.topic },
    overrideReasons: service.overrideReasons,
    links: (service.links ?? []).map(({ label, path }) => ({ label, url: base + path, type: 'absolute' as const })),
  });
}
