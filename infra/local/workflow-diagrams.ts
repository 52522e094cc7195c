import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ROOT } from './places.ts';

// node infra/local/workflow-diagrams.ts: writes the diagrams of workflows/README.md from the definitions.

const README = join(ROOT, 'workflows', 'README.md');

const step = z.object({
  Type: z.enum(['Task', 'Choice', 'Wait', 'Map', 'Succeed', 'Fail']),
  Next: z.string().optional(),
  End: z.literal(true).optional(),
  Choices: z.array(z.object({ Condition: z.string(), Next: z.string() })).default([]),
  Default: z.string().optional(),
  Catch: z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() })).default([]),
});
const processor = z.object({ StartAt: z.string(), States: z.record(z.string(), step) });
const state = step.extend({ ItemProcessor: processor.optional() });
const definition = z.object({ StartAt: z.string(), States: z.record(z.string(), state) });

type Processor = z.infer<typeof processor>;
type Definition = z.infer<typeof definition>;

/** The mermaid flowchart of a workflow: tasks, choices (diamonds), waits and ends (rounded), and catches (dotted). */
export function diagramOf(workflow: string): string {
  const text = readFileSync(join(ROOT, 'workflows', `${workflow}.asl.json`), 'utf8');
  return ['flowchart TD', ...linesOf(definition.parse(JSON.parse(text)), '')].map((line) => `${line}\n`).join('');
}

/**
 * The README with the diagram of each workflow, in the mermaid block of the section with the workflow's name.
 * @throws Error a section names no definition
 */
export function withDiagrams(readme: string): string {
  return readme.replaceAll(
    /(^## (\S+)\n(?:(?!^## )[\s\S])*?^```mermaid\n)[\s\S]*?^```$/gm,
    (_, upToDiagram: string, workflow: string) => `${upToDiagram}${diagramOf(workflow)}\`\`\``,
  );
}

function linesOf({ StartAt, States }: Definition, within: string): string[] {
  const idOf = (name: string) => `${within}${name.replaceAll(' ', '_')}`;
  const start = `${within}start`;
  const end = `${within}stop`;
  const states = Object.entries(States);
  const arrows = states.flatMap(([name, { Next, End, Choices, Default, Catch }]) => [
    ...Choices.map(({ Condition, Next: next }) => arrow(idOf(name), '-->', idOf(next), conditionOf(Condition))),
    ...(Default === undefined ? [] : [arrow(idOf(name), '-->', idOf(Default), 'otherwise')]),
    ...(Next === undefined ? [] : [arrow(idOf(name), '-->', idOf(Next))]),
    ...(End === undefined ? [] : [arrow(idOf(name), '-->', end)]),
    ...Catch.map(({ ErrorEquals, Next: next }) => arrow(idOf(name), '-.->', idOf(next), ErrorEquals.join(', '))),
  ]);
  return [
    `  ${start}(["start"])`,
    ...states.flatMap(([name, { Type, ItemProcessor }]) => nodeOf(idOf(name), name, Type, ItemProcessor)),
    ...(states.some(([, { End }]) => End) ? [`  ${end}(["end"])`] : []),
    arrow(start, '-->', idOf(StartAt)),
    ...arrows,
  ];
}

function nodeOf(id: string, name: string, type: z.infer<typeof state>['Type'], within?: Processor): string[] {
  if (within !== undefined) {
    const inner = linesOf(within, `${id}_`).map((line) => `  ${line}`);
    return [`  subgraph ${id}["${name}, for each item"]`, ...inner, '  end'];
  }
  if (type === 'Choice') return [`  ${id}{"${name}"}`];
  return [type === 'Task' ? `  ${id}["${name}"]` : `  ${id}(["${name}"])`];
}

function arrow(from: string, line: '-->' | '-.->', to: string, label?: string): string {
  return label === undefined ? `  ${from} ${line} ${to}` : `  ${from} ${line}|"${label}"| ${to}`;
}

/** A JSONata condition without its delimiters and the prefix of the state's input. */
function conditionOf(jsonata: string): string {
  return jsonata
    .replaceAll(/^\{%\s*|\s*%\}$/g, '')
    .replaceAll('$states.input.', '')
    .replaceAll('"', "'");
}

if (import.meta.main) writeFileSync(README, withDiagrams(readFileSync(README, 'utf8')));
