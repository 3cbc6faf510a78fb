/** An answer other than success, in the words and shape of GitHub. */
export class GitHubError extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Added to the body beside `message` and `documentation_url`. */
  readonly details: Record<string, unknown>;

  constructor(
    status: number,
    message: string,
    options: { headers?: Record<string, string>; details?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = options.headers ?? {};
    this.details = options.details ?? {};
  }
}

export function notFound(): GitHubError {
  return new GitHubError(404, 'Not Found');
}

/** https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed */
export function validationFailed(resource: string, field: string, message: string): GitHubError {
  return new GitHubError(422, 'Validation Failed', {
    details: { errors: [{ resource, code: 'custom', field, message }] },
  });
}
