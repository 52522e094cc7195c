import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Attributes } from '../harness/memory/conditions.ts';
import { answerOf } from '../harness/memory/dynamodb.ts';
import { MemoryTable } from '../harness/memory/memory-table.ts';
import { getInput, putInput, queryInput } from '../harness/memory/requests.ts';

// A table on disk, one file a partition: a process that reads it holds no more of it than one that reads DynamoDB.

const stored = z.array(z.custom<Attributes>());

/** Writes every item of a table into a folder. */
export function writePartitions(memory: MemoryTable, folder: string): void {
  for (const [partition, items] of Map.groupBy(memory.all(), ({ pk }) => pk?.S ?? '')) {
    writeFileSync(fileOf(folder, partition), JSON.stringify(items));
  }
}

/** Answers GetItem, PutItem and Query, without indexes, from the files of a folder. */
export function answerFromFiles(folder: string, action: string, input: unknown): object {
  const partition = partitionOf(action, input);
  const file = fileOf(folder, partition);
  const memory = new MemoryTable();
  if (existsSync(file)) for (const item of stored.parse(JSON.parse(readFileSync(file, 'utf8')))) memory.tamper(item);
  const answer = answerOf(memory, action, input);
  if (action === 'PutItem') writePartitions(memory, folder);
  return answer;
}

function partitionOf(action: string, input: unknown): string {
  switch (action) {
    case 'GetItem':
      return getInput.parse(input).Key.pk?.S ?? '';
    case 'PutItem':
      return putInput.parse(input).Item.pk?.S ?? '';
    case 'Query':
      return queryInput.parse(input).ExpressionAttributeValues?.[':p']?.S ?? '';
    default:
      throw new Error(`the table on disk does not know ${action}`);
  }
}

const fileOf = (folder: string, partition: string) => join(folder, `${encodeURIComponent(partition)}.json`);
