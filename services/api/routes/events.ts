import { PassThrough } from 'node:stream';
import Type from 'typebox';
import type { SubmissionChange } from '../../domain/submission-change.ts';
import { courseAccess } from '../access/access-rule.ts';
import { createChangeFeed, type ChangeSource } from '../live/follow-changes.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface EventNeeds extends ChangeSource {
  /** Runs the action every so many milliseconds; returns how to stop it. */
  repeat: (action: () => void, everyMs: number) => () => void;
}

/** Milliseconds between two signs of life, which keep proxies from closing a silent connection. */
const BEAT_MS = 15_000;

/** What happens in a course, while it happens (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export function addEventRoute(app: TypedInstance, needs: EventNeeds): void {
  const feed = createChangeFeed(needs, needs.repeat);
  // Open streams would keep the server from closing.
  app.addHook('preClose', async () => feed.close());

  app.get(
    '/events',
    {
      config: { access: courseAccess('read-only', { own: true }) },
      schema: {
        operationId: 'followEvents',
        summary: 'Server-sent events of a course: submission, whenever a submission comes into another state',
        description:
          'The data of an event is JSON: submissionId, exercise, authorId, authorLogin, attempt, state, at. Learners hear ' +
          'of their own. What happened before the connection is not told: read the lists first, or again.',
        produces: ['text/event-stream'],
        querystring: Type.Object({
          course: Type.String({ maxLength: 63, description: 'The slug of the course, or its id.' }),
        }),
        response: { 200: Type.Unsafe<PassThrough>(Type.String()) },
      },
    },
    async (request, reply) => {
      const { courseId, onlyOf } = request.course;
      const stream = new PassThrough();
      const leave = feed.follow(
        (change) => {
          if (change.courseId === courseId && (onlyOf === undefined || change.authorId === onlyOf))
            stream.write(toEvent(change));
        },
        () => stream.end(),
      );
      const stopBeating = needs.repeat(() => stream.write(': still here\n\n'), BEAT_MS);
      stream.on('close', () => {
        leave();
        stopBeating();
      });
      stream.write('retry: 2000\n\n');
      return reply
        .type('text/event-stream')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(stream);
    },
  );
}

function toEvent({ courseId: _known, at, ...change }: SubmissionChange): string {
  const data = JSON.stringify({ ...change, at: at.toISOString() });
  return `id: ${at.getTime()}-${change.submissionId}\nevent: submission\ndata: ${data}\n\n`;
}
