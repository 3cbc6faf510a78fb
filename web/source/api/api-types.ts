// Written by `npm run api-types` from docs/openapi.json. Do not edit.

export interface paths {
  '/api/v1/courses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The courses you take part in, by slug; for the operator all */
    get: operations['listCourses'];
    put?: never;
    /** Makes a course */
    post: operations['createCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A course */
    get: operations['getCourse'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes what the body names */
    patch: operations['updateCourse'];
    trace?: never;
  };
  '/api/v1/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who you are, and where you take part as what */
    get: operations['getMe'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/github': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sends a browser to GitHub to sign in */
    get: operations['signIn'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/github/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where GitHub sends the browser back to; begins a session */
    get: operations['finishSignIn'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Ends the session of the cookie */
    delete: operations['signOut'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Your tokens, oldest first, without their secrets; the operator's for the operator
     * @description A token that does not reach as far as you sees itself alone.
     */
    get: operations['listTokens'];
    put?: never;
    /** Makes a token of yours; not by a token, but for the token of the operator */
    post: operations['createToken'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tokens/{tokenId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Ends a token of yours at once; one that does not reach as far as you ends itself alone */
    delete: operations['revokeToken'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The people of a course, by GitHub id */
    get: operations['listMembers'];
    put?: never;
    /** Takes somebody into the course; staff only by an owner */
    post: operations['createMember'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/members/{githubId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One of the people of a course */
    get: operations['getMember'];
    put?: never;
    post?: never;
    /** Ends that somebody takes part; what was graded stays */
    delete: operations['removeMember'];
    options?: never;
    head?: never;
    /** Changes what the body names; roles of staff only by an owner */
    patch: operations['updateMember'];
    trace?: never;
  };
  '/api/v1/courses/{course}/roster': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Everybody of the course in CSV */
    get: operations['exportRoster'];
    put?: never;
    /**
     * Takes a roster in CSV over, all or nothing; with preview=true only says what it would do
     * @description The first line names the columns: github_id, login, name, pseudonym, role, active, of which only github_id is needed. An empty field leaves what is there. A roster with wrong lines is refused, but for a preview.
     */
    post: operations['importRoster'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every write in the course, newest first */
    get: operations['listAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/members/{githubId}/data': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Removes results, evidence, grades and names of a learner from a course; cannot be undone */
    delete: operations['eraseLearner'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{id}/evidence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The kinds of evidence that a run has; none once their time is over */
    get: operations['listEvidence'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{id}/evidence/{kind}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One kind of evidence of a run, at most 1 MiB */
    get: operations['getEvidence'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{id}/receipt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A signed receipt of the result; "saiten receipt verify" checks it anywhere */
    get: operations['getReceipt'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/assignments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The exercises for which anything was set, in their order */
    get: operations['listAssignments'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/assignments/{exercise}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What holds for an exercise; version 0 while nothing was set */
    get: operations['getAssignment'];
    /** Sets everything about an exercise anew */
    put: operations['putAssignment'];
    post?: never;
    /** Takes everything back that was set about an exercise */
    delete: operations['deleteAssignment'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/grading-policy': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Which submission counts and what late work loses, where an exercise says nothing else */
    get: operations['getGradingPolicy'];
    /** Sets which submission counts and what late work loses; If-Match names the version of the course */
    put: operations['putGradingPolicy'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/extensions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who was granted more, by exercise and GitHub id */
    get: operations['listExtensions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/extensions/{exercise}/{githubId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Grants more time or attempts; If-Match "0" for the first time */
    put: operations['putExtension'];
    post?: never;
    /** Takes an extension back */
    delete: operations['deleteExtension'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/grades/{githubId}/{exercise}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What a learner has for an exercise; learners see their own once it is released */
    get: operations['getGrade'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/grades/{githubId}/{exercise}/overrides': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every override of a grade, revoked ones too, newest first */
    get: operations['listOverrides'];
    put?: never;
    /** Sets points, tells the learner something, or both; assistants only tell */
    post: operations['createOverride'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/overrides/{override}/revoke': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes an override back; it stays in the history */
    post: operations['revokeOverride'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/regrades': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The regrades of a course, newest first */
    get: operations['listRegrades'];
    put?: never;
    /** Grades submissions again without telling or counting it yet */
    post: operations['createRegrade'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/regrades/{regrade}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far a regrade is */
    get: operations['getRegrade'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/regrades/{regrade}/items': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The submissions that are graded again, with both results */
    get: operations['listRegradeItems'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/regrades/{regrade}/changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whose grades publishing would change, or has changed, from what to what */
    get: operations['listRegradeChanges'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/regrades/{regrade}/publish': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lets the new results count in place of the former, and tells the learners */
    post: operations['publishRegrade'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/regrades/{regrade}/discard': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends a regrade without publishing it; what still waits is not graded */
    post: operations['discardRegrade'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/regrades/{regrade}/undo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lets the former results count again, and tells the learners */
    post: operations['undoRegrade'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/results': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the results of a course, and of which exercises, are held */
    get: operations['getResults'];
    /** Holds the results of a course or an exercise, or releases and publishes all of them */
    put: operations['putResults'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/queue': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How much waits to be graded, and since when */
    get: operations['getQueue'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/clusters': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The clusters there are, oldest first */
    get: operations['listClusters'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/exercises': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The exercises of a course: those of its course file, else all there are */
    get: operations['listExercises'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/submissions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Submissions of a course; for a learner their own */
    get: operations['listSubmissions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/repositories/{repositoryId}/pulls/{pullNumber}/submissions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Submissions of a pull request, oldest first */
    get: operations['listPullRequestSubmissions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/submissions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A submission with its newest report and every run, failed ones too */
    get: operations['getSubmission'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One try to grade a submission, with its report */
    get: operations['getRun'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Server-sent events of a course: submission, whenever a submission comes into another state
     * @description The data of an event is JSON: submissionId, exercise, authorId, authorLogin, attempt, state, at. Learners hear of their own. What happened before the connection is not told: read the lists first, or again. The stream ends when the caller may no longer hear, or does not read; who opens it anew is answered as any other request.
     */
    get: operations['followEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/gradebook': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Learners by exercises, with totals; as JSON, as CSV, or for Canvas or Moodle to import */
    get: operations['getGradebook'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/grades/{githubId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What a learner has, by exercise; learners see their own, as far as they are released */
    get: operations['listLearnerGrades'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/lms-identities': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How Canvas and Moodle know the learners, by GitHub id */
    get: operations['listLmsIdentities'];
    /** Writes those of the learners in the body; the others stay */
    put: operations['writeLmsIdentities'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/review-proposals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Checks that contradicted themselves and wait for a decision, then those decided about */
    get: operations['listReviewProposals'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/review-proposals/{proposal}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One proposal with what led to it */
    get: operations['getReviewProposal'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/review-proposals/{proposal}/decide': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Puts the check under review, or leaves it as it is; until then nobody is given points */
    post: operations['decideReviewProposal'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/flaky-checks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Checks that judged the same files differently within 14 days */
    get: operations['listFlakyChecks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/quarantines': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Checks under review, then those that were */
    get: operations['listQuarantines'];
    put?: never;
    /** Puts a check under review: from now on it takes no points from anybody */
    post: operations['placeQuarantine'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/quarantines/{quarantine}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One quarantine with what led to it */
    get: operations['getQuarantine'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/quarantines/{quarantine}/lift': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends the review of a check: later runs are judged by it again */
    post: operations['liftQuarantine'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/statistics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Runs, learners, time to the first pass and cost of every exercise */
    get: operations['getCourseStatistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{course}/exercises/{exercise}/statistics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Pass rates and commonest mismatches of every check, scores, phases and cost */
    get: operations['getExerciseStatistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Assignment: {
      /** @description Name of an exercise, such as 02-batch-jobs. */
      exercise: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      opensAt?: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      dueAt?: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      closesAt?: string;
      latePolicy?: components['schemas']['LatePolicy'];
      attemptLimit?: number;
      weight: number;
      /** @enum {unknown} */
      results?: 'released' | 'held';
      /** @description 0 while nothing was set. */
      version: number;
    };
    CheckResult: {
      id: string;
      title: components['schemas']['Localized'];
      /** @enum {unknown} */
      status: 'pass' | 'fail' | 'blocked' | 'error' | 'undecided';
      /** @enum {unknown} */
      fault?: 'grader' | 'infrastructure';
      points: number;
      earned: number;
      blockedBy?: string;
      findings: components['schemas']['Finding'][];
      durationMs: number;
    };
    Course: {
      courseId: string;
      /** @description Its name in addresses. */
      slug: string;
      title: components['schemas']['Localized'];
      /** @description Such as 2026 spring. */
      term?: string;
      /** @description Of deadlines, such as Asia/Tokyo. */
      timeZone: string;
      /** @description Of the instructor repository whose course file this course has. */
      repositoryId?: number;
      /**
       * @description Which submission counts.
       * @enum {unknown}
       */
      gradePolicy: 'best' | 'latest';
      /**
       * @description Whether learners see their results at once.
       * @enum {unknown}
       */
      results: 'released' | 'held';
      /** @description Days for which evidence is kept; as SAITEN_RETENTION_DAYS says when left out. */
      retentionDays?: number;
      version: number;
      /**
       * Format: date-time
       * @description UTC.
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      updatedAt: string;
    };
    /** @description One content on which the check said both yes and no. */
    Disagreement: {
      exercise: string;
      checkId: string;
      /** @description Of files, exercise version and node image. */
      fingerprint: string;
      githubIds: number[];
      /** @description Those among them whom the roster or staff made members of the course. */
      enrolledIds: number[];
      passedRunId: string;
      failedRunId: string;
    };
    Evidence:
      | {
          /** @enum {string} */
          kind: 'manifests';
          /** @description False when something was left out for its size, or is missing. */
          isComplete: boolean;
          /** @description Why there is nothing. */
          missing?: string;
          /** Format: date-time */
          createdAt: string;
          items: {
            path: string;
            bytes: number;
            /** @description Of the file as it was graded, before values of Secrets were taken out. */
            sha256: string;
            text: string;
          }[];
        }
      | {
          /** @enum {string} */
          kind: 'objects';
          /** @description False when something was left out for its size, or is missing. */
          isComplete: boolean;
          /** @description Why there is nothing. */
          missing?: string;
          /** Format: date-time */
          createdAt: string;
          items: {
            [key: string]: unknown;
          }[];
        }
      | {
          /** @enum {string} */
          kind: 'events';
          /** @description False when something was left out for its size, or is missing. */
          isComplete: boolean;
          /** @description Why there is nothing. */
          missing?: string;
          /** Format: date-time */
          createdAt: string;
          items: {
            at: string;
            /** @description Normal or Warning. */
            type: string;
            /** @description Such as Pod/web-0. */
            object: string;
            reason: string;
            message: string;
            count: number;
          }[];
        }
      | {
          /** @enum {string} */
          kind: 'logs';
          /** @description False when something was left out for its size, or is missing. */
          isComplete: boolean;
          /** @description Why there is nothing. */
          missing?: string;
          /** Format: date-time */
          createdAt: string;
          items: {
            pod: string;
            container: string;
            /** @description Of the run before the last restart. */
            previous: boolean;
            text: string;
          }[];
        }
      | {
          /** @enum {string} */
          kind: 'audit';
          /** @description False when something was left out for its size, or is missing. */
          isComplete: boolean;
          /** @description Why there is nothing. */
          missing?: string;
          /** Format: date-time */
          createdAt: string;
          items: {
            at: string;
            user: string;
            verb: string;
            resource: string;
            namespace?: string;
            name?: string;
            /** @description HTTP status of the answer. */
            code?: number;
            /** @description Why it was refused, or which right allowed it. */
            reason?: string;
          }[];
        }
      | {
          /** @enum {string} */
          kind: 'timing';
          /** @description False when something was left out for its size, or is missing. */
          isComplete: boolean;
          /** @description Why there is nothing. */
          missing?: string;
          /** Format: date-time */
          createdAt: string;
          items: {
            phase: string;
            durationMs: number;
          }[];
        };
    Extension: {
      /** @description Name of an exercise, such as 02-batch-jobs. */
      exercise: string;
      githubId: number;
      /**
       * Format: date-time
       * @description UTC.
       */
      dueAt?: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      closesAt?: string;
      extraAttempts: number;
      reason: string;
      actor: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      at: string;
      version: number;
    };
    Finding: {
      message: {
        id: string;
        text: components['schemas']['Localized'];
        hint?: components['schemas']['Localized'];
        params: {
          [key: string]: string | number;
        };
      };
      expected?: string;
      found?: string;
      position?: {
        file: string;
        line: number;
        column?: number;
      };
      evidence: {
        kind: 'events' | 'logs' | 'object' | 'requests' | 'output';
        source: string;
        text: string;
      }[];
    };
    Grade: {
      /** @description Name of an exercise, such as 02-batch-jobs. */
      exercise: string;
      githubId: number;
      /** @enum {unknown} */
      state: 'passed' | 'failed' | 'pending' | 'not-graded' | 'too-late' | 'missing';
      /** @description Points that count. */
      earned: number;
      possible: number;
      /** @description Before lateness and overrides. */
      rawEarned: number;
      lateSeconds: number;
      submissionId?: string;
      runId?: string;
      overrideId?: string;
      attempts: number;
      /**
       * Format: date-time
       * @description UTC.
       */
      firstPassedAt?: string;
      /** @description Whether the learner may see it. */
      released: boolean;
      /**
       * Format: date-time
       * @description UTC.
       */
      computedAt: string;
    };
    GradingPolicy: {
      /**
       * @description Which submission counts.
       * @enum {unknown}
       */
      gradePolicy: 'best' | 'latest';
      latePolicy?: components['schemas']['LatePolicy'];
      version: number;
    };
    /** @description What late work loses, as a share of the points it earned. */
    LatePolicy:
      | {
          /** @enum {string} */
          kind: 'none';
        }
      | {
          /** @enum {unknown} */
          kind: 'per-day' | 'per-hour';
          percent: number;
          /** @description Minutes after the deadline that cost nothing. */
          graceMinutes?: number;
          /** @description Percent of its points that late work keeps at least. */
          floorPercent?: number;
        }
      | {
          /** @enum {string} */
          kind: 'linear';
          hours: number;
          /** @description Minutes after the deadline that cost nothing. */
          graceMinutes?: number;
          /** @description Percent of its points that late work keeps at least. */
          floorPercent?: number;
        }
      | {
          /** @enum {string} */
          kind: 'cut-off';
          /** @description Minutes after the deadline that cost nothing. */
          graceMinutes?: number;
        };
    LmsIdentity: {
      githubId: number;
      /** @description The column ID of Canvas. */
      canvasId?: string;
      /** @description The column SIS User ID of Canvas. */
      sisUserId?: string;
      /** @description The column SIS Login ID of Canvas. */
      sisLoginId?: string;
      /** @description The column Section of Canvas. */
      section?: string;
      /** @description Email address in Moodle, in the same small and capital letters. */
      email?: string;
      /** @description ID number in Moodle. */
      idNumber?: string;
    };
    Localized: {
      en: string;
      ja: string;
    };
    Member: {
      /** @description Of the GitHub account. */
      githubId: number;
      login?: string;
      name?: string;
      /** @description Shown in place of login and name where people must not be known. */
      pseudonym: string;
      /** @enum {unknown} */
      role: 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
      /**
       * @description Who wrote it; `seen` is an author in an open course.
       * @enum {unknown}
       */
      source: 'api' | 'file' | 'seen';
      /** @description Who is not takes part no more; what was graded stays. */
      active: boolean;
      version: number;
      /**
       * Format: date-time
       * @description UTC.
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      updatedAt: string;
    };
    /** @description An instant with its offset, or the time that clocks show in a time zone. */
    Moment:
      | string
      | {
          /** @description Such as 2026-11-30T23:59. */
          local: string;
          /** @description The course has one unless told. */
          timeZone?: string;
        };
    Override: {
      overrideId: string;
      /** @description Name of an exercise, such as 02-batch-jobs. */
      exercise: string;
      githubId: number;
      points?: number;
      reason: string;
      comment?: string;
      actor: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      at: string;
      revoked?: {
        /**
         * Format: date-time
         * @description UTC.
         */
        at: string;
        by: string;
        reason?: string;
      };
    };
    /** @description What went wrong. */
    Problem: {
      /** @description `urn:saiten:` and the code of `title`. */
      type: string;
      /** @description Stable code; branch on it. */
      title: string;
      status: number;
      /** @description A sentence for people. */
      detail: string;
      /** @description What is wrong with which part. */
      errors?: {
        where: string;
        message: string;
      }[];
    };
    Proposal: {
      proposalId: string;
      exercise: string;
      checkId: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      since: string;
      reason: string;
      evidence: components['schemas']['Disagreement'][];
      decision?: {
        /**
         * Format: date-time
         * @description UTC.
         */
        at: string;
        by: string;
        /**
         * @description `review` puts the check under review, `dismiss` leaves it as it is.
         * @enum {unknown}
         */
        kind: 'review' | 'dismiss';
        reason: string;
        solutionRunId?: string;
        quarantineId?: string;
      };
      version: number;
    };
    Quarantine: {
      quarantineId: string;
      exercise: string;
      checkId: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      since: string;
      /** @description Who decided it; `saiten` in old ones, from when a rule did. */
      by: string;
      reason: string;
      evidence?: components['schemas']['Disagreement'][];
      lift?: {
        /**
         * Format: date-time
         * @description UTC.
         */
        at: string;
        by: string;
        reason: string;
        sparesEarlier: boolean;
      };
      version: number;
    };
    Quartiles: {
      lower: number;
      median: number;
      upper: number;
    };
    Regrade: {
      regradeId: string;
      filter: {
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise?: string;
        githubId?: number;
        submissionId?: string;
        /**
         * @description Those whose result is this.
         * @enum {unknown}
         */
        result?: 'passed' | 'failed' | 'not-graded';
        /** @description Those that did not pass this check. */
        failedCheck?: string;
        /** @description Those that another version of the exercise graded than this one, a content hash. */
        notGradedBy?: string;
        /**
         * @description `current`: of each learner and exercise the submission that counts and the newest; `all`: every one.
         * @enum {unknown}
         */
        which: 'current' | 'all';
      };
      /** @enum {unknown} */
      state: 'previewing' | 'previewed' | 'publishing' | 'published' | 'discarded' | 'undone';
      reason: string;
      actor: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      publishedAt?: string;
      /** @description How many submissions are in each state. */
      items: {
        open?: number;
        graded?: number;
        'not-graded'?: number;
        published?: number;
        kept?: number;
        undone?: number;
      };
      version: number;
    };
    Report: {
      runId: string;
      exercise: {
        slug: string;
        title: components['schemas']['Localized'];
      };
      headSha: string;
      attempt: number;
      /** @enum {unknown} */
      verdict: 'passed' | 'failed' | 'not-graded' | 'cancelled';
      /** @enum {unknown} */
      fault?: 'learner' | 'infrastructure' | 'grader' | 'cancelled' | 'timeout' | 'configuration';
      failureCode?: string;
      score: {
        earned: number;
        possible: number;
      };
      problems: components['schemas']['Finding'][];
      notes?: components['schemas']['Finding'][];
      checks: components['schemas']['CheckResult'][];
      timings: {
        phase: string;
        durationMs: number;
      }[];
      versions: {
        exercise: string;
        manifests?: string;
        nodeImage?: string;
        nodeImageDigest?: string;
        kubernetes?: string;
      };
      /**
       * Format: date-time
       * @description UTC.
       */
      startedAt: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      finishedAt: string;
    };
    Results: {
      /** @enum {unknown} */
      results: 'released' | 'held';
      /** @description Where something else holds than for the course. */
      exercises: {
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise: string;
        /** @enum {unknown} */
        results: 'released' | 'held';
      }[];
      /** @description The one of the course. */
      version: number;
    };
    RosterEntry: {
      /** @description Of the GitHub account. */
      githubId: number;
      login?: string;
      name?: string;
      /** @description Shown in place of login and name where people must not be known. */
      pseudonym?: string;
      /** @enum {unknown} */
      role: 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
      /** @description Who is not takes part no more; what was graded stays. */
      active: boolean;
    };
    Submission: {
      id: string;
      repositoryId: number;
      pullNumber: number;
      headSha: string;
      exercise: string;
      attempt: number;
      /** @description GitHub id of the learner, of a team the one who pushed. */
      authorId: number;
      authorLogin: string;
      /** @description Who handed it in together, as the team was then; it counts for each of them. */
      team?: {
        name: string;
        members: {
          githubId: number;
          login: string;
        }[];
      };
      /** @enum {unknown} */
      state: 'queued' | 'grading' | 'graded' | 'not-graded' | 'cancelled';
      /**
       * Format: date-time
       * @description UTC.
       */
      createdAt: string;
    };
    Token: {
      tokenId: string;
      /** @description What it is for. */
      name: string;
      /** @description Whose it is; absent: the operator's. */
      githubId?: number;
      /** @description The only course it opens; absent: every one. */
      courseId?: string;
      /**
       * @description It reaches this far, and no further than its person.
       * @enum {unknown}
       */
      role: 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
      /**
       * Format: date-time
       * @description UTC.
       */
      expiresAt?: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      createdAt: string;
      createdBy: string;
      /**
       * Format: date-time
       * @description UTC.
       */
      lastUsedAt?: string;
    };
  };
  responses: {
    /** @description The request is not what this takes. */
    Problem400: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Nobody knows the caller. */
    Problem401: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The caller may not do this. */
    Problem403: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description There is no such thing, or not for the caller. */
    Problem404: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description It contradicts what is there. */
    Problem409: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description It was changed since the version of If-Match. */
    Problem412: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The body is too large. */
    Problem413: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description A part of the path is too long. */
    Problem414: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The body has a type that this does not take. */
    Problem415: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The Idempotency-Key was used for another request. */
    Problem422: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description If-Match is missing. */
    Problem428: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Too many requests; Retry-After says when to go on. */
    Problem429: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Something unexpected happened; the log has it under the reference. */
    Problem500: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Saiten cannot reach its database now. */
    Problem503: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listCourses: {
    parameters: {
      query?: {
        /** @description How many at most. */
        limit?: number;
        /** @description From `next` of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Course'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  createCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Its name in addresses. */
          slug: string;
          title: {
            en: string;
            ja: string;
          };
          /** @description Such as 2026 spring. */
          term?: string;
          /** @description Of deadlines, such as Asia/Tokyo. */
          timeZone?: string;
          /** @description Days for which evidence is kept; as SAITEN_RETENTION_DAYS says when left out. */
          retentionDays?: number;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      413: components['responses']['Problem413'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getCourse: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
        };
      };
      /** @description Not changed since the version of If-None-Match. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  updateCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    /** @description null takes a fact back. */
    requestBody: {
      content: {
        'application/json': {
          /** @description Its name in addresses. */
          slug?: string;
          title?: {
            en: string;
            ja: string;
          };
          term?: string | null;
          /** @description Of deadlines, such as Asia/Tokyo. */
          timeZone?: string;
          retentionDays?: number | null;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description As the audit log names you. */
            actor: string;
            /** @enum {unknown} */
            kind: 'operator' | 'token' | 'session';
            /** @description Whether you own every course. */
            operator: boolean;
            githubId?: number;
            login?: string;
            /** @description What your token reaches at most. */
            limit?: {
              /** @enum {unknown} */
              role: 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
              courseId?: string;
            };
            /** @description Where you take part, and as what; empty for the operator, who is owner of all. */
            courses: {
              courseId: string;
              slug: string;
              title: components['schemas']['Localized'];
              /** @enum {unknown} */
              role: 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
            }[];
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  signIn: {
    parameters: {
      query?: {
        /** @description Where on the page the browser goes in the end. */
        return?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description To GitHub. */
      302: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      404: components['responses']['Problem404'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  finishSignIn: {
    parameters: {
      query: {
        code?: string;
        state: string;
        error?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description To the page, signed in. */
      302: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      404: components['responses']['Problem404'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Signed out. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listTokens: {
    parameters: {
      query?: {
        /** @description How many at most. */
        limit?: number;
        /** @description From `next` of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Token'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  createToken: {
    parameters: {
      query?: never;
      header?: {
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description What it is for. */
          name: string;
          /** @enum {unknown} */
          role: 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
          /** @description Slug or id; left out: every course. */
          course?: string;
          /**
           * Format: date-time
           * @description At most 366 days ahead; left out: in 90 days.
           */
          expiresAt?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            tokenId: string;
            /** @description What it is for. */
            name: string;
            /** @description Whose it is; absent: the operator's. */
            githubId?: number;
            /** @description The only course it opens; absent: every one. */
            courseId?: string;
            /**
             * @description It reaches this far, and no further than its person.
             * @enum {unknown}
             */
            role: 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
            /**
             * Format: date-time
             * @description UTC.
             */
            expiresAt?: string;
            /**
             * Format: date-time
             * @description UTC.
             */
            createdAt: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description UTC.
             */
            lastUsedAt?: string;
            /** @description The secret. It is shown this once and kept nowhere. */
            token: string;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      413: components['responses']['Problem413'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  revokeToken: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tokenId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listMembers: {
    parameters: {
      query?: {
        /** @description How many at most. */
        limit?: number;
        /** @description From `next` of the page before. */
        cursor?: string;
        role?: 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
        active?: boolean;
        /** @description Part of a login, name or pseudonym. */
        search?: string;
      };
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Member'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  createMember: {
    parameters: {
      query?: never;
      header?: {
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Of the GitHub account. */
          githubId: number;
          login?: string;
          name?: string;
          /** @description Shown in place of login and name where people must not be known. */
          pseudonym?: string;
          /** @enum {unknown} */
          role: 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
          /** @default true */
          active?: boolean;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Member'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Of the GitHub account. */
        githubId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Member'];
        };
      };
      /** @description Not changed since the version of If-None-Match. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  removeMember: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Of the GitHub account. */
        githubId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Member'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      414: components['responses']['Problem414'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  updateMember: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Of the GitHub account. */
        githubId: number;
      };
      cookie?: never;
    };
    /** @description null takes a fact back. */
    requestBody: {
      content: {
        'application/json': {
          login?: string | null;
          name?: string | null;
          /** @description Shown in place of login and name where people must not be known. */
          pseudonym?: string;
          /** @enum {unknown} */
          role?: 'learner' | 'read-only' | 'assistant' | 'instructor' | 'owner';
          /** @description Who is not takes part no more; what was graded stays. */
          active?: boolean;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Member'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  exportRoster: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  importRoster: {
    parameters: {
      query?: {
        preview?: boolean;
        /** @description Whether learners whom the roster does not name take part no more. */
        removeOthers?: boolean;
      };
      header?: {
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            applied: boolean;
            added: components['schemas']['RosterEntry'][];
            changed: {
              before: components['schemas']['RosterEntry'];
              after: components['schemas']['RosterEntry'];
            }[];
            removed: components['schemas']['RosterEntry'][];
            unchanged: number;
            wrong: {
              line: number;
              message: string;
            }[];
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listAudit: {
    parameters: {
      query?: {
        /** @description How many at most. */
        limit?: number;
        /** @description From `next` of the page before. */
        cursor?: string;
        action?: string;
        /** @description Part of who did it. */
        actor?: string;
        /** @description UTC. */
        since?: string;
        /** @description UTC. */
        until?: string;
      };
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              auditId: number;
              /**
               * Format: date-time
               * @description UTC.
               */
              at: string;
              /** @description `operator`, `github:LOGIN` or `token:NAME`. */
              actor: string;
              actorGithubId?: number;
              /** @description The operationId of the write. */
              action: string;
              /** @description The path it was sent to. */
              target: string;
              before?: {
                [key: string]: unknown;
              };
              after?: {
                [key: string]: unknown;
              };
              reason?: string;
              requestId: string;
              /**
               * @description `begun` while it runs; it stays so when nobody knows whether it happened, because its process ended.
               * @enum {unknown}
               */
              outcome: 'begun' | 'done';
            }[];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  eraseLearner: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        githubId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How much was removed; nothing the second time. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            submissions: number;
            runs: number;
            evidence: number;
            grades: number;
            memberships: number;
            /** @description Entries of the audit log from which the person was taken out. */
            auditEntries: number;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listEvidence: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              /** @enum {unknown} */
              kind: 'manifests' | 'objects' | 'events' | 'logs' | 'audit' | 'timing';
              /** @description False when something was left out for its size, or is missing. */
              isComplete: boolean;
              /** @description Why there is nothing. */
              missing?: string;
              /** Format: date-time */
              createdAt: string;
              /** @description Of JSON, before compression. */
              bytes: number;
              items: number;
            }[];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getEvidence: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        kind: 'manifests' | 'objects' | 'events' | 'logs' | 'audit' | 'timing';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Evidence'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getReceipt: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A compact JWS, signed with Ed25519; the keys are at /.well-known/jwks.json. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/jose': string;
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listAssignments: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Assignment'][];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getAssignment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assignment'];
        };
      };
      /** @description Not changed since the version of If-None-Match. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  putAssignment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise: string;
      };
      cookie?: never;
    };
    /** @description The whole assignment: what is left out limits nothing. */
    requestBody: {
      content: {
        'application/json': {
          opensAt?: components['schemas']['Moment'];
          dueAt?: components['schemas']['Moment'];
          closesAt?: components['schemas']['Moment'];
          latePolicy?: components['schemas']['LatePolicy'];
          /** @description Gradings that count, in all. */
          attemptLimit?: number;
          /**
           * @description Share in the total, beside the other weights.
           * @default 1
           */
          weight?: number;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assignment'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  deleteAssignment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      414: components['responses']['Problem414'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getGradingPolicy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GradingPolicy'];
        };
      };
      /** @description Not changed since the version of If-None-Match. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  putGradingPolicy: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {unknown} */
          gradePolicy: 'best' | 'latest';
          latePolicy?: components['schemas']['LatePolicy'];
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GradingPolicy'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listExtensions: {
    parameters: {
      query?: {
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise?: string;
        learner?: number;
      };
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Extension'][];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  putExtension: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise: string;
        githubId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          dueAt?: components['schemas']['Moment'];
          closesAt?: components['schemas']['Moment'];
          /** @default 0 */
          extraAttempts?: number;
          /** @description For staff; kept with the change. */
          reason: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Extension'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  deleteExtension: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise: string;
        githubId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      414: components['responses']['Problem414'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getGrade: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise: string;
        githubId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Grade'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listOverrides: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise: string;
        githubId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Override'][];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  createOverride: {
    parameters: {
      query?: never;
      header?: {
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Name of an exercise, such as 02-batch-jobs. */
        exercise: string;
        githubId: number;
      };
      cookie?: never;
    };
    /** @description Points, a comment to the learner, or both. */
    requestBody: {
      content: {
        'application/json': {
          /** @description In place of what the runs earned. */
          points?: number;
          /** @description For staff; kept with the change. */
          reason: string;
          /** @description To the learner, on the pull request, as plain text. */
          comment?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Override'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  revokeOverride: {
    parameters: {
      query?: never;
      header?: {
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        override: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Override'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listRegrades: {
    parameters: {
      query?: {
        /** @description How many at most. */
        limit?: number;
        /** @description From `next` of the page before. */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Regrade'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  createRegrade: {
    parameters: {
      query?: never;
      header?: {
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          filter: {
            /** @description Name of an exercise, such as 02-batch-jobs. */
            exercise?: string;
            githubId?: number;
            submissionId?: string;
            /**
             * @description Those whose result is this.
             * @enum {unknown}
             */
            result?: 'passed' | 'failed' | 'not-graded';
            /** @description Those that did not pass this check. */
            failedCheck?: string;
            /** @description Those that another version of the exercise graded than this one, a content hash. */
            notGradedBy?: string;
            /**
             * @description `current`: of each learner and exercise the submission that counts and the newest; `all`: every one.
             * @default current
             * @enum {unknown}
             */
            which?: 'current' | 'all';
          };
          /** @description For staff; kept with the change. */
          reason: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Regrade'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getRegrade: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        regrade: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Regrade'];
        };
      };
      /** @description Not changed since the version of If-None-Match. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listRegradeItems: {
    parameters: {
      query?: {
        /** @description How many at most. */
        limit?: number;
        /** @description From `next` of the page before. */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        regrade: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              submissionId: string;
              newSubmissionId: string;
              exercise: string;
              githubId: number;
              /** @enum {unknown} */
              state: 'open' | 'graded' | 'not-graded' | 'published' | 'kept' | 'undone';
              oldRunId?: string;
              newRunId?: string;
              /** @description Points of the run, before lateness and overrides. */
              oldEarned?: number;
              newEarned?: number;
            }[];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listRegradeChanges: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        regrade: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              githubId: number;
              exercise: string;
              before: {
                earned: number;
                possible: number;
                /** @enum {unknown} */
                state: 'passed' | 'failed' | 'pending' | 'not-graded' | 'too-late' | 'missing';
              };
              after: {
                earned: number;
                possible: number;
                /** @enum {unknown} */
                state: 'passed' | 'failed' | 'pending' | 'not-graded' | 'too-late' | 'missing';
              };
            }[];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  publishRegrade: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        regrade: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description Leaves out results with fewer points than before.
           * @default false
           */
          onlyBetter?: boolean;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Regrade'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  discardRegrade: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        regrade: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Regrade'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      414: components['responses']['Problem414'];
      422: components['responses']['Problem422'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  undoRegrade: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        regrade: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Regrade'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      414: components['responses']['Problem414'];
      422: components['responses']['Problem422'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getResults: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Results'];
        };
      };
      /** @description Not changed since the version of If-None-Match. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  putResults: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Name of an exercise, such as 02-batch-jobs. */
          exercise?: string;
          /**
           * @description `course` takes the own setting of an exercise back.
           * @enum {unknown}
           */
          results: 'released' | 'held' | 'course';
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Results'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getQueue: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Submissions that could be graded now. */
            waiting: number;
            /** @description Those being graded. */
            active: number;
            /** @description Those that wait for their next try. */
            delayed: number;
            /** @description Jobs that were given up. */
            failed: number;
            /**
             * Format: date-time
             * @description UTC.
             */
            oldest?: string;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listClusters: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              name: string;
              /** @enum {unknown} */
              state: 'creating' | 'warming' | 'ready' | 'leased' | 'dirty' | 'discarding';
              profile: string;
              /** @description For the operator alone. */
              host?: string;
              /** @description The run that holds it; for the operator alone. */
              runId?: string;
              /**
               * Format: date-time
               * @description UTC.
               */
              createdAt: string;
              /**
               * Format: date-time
               * @description UTC.
               */
              stateAt: string;
            }[];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listExercises: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              /** @description Its slug. */
              exercise: string;
              title: components['schemas']['Localized'];
            }[];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listSubmissions: {
    parameters: {
      query?: {
        /** @description How many at most. */
        limit?: number;
        /** @description From `next` of the page before. */
        cursor?: string;
        /** @description A login, or a GitHub id; of an author or of one in the team. */
        learner?: string;
        exercise?: string;
        state?: 'queued' | 'grading' | 'graded' | 'not-graded' | 'cancelled';
        /** @description The newest first, or the oldest. */
        sort?: '-createdAt' | 'createdAt';
      };
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              id: string;
              repositoryId: number;
              pullNumber: number;
              headSha: string;
              exercise: string;
              attempt: number;
              /** @description GitHub id of the learner, of a team the one who pushed. */
              authorId: number;
              authorLogin: string;
              /** @description Who handed it in together, as the team was then; it counts for each of them. */
              team?: {
                name: string;
                members: {
                  githubId: number;
                  login: string;
                }[];
              };
              /** @enum {unknown} */
              state: 'queued' | 'grading' | 'graded' | 'not-graded' | 'cancelled';
              /**
               * Format: date-time
               * @description UTC.
               */
              createdAt: string;
              /**
               * @description What came of it, once it is graded; for its learner, once the result is released.
               * @enum {unknown}
               */
              verdict?: 'passed' | 'failed' | 'not-graded' | 'cancelled';
            }[];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listPullRequestSubmissions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        repositoryId: number;
        pullNumber: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            submissions: components['schemas']['Submission'][];
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getSubmission: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            submission: components['schemas']['Submission'];
            /** @description The results are not shown to the learner yet. */
            held: boolean;
            /** @description The pull request on GitHub; of what is graded by push, the commit. */
            sourceUrl?: string;
            report?: components['schemas']['Report'];
            /** @description Ids of checks that take no points from anybody for now: the report here has their points, that of the run does not. */
            underReview?: string[];
            runs: {
              runId: string;
              submissionId: string;
              state: string;
              workerId: string;
              /**
               * Format: date-time
               * @description UTC.
               */
              startedAt: string;
              /**
               * Format: date-time
               * @description UTC.
               */
              finishedAt?: string;
              failure?: {
                /** @enum {unknown} */
                fault: 'learner' | 'infrastructure' | 'grader' | 'cancelled' | 'timeout' | 'configuration';
                code: string;
                message: string;
              };
            }[];
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            runId: string;
            submissionId: string;
            state: string;
            workerId: string;
            /**
             * Format: date-time
             * @description UTC.
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description UTC.
             */
            finishedAt?: string;
            failure?: {
              /** @enum {unknown} */
              fault: 'learner' | 'infrastructure' | 'grader' | 'cancelled' | 'timeout' | 'configuration';
              code: string;
              message: string;
            };
            report?: components['schemas']['Report'];
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  followEvents: {
    parameters: {
      query: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getGradebook: {
    parameters: {
      query?: {
        /** @description In place of Accept. `csv` is for spreadsheets; `canvas` and `moodle` are what their gradebooks import, with released grades of those whose identity there is known. */
        format?: 'json' | 'csv' | 'canvas' | 'moodle';
        /** @description This exercise alone. */
        exercise?: string;
        /** @description This GitHub id alone. */
        learner?: number;
      };
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The gradebook, with an ETag. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            exercises: {
              exercise: string;
              weight: number;
              /** @description The most that any grade is out of. */
              possible?: number;
              /**
               * Format: date-time
               * @description UTC.
               */
              dueAt?: string;
            }[];
            /** @description By login. */
            learners: {
              githubId: number;
              login: string;
              name: string | null;
              pseudonym: string;
              active: boolean;
              total: {
                earned: number;
                possible: number;
                /** @description Weighted mean. */
                percent?: number;
                /** @description Weighted mean. */
                percentSoFar?: number;
              };
              /** @description In the order of `exercises`; null where there is none. */
              grades: ({
                earned: number;
                possible: number;
                state: string;
                attempts: number;
                /** @description Left out when in time. */
                lateSeconds?: number;
                /** @description Left out when not. */
                overridden?: boolean;
                /** @description The learner does not see it yet. Left out when released. */
                held?: boolean;
              } | null)[];
            }[];
          };
          'text/csv': string;
        };
      };
      /** @description Not changed since the ETag of If-None-Match. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listLearnerGrades: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        /** @description Of the GitHub account. */
        githubId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              exercise: string;
              /** @enum {unknown} */
              state: 'passed' | 'failed' | 'pending' | 'not-graded' | 'too-late' | 'missing';
              earned: number;
              possible: number;
              /** @description Points of the run, before lateness and overrides. */
              rawEarned: number;
              lateSeconds: number;
              attempts: number;
              /** @description Whether the learner may see it. */
              released: boolean;
              submissionId?: string;
              overrideId?: string;
              /**
               * Format: date-time
               * @description UTC.
               */
              firstPassedAt?: string;
            }[];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listLmsIdentities: {
    parameters: {
      query?: {
        /** @description How many at most. */
        limit?: number;
        /** @description From `next` of the page before. */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['LmsIdentity'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  writeLmsIdentities: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    /** @description A member without any identity is forgotten. */
    requestBody: {
      content: {
        'application/json': {
          items: components['schemas']['LmsIdentity'][];
        };
      };
    };
    responses: {
      /** @description Default Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listReviewProposals: {
    parameters: {
      query?: {
        exercise?: string;
      };
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Proposal'][];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getReviewProposal: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        proposal: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Proposal'];
        };
      };
      /** @description Not changed since the version of If-None-Match. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  decideReviewProposal: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        proposal: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description `review` puts the check under review, `dismiss` leaves it as it is.
           * @enum {unknown}
           */
          decision: 'review' | 'dismiss';
          reason: string;
          /** @description Needed for `review`: a run of the exercise's own solution, handed in by staff, in which this check failed. */
          solutionRunId?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Proposal'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listFlakyChecks: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              exercise: string;
              checkId: string;
              /**
               * @description `suspect` where it may as well be the one learner’s manifest that behaves now so, now so.
               * @enum {unknown}
               */
              finding: 'flaky' | 'suspect';
              /** @description Members of the roster whose work was judged now so, now so. */
              learners: number;
              disagreements: components['schemas']['Disagreement'][];
            }[];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  listQuarantines: {
    parameters: {
      query?: {
        exercise?: string;
      };
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Quarantine'][];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  placeQuarantine: {
    parameters: {
      query?: never;
      header?: {
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          exercise: string;
          checkId: string;
          reason: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Quarantine'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getQuarantine: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        quarantine: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Quarantine'];
        };
      };
      /** @description Not changed since the version of If-None-Match. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  liftQuarantine: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, such as "3". */
        'if-match'?: string;
        /** @description A POST with a key that was used before is not done again. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        quarantine: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
          /**
           * @description Whether runs from before the lift go on being spared. False takes the points back: the check was right all the time.
           * @default true
           */
          sparesEarlier?: boolean;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Quarantine'];
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      409: components['responses']['Problem409'];
      412: components['responses']['Problem412'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      422: components['responses']['Problem422'];
      428: components['responses']['Problem428'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getCourseStatistics: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              exercise: string;
              /** @description Gradings, those included that could not be judged. */
              runs: number;
              /** @description Those that could not be judged, by no fault of the learner. */
              notGraded: number;
              learners: number;
              passedLearners: number;
              attemptsToPass?: components['schemas']['Quartiles'];
              /** @description From the first submission to the end of the first run that passed. */
              secondsToPass?: {
                lower: number;
                median: number;
                upper: number;
              };
              /** @description For which runs had a cluster or waited for one to be made. */
              clusterSeconds: {
                total: number;
                perRun?: components['schemas']['Quartiles'];
              };
            }[];
            next: null;
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  getExerciseStatistics: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The slug of the course, or its id. */
        course: string;
        exercise: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            exercise: string;
            /** @description Gradings, those included that could not be judged. */
            runs: number;
            /** @description Those that could not be judged, by no fault of the learner. */
            notGraded: number;
            learners: number;
            passedLearners: number;
            attemptsToPass?: components['schemas']['Quartiles'];
            /** @description From the first submission to the end of the first run that passed. */
            secondsToPass?: {
              lower: number;
              median: number;
              upper: number;
            };
            /** @description For which runs had a cluster or waited for one to be made. */
            clusterSeconds: {
              total: number;
              perRun?: components['schemas']['Quartiles'];
            };
            checks: {
              checkId: string;
              counts: {
                pass: number;
                fail: number;
                blocked: number;
                error: number;
                undecided: number;
              };
              /** @description From 0 to 1, of the runs in which it passed or failed. */
              passRate?: number;
              /** @description Why it failed, the commonest first. */
              mismatches: {
                code: string;
                count: number;
                exampleRunId: string;
              }[];
              /** @description It takes no points from anybody. */
              underReview: boolean;
            }[];
            /** @description Learners by their best run's percentage: below 10, below 20, … up to 100. */
            scores: number[];
            phases: {
              phase: string;
              durationMs: components['schemas']['Quartiles'];
            }[];
          };
        };
      };
      400: components['responses']['Problem400'];
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
}
