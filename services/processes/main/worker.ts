// Entry of the worker process: the same as `saiten worker`.
import { serve } from '../serve.ts';

await serve('worker');
