import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

/** A request with the caller's claims. */
export interface HttpRequest {
  readonly claims: Readonly<Record<string, string>>;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  /** The Idempotency-Key. */
  readonly key?: string | undefined;
  /** The office in Tuntas-Office. */
  readonly office?: string | undefined;
}

/** The event of API Gateway for a request with a verified token. */
export function httpEvent({
  claims,
  method,
  path,
  query,
  body,
  key,
  office,
}: HttpRequest): APIGatewayProxyEventV2WithJWTAuthorizer {
  const routeKey = `${method} ${path}`;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    ...(query === undefined ? {} : { queryStringParameters: query }),
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(office === undefined ? {} : { 'tuntas-office': office }),
    },
    requestContext: {
      accountId: '000000000000',
      apiId: 'in-process',
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } },
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}
