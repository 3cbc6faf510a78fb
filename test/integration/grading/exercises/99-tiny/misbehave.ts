import { writeSync } from 'node:fs';
import type { GraderContext } from '../../../../../graders/core/grader-context.ts';

const QUESTION = { node: 'node', container: '0'.repeat(64) };

/** Twenty questions at once; what came back, in the order in which they were asked. */
async function askAll({ cluster }: GraderContext): Promise<string> {
  const paths = Array.from({ length: 20 }, (_, i) => `/${i}`);

  const answers = await Promise.all(
    paths.map((path) => cluster.host.ask('observe-container', { ...QUESTION, files: [path] })),
  );

  return JSON.stringify(answers.map((seen) => seen.running && seen.started.arguments.join('')));
}

/** What a broken grader may do to its process, by name. */
export async function misbehave(how: string, context: GraderContext): Promise<void> {
  switch (how) {
    case 'throws':
      throw new TypeError('the grader is broken');
    case 'hangs-politely':
      return context.clock.sleep(3_600_000, context.signal);
    case 'hangs':
      return new Promise(() => undefined);
    case 'blocks':
      for (;;);
    case 'floods-events':
      for (;;) writeSync(3, `${JSON.stringify({ type: 'check-started', id: 'x'.repeat(60_000) })}\n`);
    case 'writes-nonsense':
      writeSync(3, 'hello\n');
      return;
    case 'floods-stderr':
      for (let i = 0; i < 2_000; i++) process.stderr.write('x'.repeat(10_000));
      return;
    case 'exits':
      return process.exit(0);
    case 'is-killed':
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    case 'shows-environment':
      throw context.mismatch('wrong-colour', { colour: Object.keys(process.env).sort().join(' ') });
    case 'asks':
      throw context.mismatch('wrong-colour', { colour: await askAll(context) });
    case 'asks-and-fails':
      await context.cluster.host.ask('observe-container', { ...QUESTION, files: [] });
      return;
    default:
  }
}
