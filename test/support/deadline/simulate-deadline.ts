import { randomBytes } from 'node:crypto';
import { Failure } from '../../../services/domain/failure.ts';
import { createIdentifiers } from '../../../services/domain/identifier.ts';
import { rulesWithoutCourse } from '../../../services/course/rules-for.ts';
import { createGitHub } from '../../../services/github/create-github.ts';
import { createPublisher } from '../../../services/github/publishing/publisher.ts';
import { publishLate } from '../../../services/reconcile/publish-late.ts';
import { createStore } from '../../../services/store/create-store.ts';
import { createAcceptDelivery } from '../../../services/webhook/accept-delivery.ts';
import { createWebhookApp } from '../../../services/webhook/app.ts';
import { createInboxRelay } from '../../../services/webhook/inbox-relay.ts';
import { createGrading } from '../../../services/worker/runs/grade-submission.ts';
import { createPublishing } from '../../../services/worker/publishing/publish-pull-request.ts';
import { createIntake } from '../../../services/worker/intake/take-in.ts';
import { startGitHubServer } from '../../github-server/start-github-server.ts';
import { buildCheck, buildReport } from '../builders/grading-report.ts';
import { buildHealth } from '../builders/health.ts';
import { startDatabaseServer } from '../database.ts';
import { fractionOf } from './fraction-of.ts';
import { arrivals, enrol, EXERCISE } from './learners-at-deadline.ts';
import { readStory, type DeadlineStory, type OpenedPullRequest } from './read-story.ts';
import { createVirtualTime } from './virtual-time.ts';

export interface DeadlineOptions {
  /** Learners who open one pull request. */
  single: number;
  /** Learners who open ten, one right after the other. */
  busy: number;
  /** Within so many minutes. */
  minutes: number;
  /** Submissions graded at the same time. */
  clusters: number;
  /** Of one grading, on the average. */
  gradingSeconds: number;
}

const SECRET = 'a-secret-of-the-simulation';
const LATE_EVERY_MS = 5000;

/**
 * A deadline in simulated time: pull requests arrive as webhooks over HTTP, pass the real inbox, intake, grading,
 * store (PostgreSQL), publishing and request budget, and are shown by the fake GitHub, which enforces its limits on
 * creating content. Not real: the clock, the clusters (a grading is a wait) and BullMQ, whose order (urgency, then
 * arrival) a list in memory keeps. All repositories belong to one installation, the worst case for the limits.
 */
export async function simulateDeadline(options: DeadlineOptions): Promise<DeadlineStory> {
  const begin = Date.UTC(2026, 10, 24, 14, 50);
  const time = createVirtualTime(begin);
  const { now } = time;
  const database = await startDatabaseServer();
  const github = await startGitHubServer({ clock: now, contentLimits: { perMinute: 80, perHour: 500 } });
  const store = await createStore({ url: await database.fresh(), now: () => new Date(now()) });
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const identifiers = createIdentifiers(now, randomBytes);

  const courses = {
    rulesFor: async () => ({
      ...rulesWithoutCourse({ languages: ['ja', 'en'], notGraded: 'neutral' }),
      ...(await store.courses.ofRepository(undefined)),
    }),
    refresh: async () => undefined,
  };

  const client = createGitHub({
    mode: 'app',
    appId: github.app.id,
    privateKey: github.app.privateKey,
    baseUrl: github.url,
    budget: store.requestBudgets,
    now,
    sleep: time.sleep,
  });

  const gradedAt = new Map<string, number>();
  const waitingGrades: { submissionId: string; priority: number; number: number }[] = [];
  const waitingPublications = new Map<string, { repositoryId: number; pullNumber: number }>();
  const waitingIntakes: { repositoryId: number; pullNumber: number }[] = [];
  let arrived = 0;
  let takingIn = 0;
  let expected = 0;
  let unfinished = 0;
  let grading = 0;
  let publishing = 0;
  let sequence = 0;

  const queues = {
    async grade({ submissionId }: { submissionId: string }, { priority }: { priority: number }) {
      waitingGrades.push({ submissionId, priority, number: sequence++ });
      waitingGrades.sort((a, b) => a.priority - b.priority || a.number - b.number);
      unfinished += 1;
      startGradings();
    },
    async publish(message: { repositoryId: number; pullNumber: number }) {
      waitingPublications.set(`${message.repositoryId}/${message.pullNumber}`, message);
      startPublications();
    },
  };

  const takeIn = createIntake({
    store,
    queues,
    github: client,
    courses,
    exercises: { titles: new Map([[EXERCISE, { en: 'Jobs', ja: 'ジョブ' }]]) },
    identifiers,
    logger: quiet,
    now,
    debounceMs: 0,
  });

  const grade = createGrading({
    store,
    queues,
    identifiers,
    now,
    workerId: 'simulated',
    repeat: () => () => undefined,
    clusterPatienceSeconds: 0,
    githubPatienceSeconds: 0,
    onEnded: () => undefined,
    keepEvidence: async () => undefined,
    logger: quiet,
    exercises: { get: () => Promise.reject(new Error('the simulation grades by itself')) },
    lease: () => ({
      cluster: () => Promise.reject(new Error('the simulation has no clusters')),
      used: () => undefined,
      release: async () => undefined,
    }),
    async run(submission, { runId }) {
      await time.sleep(durationOf(submission.headSha, options.gradingSeconds * 1000));
      gradedAt.set(submission.headSha, now());
      const { headSha, attempt, exercise } = submission;
      const startedAt = new Date(now()).toISOString();
      return buildReport({
        ...{ runId, headSha, attempt, startedAt, finishedAt: startedAt },
        exercise: { slug: exercise, title: { en: 'Jobs', ja: 'ジョブ' } },
        checks: [buildCheck()],
      });
    },
  });

  const locked = new Set<string>();

  const publish = createPublishing({
    // PostgreSQL's lock is waited for in real time, in which nobody who holds it wakes up.
    store: {
      ...store,
      pullRequests: {
        ...store.pullRequests,
        async withLock(repositoryId, number, work) {
          const key = `${repositoryId}/${number}`;
          while (locked.has(key)) await time.sleep(100);
          locked.add(key);
          return work(new AbortController().signal).finally(() => locked.delete(key));
        },
      },
    },
    publisher: createPublisher(client),
    courses,
    deployment: 'saiten',
    detailsUrl: () => undefined,
    receiptUrl: () => undefined,
    now,
  });

  const handOver = createInboxRelay({
    inbox: store.inbox,
    pullRequests: store.pullRequests,
    heads: store.heads,
    submissions: store.submissions,
    mergeQueues: store.gradingChecks,
    queue: {
      async intake(entries) {
        waitingIntakes.push(...entries.map(({ message }) => message));
        startIntakes();
      },
      request: async () => undefined,
    },
    now,
    logger: quiet,
  });

  const webhook = await createWebhookApp({
    secrets: [SECRET],
    accept: createAcceptDelivery({ inbox: store.inbox, wake: () => undefined, clock: () => new Date(now()) }),
    health: buildHealth(),
    clock: () => new Date(now()),
  });

  function startIntakes(): void {
    while (takingIn < 8) {
      const next = waitingIntakes.shift();
      if (next === undefined) return;
      takingIn += 1;

      time.start(async () => {
        await whenGitHubLets(async () => void (await takeIn(next, { attempt: 1 })));
        arrived += 1;
        takingIn -= 1;
        startIntakes();
      });
    }
  }

  /** As the queue does: a limit makes the job wait and is no failed try. */
  async function whenGitHubLets(work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'rate-limited') throw error;
        await time.sleep(Number(error.facts['retryAfterSeconds']) * 1000);
      }
    }
  }

  function startGradings(): void {
    while (grading < options.clusters) {
      const next = waitingGrades.shift();
      if (next === undefined) return;
      grading += 1;

      time.start(async () => {
        await grade(next, { signal: new AbortController().signal, attempt: 1, attempts: 3 });
        grading -= 1;
        unfinished -= 1;
        startGradings();
      });
    }
  }

  /** Eight at a time, as a worker does. */
  function startPublications(): void {
    for (const [key, pull] of waitingPublications) {
      if (publishing >= 8) return;
      waitingPublications.delete(key);
      publishing += 1;

      time.start(async () => {
        await publish(pull);
        publishing -= 1;
        startPublications();
      });
    }
  }

  async function publishLateUntilDone(): Promise<void> {
    for (;;) {
      await time.sleep(LATE_EVERY_MS);
      const needs = { publications: store.publications, publish, now, patienceMs: 86_400_000, logger: quiet };
      await publishLate(needs);
      const waiting = await store.publications.waiting(new Date(now() + 1), 1);
      // What could not be handed over at once, as the webhook process does.
      while (await handOver());
      const busy = unfinished > 0 || publishing > 0 || waitingPublications.size > 0;
      if (arrived >= expected && !busy && waiting.length === 0) return;
    }
  }

  try {
    const url = await webhook.listen({ host: '127.0.0.1', port: 0 });
    github.setWebhook({ url: `${url}/webhook`, secret: SECRET });
    const learners = enrol(github, options);
    expected = learners.reduce((sum, { pulls }) => sum + pulls, 0);
    const opened: OpenedPullRequest[] = [];

    time.start(async () => {
      for (const arrival of arrivals(learners, options.minutes * 60_000)) {
        await time.sleep(begin + arrival.at - now());

        const pull = github.openPullRequest({
          repo: arrival.repository,
          head: `work-${arrival.place}`,
          title: 'My answer',
          author: arrival.login,
        });

        opened.push({ ...arrival, number: pull.number, headSha: pull.headSha, openedAt: now() });
        await github.idle();
        while (await handOver());
      }
    });

    time.start(publishLateUntilDone);
    await time.run();
    return { ...readStory(github, opened, gradedAt), minutes: (now() - begin) / 60_000 };
  } finally {
    await webhook.close();
    await store.close();
    await github.close();
    await database.stop();
  }
}

/** The same for every run: between half and one and a half times the average. */
function durationOf(headSha: string, average: number): number {
  return Math.round(average * (0.5 + fractionOf(headSha)));
}
