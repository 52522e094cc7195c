// Functions log to the standard streams: drop these lines, which would hide the output of the test run.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, ...rest: never[]) =>
    typeof chunk === 'string' && chunk.startsWith('{"') ? true : write(chunk, ...rest);
}

// Powertools warns at each line without a namespace.
process.env.POWERTOOLS_METRICS_NAMESPACE ??= 'Tests';
