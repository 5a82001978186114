import { type Grouped, type GroupTask, groupSlice } from './group-slice.ts';
import { type BucketOutcome, type BucketTask, type ScreenPorts, screenBucket } from './screen-bucket.ts';

/** What a thread of the crew can be asked to do. */
export type Task =
  | { readonly kind: 'group'; readonly task: GroupTask }
  | { readonly kind: 'screen'; readonly task: BucketTask };

/** What a task comes to. Small: the work itself lies on disk. */
export type TaskResult =
  | { readonly kind: 'group'; readonly result: Grouped }
  | { readonly kind: 'screen'; readonly result: BucketOutcome };

/** Does a task. Grouping does not ask for the ports: it goes without a model. */
export async function doTask(given: Task, ports: () => Promise<ScreenPorts>): Promise<TaskResult> {
  return given.kind === 'group'
    ? { kind: 'group', result: await groupSlice(given.task) }
    : { kind: 'screen', result: await screenBucket(given.task, await ports()) };
}
