import type { LoadJob, LoadMessage } from './load-job';
import { LoadRun } from './load-run';

/** The load in a process of its own: takes a job, says when it measures, and answers with the result. */
const tell = (message: LoadMessage): void => void process.send?.(message);

process.on('message', (job: LoadJob) => {
  void new LoadRun(job)
    .result(() => tell({ kind: 'measuring' }))
    .then((result) => tell({ kind: 'result', result }));
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
