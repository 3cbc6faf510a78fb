import type { KeyObject } from 'node:crypto';
import { verify } from 'node:crypto';
import Type from 'typebox';
import Value from 'typebox/value';
import { GitHubError } from './github-error.ts';

const Header = Type.Object({ alg: Type.Literal('RS256') });

const Claims = Type.Object({
  iat: Type.Integer(),
  exp: Type.Integer(),
  iss: Type.Union([Type.Integer(), Type.String()]),
});

const LONGEST_LIFE_SECONDS = 600;
/** Clocks of clients may run a little ahead; GitHub allows for it, and so must the check of the lifetime. */
const DRIFT_SECONDS = 60;

/**
 * Checks the token that an App signs with its private key: RS256, issued by this App, at most ten minutes long.
 * https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export function checkAppJwt(
  token: string,
  app: { id: number; clientId: string; publicKey: KeyObject },
  nowMilliseconds: number,
): void {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const parsedClaims = decode(claims);
  if (!Value.Check(Header, decode(header)) || !Value.Check(Claims, parsedClaims)) throw undecodable();

  if (![String(app.id), app.clientId].includes(String(parsedClaims.iss))) {
    throw new GitHubError(404, 'Integration not found');
  }

  if (
    !verify('sha256', Buffer.from(`${header}.${claims}`), app.publicKey, Buffer.from(signature, 'base64url'))
  ) {
    throw undecodable();
  }

  const now = Math.floor(nowMilliseconds / 1000);

  if (parsedClaims.iat > now + DRIFT_SECONDS) {
    throw unauthorized(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }

  if (parsedClaims.exp <= now) {
    throw unauthorized(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }

  if (parsedClaims.exp > now + LONGEST_LIFE_SECONDS + DRIFT_SECONDS) {
    throw unauthorized("'Expiration time' claim ('exp') is too far in the future");
  }
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function undecodable(): GitHubError {
  return unauthorized('A JSON web token could not be decoded');
}

function unauthorized(message: string): GitHubError {
  return new GitHubError(401, message);
}
