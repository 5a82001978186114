/** Token buckets, one per key: each holds a minute's worth and is refilled continuously. */
export interface Buckets {
  /** Takes one token of `key`. Answers 0, or, when there is none, the seconds until there will be. */
  take(key: string): number;
}

export interface BucketOptions {
  readonly perMinute: number;
  /** Most keys that are remembered; beyond it the longest unused is forgotten, which fills its bucket. */
  readonly mostKeys?: number;
  /** Milliseconds on any steadily growing clock. */
  readonly now?: () => number;
}

const minuteMs = 60_000;

export function createBuckets({ perMinute, mostKeys = 10_000, now = () => performance.now() }: BucketOptions): Buckets {
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>();
  const perMs = perMinute / minuteMs;
  return {
    take(key) {
      const at = now();
      const held = buckets.get(key);
      const tokens = held ? Math.min(perMinute, held.tokens + (at - held.at) * perMs) : perMinute;
      const wait = tokens >= 1 ? 0 : (1 - tokens) / perMs / 1000;
      // Set anew, so that the map stays in order of use.
      buckets.delete(key);
      buckets.set(key, { tokens: wait > 0 ? tokens : tokens - 1, at });
      if (buckets.size > mostKeys) buckets.delete(buckets.keys().next().value!);
      return wait;
    },
  };
}
