import { FRAME_TEXTS } from '../../platform/pages/frame.texts.ts';
import { LETTER_TEXTS } from './letter.texts.ts';
import { type LetterEntry, type LetterPart, type LetterView, privacyAddress } from './letter-view.email.ts';

/** The complete letter as plain text, for mail readers without HTML, printing and filing. */
export function plainText(view: LetterView): string {
  const { brand, about, privacy } = FRAME_TEXTS[view.language];
  const texts = LETTER_TEXTS[view.language];
  return [
    view.day === undefined ? brand : `${brand}, ${view.day}`,
    view.fact,
    view.to,
    ...view.opening,
    ...(view.links ?? []).map(({ text, href }) => `${text}\n${href}`),
    ...view.parts.map(partOf),
    `${texts.following.toUpperCase()}\n\n${view.following.join('\n')}`,
    texts.thanks,
    `-- \n${texts.why}: ${view.why}`,
    ...view.notes,
    texts.links,
    `${brand}: ${about}\n${view.home}`,
    `${privacy}\n${privacyAddress(view)}`,
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
