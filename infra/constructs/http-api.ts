import { Validations } from 'aws-cdk-lib';
import * as gateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ALL_ROUTES } from '../../functions/api/all.routes.ts';
import { consoleRows } from '../../functions/console/console.routes.ts';
import { peoplePageRows } from '../../functions/people/page/people-pages.routes.ts';
import type { Route } from '../../functions/platform/http/route.ts';
import { WINDOW } from './alarms.ts';
import type { Published } from './published.ts';
import type { ServiceFunction } from './service-function.ts';
import type { Users } from './users.ts';

export interface HttpApiProps {
  readonly published: Published;
  readonly users: Users;
}

/**
 * The routes of the HTTP API, which itself belongs to the face (gateway.ts): letters and pages keep its address. The
 * gateway verifies ID tokens, except for open routes and for pages, which verify the session themselves.
 */
export class HttpApi extends Construct {
  readonly #api: gateway.IHttpApi;
  readonly #tokens: HttpUserPoolAuthorizer;
  readonly #open = new gateway.HttpNoneAuthorizer();
  readonly #integrations = new Map<string, HttpLambdaIntegration>();
  /** Address of the console, without a trailing slash. */
  readonly consoleUrl: string;
  /** Answers with a status of 500 and above. */
  readonly serverErrors: Metric;

  constructor(scope: Construct, id: string, { published, users }: HttpApiProps) {
    super(scope, id);
    this.#api = gateway.HttpApi.fromHttpApiAttributes(this, 'Gateway', { httpApiId: published.of('api-id') });
    this.#tokens = new HttpUserPoolAuthorizer('IdToken', users.pool, { userPoolClients: [users.client] });
    this.consoleUrl = published.of('console-url');
    const stage = gateway.HttpStage.fromHttpStageAttributes(this, 'Stage', { stageName: '$default', api: this.#api });
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
      if (row.takesSession === true || row.server !== undefined) continue;
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

  /** Adds the routes and the pages of people. */
  addPeople(server: ServiceFunction<'servePeople'>): void {
    const rows = Object.values<Route>(ALL_ROUTES).filter((row) => row.server === server.name);
    for (const row of rows) this.#add(server, row, this.#tokens);
    for (const row of peoplePageRows()) this.#addOpen(server, row, VERIFIES_SESSION);
  }

  #addOpen(server: HttpFunction, row: Row, reason: string): void {
    for (const route of this.#add(server, row, this.#open)) acknowledgeOpen(route, reason);
  }

  /** Adds the route, and for GET one for HEAD: a route matches its own method only. Each counts as one of the 300 of an API. */
  #add(server: HttpFunction, { method, path }: Row, authorizer: gateway.IHttpRouteAuthorizer): gateway.HttpRoute[] {
    const methods = method === 'GET' ? ([method, 'HEAD'] as const) : [method];
    return methods.map(
      (each) =>
        new gateway.HttpRoute(this, `${each} ${path}`, {
          httpApi: this.#api,
          routeKey: gateway.HttpRouteKey.with(path, gateway.HttpMethod[each]),
          integration: this.#integrationOf(server),
          authorizer,
        }),
    );
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
type HttpFunction = ServiceFunction<'serveApi' | 'serveConsole' | 'servePeople' | 'serveReports'>;

const VERIFIES_SESSION =
  'The function checks the session in the cookie or the token in the header, and redirects a visitor without one to sign in.';

function acknowledgeOpen(route: gateway.HttpRoute, reason: string): void {
  Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
}
