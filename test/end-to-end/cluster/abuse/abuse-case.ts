/** What an abusive submission is after. */
export const ABUSE_CLASSES = [
  'privilege',
  'host access',
  'token theft',
  'neighbour cluster',
  'status forging',
  'webhook stalls',
  'fork bomb',
  'memory bomb',
  'disk fill',
  'log flood',
  'object floods',
  'finalizers',
  'quota edits',
  'namespace relabelling',
] as const;
export type AbuseClass = (typeof ABUSE_CLASSES)[number];

/** Refused before anything ran; the finding names the rule. */
export interface Refused {
  /** `reading`: the submission is not even applied; `api-server`: applying it as the learner fails. */
  by: 'reading' | 'api-server';
  /** Id of the learner's message, in graders/core/messages.yaml or graders/objects/apply/messages.yaml. */
  message: string;
  /** The rule, as it must stand in the finding. */
  rule: string;
  /** What the API server says to the same objects when they are not read first; the second line of defence. */
  behind?: string;
}

/** Accepted, and harmless: what is measured while it runs. */
export interface Contained {
  by: 'containment';
  /** What holds it, for people. */
  rule: string;
  measure: Measure;
}

/** Reading leaves it out: what is applied has no trace of it. */
export interface LeftOut {
  by: 'left out';
  /** The field, from the top of the object. */
  field: readonly string[];
}

/** Looked at in the cluster and on the machine, see containment.ts. */
export type Measure =
  /** The kernel has ended the container, or has refused it more. */
  | { what: 'memory-limited'; pod: string }
  | { what: 'pids-limited'; pod: string; atMost: number }
  | { what: 'evicted'; pod: string }
  | { what: 'logs-bounded'; pod: string; mebibytes: number }
  | { what: 'pods-bounded'; atMost: number }
  | { what: 'token-useless'; pod: string }
  /** No connection came about, and the rule named has refused packets: the last of a chain, or one of a range. */
  | { what: 'closed'; pod: string; by: 'input' | 'forward' | `${string}/${number}` };

export interface AbuseCase {
  id: string;
  class: AbuseClass;
  /** What the manifests try, in a few words. */
  does: string;
  /** Objects of one file, or its raw text. */
  manifests: readonly object[] | string;
  /** Kinds that the exercise allows; those of the manifests unless told, so that the next line is tried. */
  allowing?: readonly string[];
  expected: Refused | Contained | LeftOut;
}
