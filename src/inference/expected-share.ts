import { closure, type InputVocabulary } from '../features/vocabulary.ts';
import { type Profile, shareOf } from '../registry/profiles.ts';

/** What a source means that lists a feature without saying how often: more often than not. */
const unstatedShare = 0.6;
/** No feature is impossible, and none certain: sources count few patients. */
const bounds = { least: 0.001, most: 0.99 };

/**
 * Shares of the disease's patients who can be expected to show a feature, 0 to 1, by node. An annotation of the feature
 * or of a special form of it says it outright; one of a general form says it in the proportion in which the feature makes
 * up the general form among all rare diseases; where the profile is silent the feature is as frequent as in any of them.
 */
export function expectedShares(profile: Profile, vocabulary: InputVocabulary): (node: number) => number {
  const annotated = new Map<number, number>();
  const implied = new Map<number, number>();
  const keepLargest = (shares: Map<number, number>, node: number, share: number) =>
    shares.set(node, Math.max(shares.get(node) ?? 0, share));
  for (const { node, frequency } of profile.annotations) {
    const share = shareOf(frequency) ?? unstatedShare;
    keepLargest(annotated, node, share);
    for (const above of closure(vocabulary, node)) keepLargest(implied, above, share);
  }
  const absent = new Set(profile.absent);
  const { background } = vocabulary;
  const inherited = (node: number) =>
    Math.max(
      background[node]!,
      ...[...closure(vocabulary, node)].map(
        (above) => (annotated.get(above) ?? 0) * Math.min(1, background[node]! / (background[above]! || 1)),
      ),
    );
  return (node) => {
    const share = absent.has(node) ? 0 : (implied.get(node) ?? inherited(node));
    return Math.min(bounds.most, Math.max(bounds.least, share));
  };
}
