// Entry of the api process: the same as `saiten api`.
import { serve } from '../serve.ts';

await serve('api');
