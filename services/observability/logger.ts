import { pino, type Logger as PinoLogger } from 'pino';

/** What the rest of Saiten needs of a logger: a fact object, then a sentence that never varies. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'> & {
  child(facts: Record<string, unknown>): Logger;
};

/** Tokens of GitHub have a prefix and any length (https://github.blog/engineering/behind-githubs-new-authentication-token-formats/). */
const TOKEN = /\b(gh[opsur]_|github_pat_)[A-Za-z0-9_.-]+|\bBearer\s+\S+/g;
const SECRET_FIELDS = ['authorization', 'token', 'privateKey', 'secret', 'password', 'kubeconfig'];

/** A structured JSON logger on standard error that leaves secrets out, by field name and by shape. */
export function createLogger(options: { level: string; process: string }): Logger {
  return pino(
    {
      level: options.level,
      base: { process: options.process },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
      hooks: {
        streamWrite: (line) => line.replace(TOKEN, '[redacted]'),
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
