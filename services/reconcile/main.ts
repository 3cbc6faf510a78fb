// Entry of the reconcile process: the same as `saiten reconcile`.
import { serve } from '../command-line/commands/serve.ts';

await serve('reconcile');
