import { HttpMethod, KubernetesObjectApi, type KubernetesObject } from '@kubernetes/client-node';

export interface ApplyRequest {
  fieldManager: string;
  force: boolean;
  dryRun: boolean;
}

/**
 * Sends a manifest as it was written. The generated clients would drop every field their model does not know, and with
 * it the learner's typing errors that strict field validation is there to find.
 */
export class ApplyApi extends KubernetesObjectApi {
  /** Server-side apply of one object; returns what the API server made of it. */
  async apply(
    manifest: KubernetesObject,
    { fieldManager, force, dryRun }: ApplyRequest,
  ): Promise<KubernetesObject> {
    const path = await this.specUriPath(manifest, 'patch');
    const request = this.configuration.baseServer.makeRequestContext(path, HttpMethod.PATCH);
    request.setQueryParam('fieldManager', fieldManager);
    request.setQueryParam('fieldValidation', 'Strict');
    request.setQueryParam('force', String(force));
    if (dryRun) request.setQueryParam('dryRun', 'All');
    request.setHeaderParam('Accept', 'application/json');
    request.setHeaderParam('Content-Type', 'application/apply-patch+yaml');
    request.setBody(JSON.stringify(manifest));
    return this.requestPromise(request);
  }
}
