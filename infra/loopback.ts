/**
 * Where the hosted page returns to after `npm run sign-in`: a listener of that command on the caller's own machine
 * (RFC 8252). Cognito compares the address to the letter, port included, and takes plain HTTP for localhost only.
 */
export const LOOPBACK_URL = 'http://localhost:8765/';
