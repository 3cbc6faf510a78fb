import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import Type from 'typebox';
import type { GradebookExercise } from '../../domain/grades/gradebook.ts';
import { canvasFormat } from '../../report/gradebook/canvas-format.ts';
import { csvFormat } from '../../report/gradebook/csv-format.ts';
import type { ExportedLearner, GradebookFormat } from '../../report/gradebook/gradebook-format.ts';
import { jsonFormat } from '../../report/gradebook/json-format.ts';
import { moodleFormat } from '../../report/gradebook/moodle-format.ts';
import { courseAccess } from '../access/access-rule.ts';
import { CourseParams } from '../schemas/course.ts';
import { GradebookBody, GradebookQuery } from '../schemas/gradebook.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface OpenGradebook {
  revision: string;
  exercises: GradebookExercise[];
  learners(): AsyncIterable<ExportedLearner[]>;
}

export interface GradebookNeeds {
  gradebooks: {
    /** What `read` sees until it resolves is of one moment. */
    read<Result>(
      courseId: string,
      filter: { exercise?: string; githubId?: number },
      read: (book: OpenGradebook) => Promise<Result>,
    ): Promise<Result>;
  };
}

const FORMATS = { json: jsonFormat, csv: csvFormat, canvas: canvasFormat, moodle: moodleFormat };

type FormatName = keyof typeof FORMATS;

/** The gradebook of a course, streamed; the same grades give the same bytes. */
export function addGradebookRoutes(app: TypedInstance, { gradebooks }: GradebookNeeds): void {
  app.get(
    '/courses/:course/gradebook',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'getGradebook',
        summary: 'Learners by exercises, with totals; as JSON, as CSV, or for Canvas or Moodle to import',
        params: CourseParams,
        querystring: GradebookQuery,
        response: {
          200: {
            description: 'The gradebook, with an ETag.',
            content: {
              'application/json': { schema: GradebookBody },
              'text/csv': { schema: Type.String() },
            },
          },
          304: Type.Null({ description: 'Not changed since the ETag of If-None-Match.' }),
        },
      },
    },
    async (request, reply) => {
      const { query, course } = request;
      const name = query.format ?? (prefersCsv(request.headers.accept) ? 'csv' : 'json');

      const filter = {
        ...(query.exercise === undefined ? {} : { exercise: query.exercise }),
        ...(query.learner === undefined ? {} : { githubId: query.learner }),
      };

      await gradebooks.read(course.courseId, filter, async (book) => {
        const etag = etagOf(name, filter, book.revision);
        void reply.headers({ etag, 'cache-control': 'private, no-cache', vary: 'accept' });

        if (isKnown(request.headers['if-none-match'], etag)) {
          await reply.code(304).send(null);
          return;
        }

        if (name !== 'json')
          void reply.header(
            'content-disposition',
            `attachment; filename="${fileName(course.found.slug, name)}"`,
          );
        const body = new Readable({ read: () => undefined });
        void reply.type(FORMATS[name].contentType);
        // A stream goes out as it is, whatever the schema says.
        void reply.send(body as never);
        await write(FORMATS[name], book, body);
      });

      return reply;
    },
  );
}

/**
 * Writes as fast as the database reads, not as slowly as the client does: one moment of the database must not last as long as
 * somebody's connection. So at most one whole gradebook waits in memory.
 */
async function write(format: GradebookFormat, book: OpenGradebook, body: Readable): Promise<void> {
  try {
    body.push(format.head(book.exercises));
    let isFirst = true;

    for await (const learners of book.learners()) {
      if (body.destroyed) return;
      let text = '';

      for (const learner of learners) {
        text += format.learner(learner, book.exercises, isFirst);
        isFirst = false;
      }

      if (text !== '') body.push(text);
    }

    body.push(format.tail());
    body.push(null);
  } catch (error) {
    // The head has left: only a broken connection tells the client that this is not all.
    body.destroy(error instanceof Error ? error : undefined);
  }
}

function prefersCsv(accept: string | undefined): boolean {
  return accept?.includes('text/csv') ?? false;
}

function etagOf(name: FormatName, filter: object, revision: string): string {
  const facts = JSON.stringify([name, filter, revision]);
  return `"${createHash('sha256').update(facts).digest('hex').slice(0, 32)}"`;
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === etag);
}

function fileName(slug: string, name: FormatName): string {
  return `gradebook-${slug}${name === 'csv' ? '' : `-${name}`}.csv`;
}
