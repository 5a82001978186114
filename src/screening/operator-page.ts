import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { OperatorPages } from '../http/operator-pages.ts';
import { listRuns, screeningsDir } from './run-state.ts';

/**
 * GET /operator/screenings: how the latest run of every source stands; `/operator/screenings/ID` for one. The runs are
 * other processes, which leave their state in DATA_DIR.
 */
export const screeningsPage = (dataDir: string): OperatorPages => ({
  path: '/operator/screenings',
  async handler(request, response) {
    const runs = await listRuns(screeningsDir(dataDir));
    const id = request.path.replace(/^\/|\/$/g, '');
    if (id === '') return void response.json({ screenings: runs });
    const run = runs.find((known) => known.id === id);
    if (!run) throw new HoofbeatsError('ROUTE_UNKNOWN', 'There is no screening of this id.');
    response.json(run);
  },
});
