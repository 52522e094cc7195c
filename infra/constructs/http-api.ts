import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as gateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ALL_ROUTES } from '../../functions/api/all.routes.ts';
import { consoleRows } from '../../functions/console/console.routes.ts';
import type { Route } from '../../functions/platform/http/route.ts';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { ServiceFunction } from './service-function.ts';
import type { UserPool } from './user-pool.ts';

export interface HttpApiProps {
  readonly deployment: Pick<Deployment, 'logDays' | 'throttle'>;
  readonly users: UserPool;
}

/**
 * The HTTP API, to which functions add their routes. It exists before them, because letters and pages need its address.
 * The gateway verifies ID tokens, except for open routes and for pages, which verify the session themselves.
 */
export class HttpApi extends Construct {
  readonly #api: gateway.HttpApi;
  readonly #tokens: HttpUserPoolAuthorizer;
  readonly #open = new gateway.HttpNoneAuthorizer();
  readonly #integrations = new Map<string, HttpLambdaIntegration>();
  /** Id of the API. */
  readonly id: string;
  readonly url: string;
  /** Address of the console, without a trailing slash. */
  readonly consoleUrl: string;
  /** Answers with a status of 500 and above. */
  readonly serverErrors: Metric;

  constructor(scope: Construct, id: string, { deployment, users }: HttpApiProps) {
    super(scope, id);
    this.#api = new gateway.HttpApi(this, 'Gateway', { createDefaultStage: false });
    const stage = this.#api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: deployment.throttle.rate, burstLimit: deployment.throttle.burst },
      accessLogSettings: {
        destination: new gateway.LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', { retention: deployment.logDays, removalPolicy: RemovalPolicy.DESTROY }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
      },
    });
    this.#tokens = new HttpUserPoolAuthorizer('IdToken', users.pool, { userPoolClients: [users.client] });
    this.id = this.#api.apiId;
    this.url = stage.url;
    // The API's own name for itself, which on the local engine has another host and a port.
    this.consoleUrl = `${this.#api.apiEndpoint}/console`;
    this.serverErrors = stage.metricServerError({ period: WINDOW, statistic: 'Sum' });
  }

  /**
   * Adds the rows of the route table whose callers the gateway verifies, and sends requests that match no route to the
   * function, which answers 404 in the form of every other problem.
   */
  addRoutes(server: ServiceFunction<'serveApi'>): void {
    // First, because integration and permission belong to the first route that uses them, and this one is never removed.
    const route = new gateway.HttpRoute(this, 'Unknown', {
      httpApi: this.#api,
      routeKey: gateway.HttpRouteKey.DEFAULT,
      integration: this.#integrationOf(server),
      authorizer: this.#open,
    });
    acknowledgeOpen(route, 'It answers 404 to every request.');
    for (const row of Object.values<Route>(ALL_ROUTES)) {
      if (row.takesSession === true) continue;
      if (row.who === 'open') this.#addOpen(server, row, 'The route table says that it is open.');
      else this.#add(server, row, this.#tokens);
    }
  }

  /** Adds every page and form of the console. */
  addPages(server: ServiceFunction<'serveConsole'>): void {
    for (const row of consoleRows()) this.#addOpen(server, row, VERIFIES_SESSION);
  }

  /** Adds every row of the route table that accepts the console's session as well as a token. */
  addReports(server: ServiceFunction<'serveReports'>): void {
    for (const row of Object.values<Route>(ALL_ROUTES)) {
      if (row.takesSession === true) this.#addOpen(server, row, VERIFIES_SESSION);
    }
  }

  #addOpen(server: HttpFunction, row: Row, reason: string): void {
    for (const route of this.#add(server, row, this.#open)) acknowledgeOpen(route, reason);
  }

  #add(server: HttpFunction, row: Row, authorizer: gateway.IHttpRouteAuthorizer) {
    const methods = [gateway.HttpMethod[row.method]];
    return this.#api.addRoutes({ path: row.path, methods, integration: this.#integrationOf(server), authorizer });
  }

  /** One integration and one permission for each function, since they do not depend on the route. */
  #integrationOf(server: HttpFunction): HttpLambdaIntegration {
    const integration =
      this.#integrations.get(server.name) ??
      new HttpLambdaIntegration(server.node.id, server.function, { scopePermissionToRoute: false });
    this.#integrations.set(server.name, integration);
    return integration;
  }
}

type Row = Pick<Route, 'method' | 'path'>;
type HttpFunction = ServiceFunction<'serveApi' | 'serveConsole' | 'serveReports'>;

const VERIFIES_SESSION =
  'The function verifies the token in the cookie or the header, and redirects a request without one to the sign-in.';

function acknowledgeOpen(route: gateway.HttpRoute, reason: string): void {
  Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
}

/** The route's pattern, not its path; neither the caller's address nor a claim: the log holds no personal data. */
const ACCESS_LOG_FIELDS = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  gatewayError: '$context.error.responseType',
  integrationError: '$context.integrationErrorMessage',
};
