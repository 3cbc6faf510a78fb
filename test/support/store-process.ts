import { createStore } from '../../services/store/create-store.ts';

/** A process that opens the store named by its argument, says so, and closes it. */
const store = await createStore({ url: process.argv[2] ?? '' });
await store.health();
process.stdout.write('open\n');
await store.close();
