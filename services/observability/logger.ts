import { trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { logFacts } from './log-facts.ts';

/** What the rest of Saiten needs of a logger: a fact object, then a sentence that never varies. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'> & {
  child(facts: Record<string, unknown>): Logger;
};

/** Tokens of GitHub have a prefix and any length (https://github.blog/engineering/behind-githubs-new-authentication-token-formats/). */
const TOKEN = /\b(gh[opsur]_|github_pat_)[A-Za-z0-9_.-]+|\bBearer\s+[^\s"\\]+/g;
/** The password of an address, such as DATABASE_URL in the message of an error. */
const PASSWORD = /\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/"]*):[^\s@/"]+@/g;

/** Up to its end, or to the end of the JSON string that holds only a part of it. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^"\\]|\\.)*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?="))/g;

const SECRET_FIELDS = ['authorization', 'token', 'privateKey', 'secret', 'password', 'kubeconfig'];

/**
 * A structured JSON logger that leaves secrets out, by field name and by shape. Every line says which submission, run
 * and delivery it is about, where it is about one, and its trace where there is one.
 *
 * @param destination Standard error unless told.
 */
export function createLogger(
  options: { level: string; process: string },
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    {
      level: options.level,
      base: { process: options.process },
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]),
        censor: '[redacted]',
      },
      mixin: () => ({ ...logFacts(), ...traceFacts() }),
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
      hooks: { streamWrite: withoutSecrets },
    },
    destination,
  );
}

function withoutSecrets(line: string): string {
  return line
    .replace(PRIVATE_KEY, '[redacted]')
    .replace(TOKEN, '[redacted]')
    .replace(PASSWORD, '$1:[redacted]@');
}

function traceFacts(): { traceId?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined || !trace.isSpanContextValid(span) ? {} : { traceId: span.traceId };
}
