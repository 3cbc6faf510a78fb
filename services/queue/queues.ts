import type { JobOrigin } from './job-data.ts';
import type {
  GradeMessage,
  IntakeMessage,
  Message,
  PublishMessage,
  QueueName,
  RequestMessage,
} from './messages.ts';

export type QueueConnection = { kind: 'postgres'; url: string } | { kind: 'redis'; url: string };

export interface QueueOptions {
  connection: QueueConnection;
  /** Separates deployments that share a server; letters, digits, `-`, `_`. */
  prefix: string;
  /** Told what goes wrong between jobs (a server that went away, a lock that could not be renewed); for the log. */
  onError?: (error: Error) => void;
}

/** What a handler is given besides the message. */
export interface Delivery {
  /** Aborts when the lock on the job is lost (another consumer may have it) and when the consumer closes. */
  signal: AbortSignal;
  /** 1 for the first try; a try lost to a killed process counts. */
  attempt: number;
  attempts: number;
  /** When the message was sent. */
  sentAt: Date;
}

export type Handler<N extends QueueName> = (message: Message<N>, delivery: Delivery) => Promise<void>;

export interface ConsumeOptions {
  /** How many messages one process handles at once. */
  concurrency: number;
  /** Milliseconds a job stays locked without renewal; a killed worker's job is redone after this. */
  lockMs: number;
  /** Milliseconds between looks for jobs whose lock ran out. */
  stalledCheckMs: number;
  /** Tries in all, counting those whose process was killed. */
  attempts: number;
  /** Milliseconds before the second try; doubled for each further one. */
  backoffMs: number;
}

export interface Consumer {
  /**
   * Takes no further jobs. With `drain` (milliseconds) running handlers may end in that time; afterwards, or at once
   * without it, their signal aborts. What was not finished is handled again, by this or another process.
   */
  close(options?: { drain?: number }): Promise<void>;
}

export interface QueueCounts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
}

/** A message that was given up: every try failed, or it could not be parsed. */
export interface DeadLetter {
  queue: QueueName;
  jobId: string;
  /** As it was sent; it may not be a valid message. */
  data: unknown;
  reason: string;
  failedAt: Date;
}

/** The durable hand-over between processes. A send resolves only when the message survives a crash. */
export interface Queues {
  /**
   * One job per pull request, for many in one statement. A message sent while the job waits changes nothing, one sent
   * while it waits for its next try starts it at once, unless it `givesWay`; one sent while it runs causes another job
   * afterwards. Without an origin it is the work that sends.
   */
  intake(
    entries: readonly { message: IntakeMessage; origin?: JobOrigin; givesWay?: boolean }[],
  ): Promise<void>;
  /**
   * One job per submission while one is waiting or running; 1 is the most urgent priority, 2 the next, up to 1000.
   * `delayMs` keeps it from being taken for so long.
   */
  grade(message: GradeMessage, options: { priority: number; delayMs?: number }): Promise<void>;
  /**
   * As `grade`, for many that were never sent, in batches one after the other. What was sent before a failure stays sent, and
   * all may be sent again.
   */
  gradeAll(messages: readonly GradeMessage[], options: { priority: number }): Promise<void>;
  /** One job per comment; buttons may be pressed as often as one likes. Without an origin it is the work that sends. */
  request(message: RequestMessage, origin?: JobOrigin): Promise<void>;
  /** As intake, but keeps to its own time after a failure. */
  publish(message: PublishMessage): Promise<void>;
  /**
   * Handles the messages of one queue. A throw is retried with growing waits, except a Failure of fault `learner`,
   * `cancelled`, `configuration` or `grader`, which ends the job at once. A Failure with
   * `facts.retryAfterSeconds` (a rate limit, no cluster to be had) makes it wait for so long and is not counted as a try.
   */
  consume<N extends QueueName>(name: N, handler: Handler<N>, options: ConsumeOptions): Promise<Consumer>;
  counts(): Promise<Record<QueueName, QueueCounts>>;
  /** Milliseconds that the oldest job which could be taken now has waited, by queue; 0 when none waits. */
  oldest(): Promise<Record<QueueName, number>>;
  /** The newest first, at most 100 of each queue. */
  deadLetters(): Promise<DeadLetter[]>;
  /** Resolves when the server answers within two seconds, else fails. */
  health(): Promise<void>;
  /** Closes the consumers (see `Consumer.close`) and the connections. */
  close(options?: { drain?: number }): Promise<void>;
}
