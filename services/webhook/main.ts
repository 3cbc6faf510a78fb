// Entry of the webhook process: the same as `saiten webhook`.
import { serve } from '../command-line/commands/serve.ts';

await serve('webhook');
