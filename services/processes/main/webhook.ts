// Entry of the webhook process: the same as `saiten webhook`.
import { serve } from '../serve.ts';

await serve('webhook');
