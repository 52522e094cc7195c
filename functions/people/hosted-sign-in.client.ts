import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { JwksValidationError, JwkValidationError, JwtBaseError, JwtParseError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { CognitoIdTokenPayload } from 'aws-jwt-verify/jwt-model';
import * as oauth from 'oauth4webapi';
import { NotReachedError } from '../platform/values/errors.ts';

/** The state of a pending sign-in, required to complete it. */
export interface SignInState {
  /** Binds the answer to the browser that began the sign-in. */
  readonly state: string;
  /** Proves that the same client began the sign-in and redeems the code (PKCE, RFC 7636). */
  readonly verifier: string;
}

/** The tokens of a completed sign-in. */
export interface SignInTokens {
  readonly idToken: string;
  readonly refreshToken: string;
}

/** A hosted sign-in page. */
export interface HostedSignIn {
  /** Begins a sign-in; the browser continues at `address`. */
  begin(): Promise<SignInState & { readonly address: string }>;
  /**
   * Redeems the page's answer for tokens.
   * @returns undefined if the answer is a refusal or belongs to another sign-in
   * @throws NotReachedError the page does not answer
   */
  complete(answer: URLSearchParams, pending: SignInState): Promise<SignInTokens | undefined>;
  /**
   * Verifies an ID token and returns its claims; undefined if it is invalid.
   * @param clientId the client of the token, if not this one
   * @throws NotReachedError the signing keys cannot be read
   */
  claimsOf(idToken: string, clientId?: string): Promise<CognitoIdTokenPayload | undefined>;
  /** The URL that signs the browser out of the hosted page. */
  readonly signOutAddress: string;
}

/** The refresh tokens of the user pool. */
export interface RefreshTokens {
  /**
   * Uses a refresh token.
   * @returns false if the pool refuses it: it was revoked, or its user is disabled
   * @throws NotReachedError the pool does not answer
   */
  refresh(refreshToken: string): Promise<boolean>;
  /** Ends a refresh token. @throws NotReachedError the pool does not answer */
  revoke(refreshToken: string): Promise<void>;
}

export interface CognitoOptions {
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** URL of the user pool's domain. */
  readonly signInUrl: string;
  /** Redirect targets after signing in and out. */
  readonly callbackUrl: string;
  readonly signedOutUrl: string;
  /** AWS endpoint other than AWS's own. */
  readonly endpoint?: string | undefined;
}

/** Cognito's hosted page: authorization code with PKCE, for a client without a secret. */
export class CognitoSignIn implements HostedSignIn, RefreshTokens {
  readonly signOutAddress: string;
  readonly #server: oauth.AuthorizationServer;
  readonly #client: oauth.Client;
  readonly #callbackUrl: string;
  readonly #endpoint: string;
  readonly #verifier: ReturnType<typeof verifierOf>;

  constructor(options: CognitoOptions) {
    const {
      region,
      userPoolId,
      clientId,
      signInUrl,
      endpoint = `https://cognito-idp.${region}.amazonaws.com`,
    } = options;
    this.#callbackUrl = options.callbackUrl;
    this.#endpoint = endpoint;
    this.#client = { client_id: clientId };
    this.#server = {
      issuer: `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`,
      authorization_endpoint: `${signInUrl}/oauth2/authorize`,
      token_endpoint: `${signInUrl}/oauth2/token`,
    };
    this.#verifier = verifierOf(userPoolId, `${endpoint}/${userPoolId}/.well-known/jwks.json`);
    const query = new URLSearchParams({ client_id: clientId, logout_uri: options.signedOutUrl });
    this.signOutAddress = `${signInUrl}/logout?${query}`;
  }

  async begin() {
    const state = oauth.generateRandomState();
    const verifier = oauth.generateRandomCodeVerifier();
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: this.#client.client_id,
      redirect_uri: this.#callbackUrl,
      scope: 'openid',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      // Bahasa Indonesia.
      lang: 'id',
    });
    return { state, verifier, address: `${this.#server.authorization_endpoint}?${query}` };
  }

  async complete(answer: URLSearchParams, { state, verifier }: SignInState): Promise<SignInTokens | undefined> {
    try {
      const checked = oauth.validateAuthResponse(this.#server, this.#client, answer, state);
      const response = await oauth.authorizationCodeGrantRequest(
        this.#server,
        this.#client,
        oauth.None(),
        checked,
        this.#callbackUrl,
        verifier,
        this.#requestOptions(),
      );
      const { id_token: idToken, refresh_token: refreshToken } = await oauth.processAuthorizationCodeResponse(
        this.#server,
        this.#client,
        response,
        { requireIdToken: true },
      );
      return idToken === undefined || refreshToken === undefined ? undefined : { idToken, refreshToken };
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw new NotReachedError('Halaman masuk tidak dapat dihubungi. Ulangi sebentar lagi.', { cause: error });
    }
  }

  async refresh(refreshToken: string): Promise<boolean> {
    try {
      const response = await oauth.refreshTokenGrantRequest(
        this.#server,
        this.#client,
        oauth.None(),
        refreshToken,
        this.#requestOptions(),
      );
      await oauth.processRefreshTokenResponse(this.#server, this.#client, response);
      return true;
    } catch (error) {
      if (error instanceof oauth.ResponseBodyError && error.error === 'invalid_grant') return false;
      throw sessionNotChecked(error);
    }
  }

  /** By the API of user pools, which needs no credentials for this, as the domain's endpoint is missing locally. */
  async revoke(refreshToken: string): Promise<void> {
    try {
      const answer = await fetch(this.#endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken',
        },
        body: JSON.stringify({ ClientId: this.#client.client_id, Token: refreshToken }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!answer.ok) throw new Error(`RevokeToken answered ${answer.status}: ${await answer.text()}`);
    } catch (error) {
      throw sessionNotChecked(error);
    }
  }

  async claimsOf(idToken: string, clientId = this.#client.client_id): Promise<CognitoIdTokenPayload | undefined> {
    try {
      return await this.#verifier.verify(idToken, { clientId });
    } catch (error) {
      if (isUnfitToken(error)) return undefined;
      throw new NotReachedError('Kunci untuk memeriksa sesi tidak dapat dibaca. Ulangi sebentar lagi.', {
        cause: error,
      });
    }
  }

  #requestOptions() {
    // Only the local engine uses HTTP.
    const isPlain = this.#server.token_endpoint?.startsWith('http:') ?? false;
    return { [oauth.allowInsecureRequests]: isPlain, signal: () => AbortSignal.timeout(TIMEOUT_MS) };
  }
}

const TIMEOUT_MS = 3_000;

function sessionNotChecked(cause: unknown): NotReachedError {
  return new NotReachedError('Sesi Anda tidak dapat diperiksa. Ulangi sebentar lagi.', { cause });
}

/** Whether the error is a refusal or an answer that does not match the request. */
function isRefusal(error: unknown): boolean {
  if (error instanceof oauth.AuthorizationResponseError) return true;
  if (error instanceof oauth.OperationProcessingError) return error.code !== oauth.RESPONSE_IS_NOT_CONFORM;
  return error instanceof oauth.ResponseBodyError && error.status < 500;
}

/**
 * A verifier of ID tokens. Fetches the keys with the first token, and again for an unknown key id, then treats unknown
 * key ids as invalid for ten seconds: forged tokens do not cause a fetch each.
 */
function verifierOf(userPoolId: string, keysAddress: string) {
  // The library only uses HTTPS and derives the URL from the issuer; the local engine has another.
  const fetcher = { fetch: async () => await bytesAt(keysAddress) };
  const customJwtCheck = ({ payload }: { readonly payload: { readonly exp?: number } }) => {
    // The library accepts a token without an expiry.
    if (payload.exp === undefined) throw new JwtParseError('JWT has no exp claim');
  };
  const jwksCache = new SimpleJwksCache({ fetcher });
  return CognitoJwtVerifier.create({ userPoolId, tokenUse: 'id', customJwtCheck }, { jwksCache });
}

async function bytesAt(address: string): Promise<ArrayBuffer> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return await answer.arrayBuffer();
}

function isUnfitToken(error: unknown): boolean {
  const isOfKeys = error instanceof JwksValidationError || error instanceof JwkValidationError;
  return error instanceof JwtBaseError && !isOfKeys;
}
