import { PassThrough } from 'node:stream';
import Type from 'typebox';
import { courseAccess } from '../access/access-rule.ts';
import { createPlaces } from '../live/places.ts';
import { createChangeFeed, type ChangeSource } from '../live/follow-changes.ts';
import { tellWhileAllowed } from '../live/tell-while-allowed.ts';
import { writeWhileRead } from '../live/write-while-read.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface EventNeeds extends ChangeSource {
  /** Runs the action every so many milliseconds; returns how to stop it. */
  repeat: (action: () => void, everyMs: number) => () => void;
}

/** Milliseconds between two signs of life, which keep proxies from closing a silent connection. */
const BEAT_MS = 15_000;
/** Streams of one caller at the same time: a tab of the page has one. */
const MOST_OF_ONE = 50;
const MOST = 3000;
/** Bytes that may wait for a client that does not read; then its stream ends. */
const MOST_WAITING = 256 * 1024;

/** What happens in a course, while it happens (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export function addEventRoute(app: TypedInstance, needs: EventNeeds): void {
  const feed = createChangeFeed(needs, needs.repeat);
  const places = createPlaces({ most: MOST, mostOfOne: MOST_OF_ONE });
  // Open streams would keep the server from closing.
  app.addHook('preClose', async () => feed.close());

  app.get(
    '/events',
    {
      config: { access: courseAccess('read-only', { own: true, courseIn: 'query' }) },
      schema: {
        operationId: 'followEvents',
        summary: 'Server-sent events of a course: submission, whenever a submission comes into another state',
        description:
          'The data of an event is JSON: submissionId, exercise, authorId, authorLogin, attempt, state, at. Learners hear ' +
          'of their own. What happened before the connection is not told: read the lists first, or again. The stream ends ' +
          'when the caller may no longer hear, or does not read; who opens it anew is answered as any other request.',
        produces: ['text/event-stream'],
        querystring: Type.Object({
          course: Type.String({ maxLength: 63, description: 'The slug of the course, or its id.' }),
        }),
        response: { 200: Type.Unsafe<PassThrough>(Type.String()) },
      },
    },
    async (request, reply) => {
      if (request.method === 'HEAD') return reply.type('text/event-stream').send(new PassThrough().end());
      const { courseId } = request.course;
      const leavePlace = places.take(request.principal.id);
      const stream = new PassThrough();

      const tell = tellWhileAllowed(
        () => request.decideAgain().then(() => request.course),
        (text) => writeWhileRead(stream, text, MOST_WAITING),
        () => stream.end(),
      );

      const leave = feed.follow(
        (change) => {
          if (change.courseId === courseId) tell(change);
        },
        () => stream.end(),
      );

      const stopBeating = needs.repeat(() => tell(undefined), BEAT_MS);

      stream.on('close', () => {
        leave();
        stopBeating();
        leavePlace();
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
