import { sessionDependencies } from '../console/session-dependencies.lambda.ts';
import { SesMailer } from '../notifications/ses-mailer.client.ts';
import { cognito } from '../platform/aws-clients.ts';
import { lambdaEnvironment } from '../platform/environment.ts';
import type { FormRoutes } from '../platform/forms/form-route.ts';
import { gatewayClaims, type RouteHandler, routesWith } from '../platform/http/authenticated-route.ts';
import { type HttpEvent, http, problemAnswer } from '../platform/http/http-handler.ts';
import { changePersonWith, endAccessWith } from './change-person.service.ts';
import { deliverInvitationWith, redeliverInvitationWith } from './invitations/deliver-invitation.service.ts';
import { renderInvitation } from './invitations/invitation.email.ts';
import { invitePersonWith, resendInvitationWith } from './invitations/invite-person.service.ts';
import { MailedInvitations } from './invitations/mailed-invitations.service.ts';
import type { SignedIn } from './load-actor.service.ts';
import { peopleForms, peoplePages } from './page/people.pages.tsx';
import type { PEOPLE_FORMS, PEOPLE_PAGES } from './page/people-pages.routes.ts';
import { peopleHandlers } from './people.handlers.ts';
import { servePeopleEnvironment } from './serve-people.environment.ts';
import { CognitoUserPool } from './user-pool.client.ts';

const environment = servePeopleEnvironment.parse(process.env);
const aws = lambdaEnvironment.parse(process.env);
const shared = sessionDependencies(environment, aws);
const { people, offices, consoleUrl, entrance, actorOfSession, actorWith, problemPage } = shared;

const { MAIL_FROM, CONFIGURATION_SET, USER_POOL_ID, ACCOUNT_PASSWORD } = environment;
const userPool = new CognitoUserPool(cognito, USER_POOL_ID, ACCOUNT_PASSWORD);
const sender = new MailedInvitations({
  mailer: new SesMailer(MAIL_FROM, CONFIGURATION_SET, aws.AWS_REGION, aws.AWS_ENDPOINT_URL),
  render: (invitation) => renderInvitation(invitation, { consoleUrl }),
});
const mail = { people, offices, sender };
const inviting = { people, offices, userPool, deliverInvitation: deliverInvitationWith(mail) };
const dependencies = {
  ...shared,
  invitePerson: invitePersonWith(inviting),
  resendInvitation: resendInvitationWith({ people, userPool, redeliverInvitation: redeliverInvitationWith(mail) }),
  changePerson: changePersonWith({ people, offices }),
  endAccess: endAccessWith({ people, offices, userPool }),
};

const pages = peoplePages(dependencies) satisfies Record<keyof typeof PEOPLE_PAGES, RouteHandler<SignedIn>>;
const forms = peopleForms(dependencies) satisfies Record<keyof typeof PEOPLE_FORMS, FormRoutes<SignedIn>>;

/** Pages have a session; requests of the API have a token, which the gateway has verified. */
const isOfPages = ({ rawPath }: HttpEvent) => rawPath.startsWith('/console/');

/** Accounts, for programs and in the browser. No other function may let somebody sign in, or end that. */
export const handler = http(
  routesWith(
    {
      loadActor: async (event, now) =>
        isOfPages(event) ? await actorOfSession(event, now) : await actorWith(gatewayClaims(event), event, now),
      signIn: (event) => (isOfPages(event) ? entrance.ask(event) : undefined),
    },
    [
      ...peopleHandlers(dependencies),
      ...Object.values<RouteHandler<SignedIn>>(pages),
      ...Object.values<FormRoutes<SignedIn>>(forms).flat(),
    ],
  ),
  (problem, requestId, event) =>
    isOfPages(event) ? problemPage(problem, requestId, event) : problemAnswer(problem, requestId),
);
