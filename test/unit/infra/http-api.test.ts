import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ALL_ROUTES } from '../../../functions/api/all.routes.ts';
import { consoleRows } from '../../../functions/console/console.routes.ts';
import { peoplePageRows } from '../../../functions/people/page/people-pages.routes.ts';
import type { Route } from '../../../functions/platform/http/route.ts';
import { resources, synthesized } from '../../harness/synthesized.ts';

const PAGE_ROWS = [...consoleRows(), ...peoplePageRows()];
type Page = Pick<Route, 'method' | 'path'>;

const { face, service } = synthesized('prod');
const routes = Object.values(resources('AWS::ApiGatewayV2::Route', service)).map((route) => route.Properties);

describe('the gateway', () => {
  it.each(Object.values<Route>(ALL_ROUTES))(
    'has a route $method $path for $who',
    ({ method, path, who, takesSession }) => {
      const route = routes.find((candidate) => candidate.RouteKey === `${method} ${path}`);
      expect(route).toMatchObject(
        who === 'open' || takesSession
          ? { AuthorizationType: 'NONE' }
          : { AuthorizationType: 'JWT', AuthorizerId: { Ref: expect.any(String) } },
      );
    },
  );

  it.each(PAGE_ROWS)('has a page $method $path, whose function verifies the session', (page) => {
    const route = routes.find((candidate) => candidate.RouteKey === `${page.method} ${page.path}`);
    expect(route).toMatchObject({ AuthorizationType: 'NONE' });
  });

  it.each([...Object.values<Route>(ALL_ROUTES), ...PAGE_ROWS].filter(({ method }) => method === 'GET'))(
    'answers HEAD $path with the authorization of GET',
    ({ path }) => {
      const [get, head] = ['GET', 'HEAD'].map((method) =>
        routes.find(({ RouteKey }) => RouteKey === `${method} ${path}`),
      );
      expect(head).toEqual({ ...get, RouteKey: `HEAD ${path}` });
    },
  );

  it('has no other route except the default, which answers 404', () => {
    const keys = routes.map((route) => route.RouteKey);
    const rows = [...Object.values<Page>(ALL_ROUTES), ...PAGE_ROWS].flatMap(({ method, path }) =>
      (method === 'GET' ? [method, 'HEAD'] : [method]).map((each) => `${each} ${path}`),
    );
    expect(keys.sort()).toEqual([...rows, '$default'].sort());
  });

  it('has fewer routes than the 300 that AWS allows an API', () => {
    expect(routes.length).toBeLessThan(300);
  });

  it('requires a token of the user pool for the client', () => {
    service.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: [{ Ref: 'UserPoolClientId' }],
        Issuer: {
          'Fn::Join': ['', ['https://cognito-idp.ap-southeast-3.amazonaws.com/', { Ref: 'UserPoolId' }]],
        },
      },
    });
  });

  it('reaches each function by one integration and one permission', () => {
    const functions = ['serveApi', 'serveReports', 'serveConsole', 'servePeople'];
    service.resourceCountIs('AWS::ApiGatewayV2::Integration', functions.length);
    const permissions = Object.values(resources('AWS::Lambda::Permission', service)).filter(
      (permission) => permission.Properties.Principal === 'apigateway.amazonaws.com',
    );
    expect(permissions).toHaveLength(functions.length);
  });

  it('throttles, and logs no IP addresses, claims or paths with ids', () => {
    face.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
      AccessLogSettings: { Format: Match.stringLikeRegexp('requestId') },
    });
    const formats = Object.values(resources('AWS::ApiGatewayV2::Stage', face));
    expect(JSON.stringify(formats)).not.toMatch(/context\.(identity|authorizer|path)/);
  });
});
