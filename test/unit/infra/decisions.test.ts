import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROOT } from '../../../infra/local/places.ts';

const folder = `${ROOT}/infra/decisions`;
const text = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');

it('infra/decisions/README.md lists every decision by its number and title', () => {
  const files = readdirSync(folder)
    .filter((file) => file !== 'README.md')
    .sort();
  const titles = files.map((file) => {
    const [, number, title] = text(file).match(/^# (\d+)\. (.+)\n/) ?? [];
    return [number, title, file];
  });
  const rows = [...text('README.md').matchAll(/^\| (\d+) +\| \[(.+?)\]\((\d{4}-[\w-]+\.md)\)/gm)];
  expect(rows.map(([, number, title, file]) => [number, title, file])).toEqual(titles);
});
