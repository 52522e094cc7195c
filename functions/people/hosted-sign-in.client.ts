import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { JwksValidationError, JwkValidationError, JwtBaseError, JwtParseError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { CognitoIdTokenPayload } from 'aws-jwt-verify/jwt-model';
import * as oauth from 'oauth4webapi';
import { NotReachedError } from '../platform/values/errors.ts';

/** A sign-in that has begun: what has to be known again when it comes back. */
export interface BegunSignIn {
  /** Ties the answer to the browser that asked. */
  readonly state: string;
  /** Proves that whoever redeems the code has asked for it (PKCE, RFC 7636). */
  readonly verifier: string;
}

/** A page elsewhere on which people sign in, and what it says about them. */
export interface HostedSignIn {
  /** Begins a sign-in, which the browser goes on with at the address. */
  begin(): Promise<BegunSignIn & { readonly address: string }>;
  /**
   * Redeems what the page has sent the browser back with.
   * @returns the ID token; undefined if the answer is none of that sign-in, or refuses it
   * @throws NotReachedError the page does not answer
   */
  complete(answer: URLSearchParams, begun: BegunSignIn): Promise<string | undefined>;
  /**
   * What an ID token says, if it is one of ours and in force.
   * @param clientId the client that it was made for, if not this one
   * @throws NotReachedError the keys that tokens are signed with cannot be read
   */
  claimsOf(idToken: string, clientId?: string): Promise<CognitoIdTokenPayload | undefined>;
  /** Where the browser has to go to be signed out there as well. */
  readonly signOutAddress: string;
}

/** What there is to know about the user pool. */
export interface CognitoOptions {
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** Address of the user pool's domain. */
  readonly signInUrl: string;
  /** Where the browser comes back to, signed in and signed out. */
  readonly callbackUrl: string;
  readonly signedOutUrl: string;
  /** Where AWS answers, if not at its own addresses. */
  readonly endpoint?: string | undefined;
}

/** Cognito's hosted page: an authorization code with PKCE for a client without a secret. */
export class CognitoSignIn implements HostedSignIn {
  readonly signOutAddress: string;
  readonly #server: oauth.AuthorizationServer;
  readonly #client: oauth.Client;
  readonly #callbackUrl: string;
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
    });
    return { state, verifier, address: `${this.#server.authorization_endpoint}?${query}` };
  }

  async complete(answer: URLSearchParams, { state, verifier }: BegunSignIn): Promise<string | undefined> {
    try {
      const checked = oauth.validateAuthResponse(this.#server, this.#client, answer, state);
      const response = await oauth.authorizationCodeGrantRequest(
        this.#server,
        this.#client,
        oauth.None(),
        checked,
        this.#callbackUrl,
        verifier,
        { [oauth.allowInsecureRequests]: this.#isPlain, signal: () => AbortSignal.timeout(PATIENCE_MS) },
      );
      const tokens = await oauth.processAuthorizationCodeResponse(this.#server, this.#client, response, {
        requireIdToken: true,
      });
      return tokens.id_token;
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw new NotReachedError('Halaman masuk tidak dapat dihubungi. Ulangi sebentar lagi.', { cause: error });
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

  /** Only the local engine speaks plain HTTP. */
  get #isPlain(): boolean {
    return this.#server.token_endpoint?.startsWith('http:') ?? false;
  }
}

const PATIENCE_MS = 3_000;

/** Whether the page has said no, or said something that is no answer to what was asked. */
function isRefusal(error: unknown): boolean {
  if (error instanceof oauth.AuthorizationResponseError) return true;
  if (error instanceof oauth.OperationProcessingError) return error.code !== oauth.RESPONSE_IS_NOT_CONFORM;
  return error instanceof oauth.ResponseBodyError && error.status < 500;
}

/**
 * A verifier of ID tokens. It fetches the keys with the first token, and again for a key id that is not among them, after
 * which it takes unknown key ids for invalid for ten seconds: forged tokens do not cause a fetch each.
 */
function verifierOf(userPoolId: string, keysAddress: string) {
  // The library only speaks HTTPS, and derives the address from the issuer, which is not where the local engine answers.
  const fetcher = { fetch: async () => await bytesAt(keysAddress) };
  const customJwtCheck = ({ payload }: { readonly payload: { readonly exp?: number } }) => {
    // The library checks an expiry only where there is one.
    if (payload.exp === undefined) throw new JwtParseError('JWT has no exp claim');
  };
  const jwksCache = new SimpleJwksCache({ fetcher });
  return CognitoJwtVerifier.create({ userPoolId, tokenUse: 'id', customJwtCheck }, { jwksCache });
}

async function bytesAt(address: string): Promise<ArrayBuffer> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return await answer.arrayBuffer();
}

function isUnfitToken(error: unknown): boolean {
  const isOfKeys = error instanceof JwksValidationError || error instanceof JwkValidationError;
  return error instanceof JwtBaseError && !isOfKeys;
}
