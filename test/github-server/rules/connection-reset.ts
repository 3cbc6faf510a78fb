/** No answer: the connection is to be broken. */
export class ConnectionReset extends Error {}
