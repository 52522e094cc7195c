// Run by start-up.ts in a process of its own: imports a bundled function, calls it once with an event, and prints the
// milliseconds that both took. It imports nothing, so that whatever the function needs is loaded on the clock.

const [file = '', event = ''] = process.argv.slice(2);
const began = performance.now();
const { handler } = await import(file);
const answer: unknown = await handler(JSON.parse(event), {
  functionName: 'bench',
  functionVersion: '1',
  invokedFunctionArn: '',
  memoryLimitInMB: '1024',
  awsRequestId: 'bench',
}).catch((error: unknown) => error);
const milliseconds = performance.now() - began;

/** What a call came to: the status of an answer, or the name of a refusal. */
function outcomeOf(came: unknown): unknown {
  if (came instanceof Error) return came.name;
  return typeof came === 'object' && came !== null && 'statusCode' in came ? came.statusCode : came;
}

// After whatever the function logged.
process.stdout.write(`\n${JSON.stringify({ milliseconds, outcome: outcomeOf(answer) })}`);
