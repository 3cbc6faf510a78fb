// Entry of the api process: the same as `saiten api`.
import { serve } from '../command-line/commands/serve.ts';

await serve('api');
