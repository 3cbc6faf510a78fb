import { ask } from './ask.ts';

/** Ends the session that the cookie stands for. */
export const signOut = () => ask('DELETE', '/session');
