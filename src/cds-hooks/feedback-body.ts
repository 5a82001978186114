import { z } from 'zod';
import { validated } from '../http/validated.ts';
import type { CardFeedback } from '../store/feedback.ts';

/** What became of one card, as a client reports it; its service is in the URL. */
export type Feedback = Omit<CardFeedback, 'service'>;

/** Most reports in one call: a day's batch of a hospital, and an end to it. */
const mostReports = 10_000;
/** Of cards, suggestions and reasons: any printable word, since the ids of Epic's examples are no UUIDs. */
const id = z.string('is required').regex(/^[\x20-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters');
/** Clients that have no value write null or nothing. */
const optionalText = (most: number) =>
  z
    .string()
    .max(most, 'is too long')
    .nullish()
    .transform((text) => (text ? text : undefined));

// The reason may come from the client's own list, with or without a system.
const reasonSchema = z.looseObject({ code: id, system: optionalText(500), display: optionalText(1000) });

/** Reasons that are kept in Epic (Epic, CDS Hooks tutorial, §Feedback): a category's number and what the clinician read. */
const epicReason = 'com.epic.cdshooks.feedback.overrideReason.';
const epicReasonSchema = z.looseObject({
  [`${epicReason}reasonCategory`]: id,
  [`${epicReason}reasonDisplay`]: optionalText(1000),
});
/** Names Epic's own acknowledgement reasons in what we keep: their numbers mean something at one site only. */
export const epicReasonSystem = 'urn:com.epic.cdshooks.feedback.overrideReason.reasonCategory';

const overrideSchema = z
  .looseObject({
    reason: reasonSchema.nullish(),
    userComment: optionalText(20_000),
    extension: epicReasonSchema.nullish().catch(undefined),
  })
  // CDS Hooks 2.0 §Feedback, invariant cds-fb-3.
  .refine(({ reason, userComment, extension }) => reason || userComment || extension, 'needs a reason or a userComment')
  .transform(({ reason, userComment, extension }) => ({ reason: reason ?? epicCoding(extension), userComment }));

function epicCoding(extension: z.infer<typeof epicReasonSchema> | null | undefined) {
  const code = extension?.[`${epicReason}reasonCategory`];
  const display = extension?.[`${epicReason}reasonDisplay`];
  if (typeof code !== 'string') return undefined;
  return { system: epicReasonSystem, code, display: typeof display === 'string' ? display : undefined };
}

const feedbackSchema = z
  .looseObject({
    card: id,
    outcome: z.enum(['accepted', 'overridden'], 'must be accepted or overridden'),
    // RFC 3339; the specification wants UTC, and an offset says the same.
    outcomeTimestamp: z.iso
      .datetime({ offset: true, error: 'is required: an RFC 3339 instant such as 2024-05-19T19:44:04Z' })
      .transform((text) => new Date(text))
      .refine((instant) => !Number.isNaN(instant.getTime()), 'is no instant'),
    acceptedSuggestions: z.array(z.looseObject({ id })).max(100).nullish(),
    overrideReason: overrideSchema.nullish(),
    // Epic's name for it.
    overrideReasons: overrideSchema.nullish(),
  })
  // CDS Hooks 2.0 §Feedback, invariant cds-fb-1.
  .refine(({ outcome, acceptedSuggestions }) => outcome !== 'accepted' || (acceptedSuggestions ?? []).length > 0, {
    path: ['acceptedSuggestions'],
    message: 'is required when the outcome is accepted',
  });

/** The body of a feedback call. */
export const feedbackBodySchema = z.looseObject({
  feedback: z
    .array(feedbackSchema, 'is required: an array of reports')
    .min(1, 'must hold a report')
    .max(mostReports, 'holds too many reports; send them in several calls'),
});

/**
 * Reads the reports of a feedback call, in the specification's words or Epic's.
 * @throws HoofbeatsError REQUEST_INVALID naming each wrong element.
 */
export function readFeedback(body: unknown): readonly Feedback[] {
  return validated(feedbackBodySchema, body, 'REQUEST_INVALID').feedback.map((report): Feedback => {
    const { card, outcome, outcomeTimestamp, acceptedSuggestions } = report;
    const { reason, userComment } = report.overrideReason ?? report.overrideReasons ?? {};
    return {
      card,
      outcome,
      outcomeAt: outcomeTimestamp.toISOString(),
      ...(outcome === 'accepted' && { acceptedSuggestions: (acceptedSuggestions ?? []).map((one) => one.id) }),
      ...(reason && { overrideReason: codingOf(reason) }),
      ...(userComment !== undefined && { comment: userComment }),
    };
  });
}

const codingOf = ({
  system,
  code,
  display,
}: {
  system?: string | undefined;
  code: string;
  display?: string | undefined;
}) => ({
  code,
  ...(system !== undefined && { system }),
  ...(display !== undefined && { display }),
});
