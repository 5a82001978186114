/** Which buckets are done, for whoever reads them while others are still worked on. */
export interface DoneBuckets {
  add(bucket: number): void;
  /** Resolves when the bucket is done. */
  when(bucket: number): Promise<void>;
}

export function createDoneBuckets(): DoneBuckets {
  const known = new Map<number, { readonly done: Promise<void>; readonly add: () => void }>();
  function of(bucket: number) {
    const before = known.get(bucket);
    if (before) return before;
    let add = () => {};
    const done = new Promise<void>((resolve) => {
      add = resolve;
    });
    const made = { done, add };
    known.set(bucket, made);
    return made;
  }
  return { add: (bucket) => of(bucket).add(), when: (bucket) => of(bucket).done };
}
