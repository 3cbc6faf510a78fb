// Entry of the reconcile process: the same as `saiten reconcile`.
import { serve } from '../serve.ts';

await serve('reconcile');
