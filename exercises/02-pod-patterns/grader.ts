import { defineGrader } from '../../graders/core/define-grader.ts';
import { gracefulShutdown } from './checks/graceful-shutdown.ts';
import { jobCompletes } from './checks/job-completes.ts';
import { lastWords } from './checks/last-words.ts';
import { podSafety } from './checks/pod-safety.ts';
import { sidecarRestartsAlone } from './checks/sidecar-restarts-alone.ts';
import { startOrder } from './checks/start-order.ts';
import { giveTemplate } from './given.ts';

export default defineGrader({
  prepare: giveTemplate,
  checks: [startOrder, sidecarRestartsAlone, gracefulShutdown, lastWords, jobCompletes, podSafety],
});
