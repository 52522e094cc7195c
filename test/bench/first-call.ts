// start-up.ts runs this in a process of its own: imports a bundled function, calls it once and prints the milliseconds
// for both. It imports nothing itself, so that everything the function needs is loaded within the measured time.

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

/** The status of an answer, or the name of an error. */
function outcomeOf(result: unknown): unknown {
  if (result instanceof Error) return result.name;
  return typeof result === 'object' && result !== null && 'statusCode' in result ? result.statusCode : result;
}

// On a new line, after the logs of the function.
process.stdout.write(`\n${JSON.stringify({ milliseconds, outcome: outcomeOf(answer) })}`);
