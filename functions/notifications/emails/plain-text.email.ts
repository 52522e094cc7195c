import type { LetterEntry, LetterPart, LetterView } from './letter-view.email.ts';

/** A letter as plain text, complete: for readers without HTML, and for whoever has to print or file it. */
export function plainText({ texts, ...view }: LetterView): string {
  return [
    view.day === undefined ? texts.brand : `${texts.brand}, ${view.day}`,
    view.fact,
    view.to,
    ...view.opening,
    ...view.parts.map(partOf),
    `${texts.following.toUpperCase()}\n\n${view.following.join('\n')}`,
    texts.thanks,
    `-- \n${texts.why}: ${view.why}`,
    ...view.notes,
    texts.links,
    `${texts.brand}: ${texts.about}\n${view.home}`,
  ].join('\n\n');
}

function partOf({ heading, count, text, entries, names = [], more }: LetterPart): string {
  return [
    `${heading.toUpperCase()} (${count})`,
    ...(text === undefined ? [] : [text]),
    ...entries.map(entryOf),
    ...(names.length === 0 ? [] : [names.map((name) => `- ${name}`).join('\n')]),
    ...(more === undefined ? [] : [more.href === undefined ? more.text : `${more.text}\n${more.href}`]),
  ].join('\n\n');
}

function entryOf({ statement, fact, date, task, href }: LetterEntry, index: number): string {
  const number = `${index + 1}. `;
  const indent = ' '.repeat(number.length);
  return `${number}${statement}\n${indent}${fact}; ${date}\n${indent}${task}\n${indent}${href}`;
}
