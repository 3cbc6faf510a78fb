// Entry of the worker process: the same as `saiten worker`.
import { serve } from '../command-line/commands/serve.ts';

await serve('worker');
