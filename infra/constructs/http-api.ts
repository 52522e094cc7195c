import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as gateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ALL_ROUTES } from '../../functions/api/all-routes.ts';
import { PAGES } from '../../functions/console/console.routes.ts';
import type { Route } from '../../functions/platform/http/route.ts';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { ServiceFunction } from './service-function.ts';
import type { UserPool } from './user-pool.ts';

/** What the API stands on. */
export interface HttpApiProps {
  readonly deployment: Pick<Deployment, 'logDays' | 'throttle'>;
  readonly users: UserPool;
  /** The function that answers for the rows of the route table whose callers the gateway verifies. */
  readonly serveApi: ServiceFunction<'serveApi'>;
}

/**
 * The HTTP API: a gateway route per row of the route table, signed in by an ID token unless the row is open. Beside it
 * stand the pages for people, which look at their visitors themselves.
 */
export class HttpApi extends Construct {
  readonly #api: gateway.HttpApi;
  /** Id of the API. */
  readonly id: string;
  /** Where it answers. */
  readonly url: string;
  /** Where people reach the console, without a slash at its end. */
  readonly consoleUrl: string;
  /** Answers with a status of 500 and above: what is our own fault. */
  readonly serverErrors: Metric;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const api = new gateway.HttpApi(this, 'Gateway', { createDefaultStage: false });
    this.#api = api;
    const stage = api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: props.deployment.throttle.rate, burstLimit: props.deployment.throttle.burst },
      accessLogSettings: {
        destination: new gateway.LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', {
            retention: props.deployment.logDays,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
      },
    });
    const authorizer = new HttpUserPoolAuthorizer('IdToken', props.users.pool, {
      userPoolClients: [props.users.client],
    });
    const { serveApi } = props;
    // One permission for the function, whatever the route.
    const integration = new HttpLambdaIntegration(serveApi.node.id, serveApi.function, {
      scopePermissionToRoute: false,
    });
    const nobody = new gateway.HttpNoneAuthorizer();
    // What no row names reaches the API function, which answers 404 in the form of every other problem. It comes first,
    // for integration and permission belong to the first route that uses them, and this one will never go.
    const unknown = new gateway.HttpRoute(this, 'Unknown', {
      httpApi: api,
      routeKey: gateway.HttpRouteKey.DEFAULT,
      integration,
      authorizer: nobody,
    });
    acknowledgeOpen(unknown, 'It answers 404 whatever is asked.');
    for (const { method, path, who, takesSession } of Object.values<Route>(ALL_ROUTES)) {
      if (takesSession) continue;
      const methods = [gateway.HttpMethod[method]];
      const routes = api.addRoutes({ path, methods, integration, authorizer: who === 'open' ? nobody : authorizer });
      if (who === 'open') for (const route of routes) acknowledgeOpen(route, 'The route table says that it is open.');
    }
    this.id = api.apiId;
    this.url = stage.url;
    // As the API itself says, which on the local engine has another name and a port.
    this.consoleUrl = `${api.apiEndpoint}/console`;
    this.serverErrors = stage.metricServerError({ period: WINDOW, statistic: 'Sum' });
  }

  /** Has the function answer for every page of the console. */
  addPages(serveConsole: ServiceFunction<'serveConsole'>): void {
    this.#addVisited(serveConsole, Object.values(PAGES));
  }

  /** Has the function answer for every row of the route table that takes the console's session, too. */
  addReports(serveReports: ServiceFunction<'serveReports'>): void {
    this.#addVisited(
      serveReports,
      Object.values(ALL_ROUTES).filter((row: Route) => row.takesSession === true),
    );
  }

  #addVisited(
    server: ServiceFunction<'serveConsole' | 'serveReports'>,
    rows: readonly Pick<Route, 'method' | 'path'>[],
  ): void {
    const integration = new HttpLambdaIntegration(server.node.id, server.function, { scopePermissionToRoute: false });
    const authorizer = new gateway.HttpNoneAuthorizer();
    for (const { method, path } of rows) {
      const methods = [gateway.HttpMethod[method]];
      const routes = this.#api.addRoutes({ path, methods, integration, authorizer });
      const reason = 'The function verifies the token in the cookie or the header, and sends who has none to sign in.';
      for (const route of routes) acknowledgeOpen(route, reason);
    }
  }
}

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
