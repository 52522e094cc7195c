import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import * as z from 'zod';
import { ROOT, STATE } from '../../infra/local/places.ts';

/**
 * Starts a headless browser. On Linux (x64) it comes from a package, with its libraries and font; elsewhere it is the
 * installed Chrome.
 */
export async function startBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return await chromium.launch({ channel: 'chrome', args });
  const home = await unpacked();
  return await chromium.launch({
    executablePath: join(home, 'chromium'),
    args,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
    },
  });
}

const args = [
  // The sandbox does not work as root; the browser loads our own pages only.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--font-render-hinting=none',
  // No access to other machines.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
];

const PACKAGE = join(ROOT, 'node_modules', '@sparticuz', 'chromium');
const ARCHIVES = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'] as const;

/** Unpacks the browser once for each version: into a draft folder first, so that no worker starts half a browser. */
async function unpacked(): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')));
  const home = join(STATE, `browser-${version}`);
  if (existsSync(home)) return home;
  mkdirSync(STATE, { recursive: true });
  const draft = mkdtempSync(join(STATE, 'browser-draft-'));
  const before = process.env.TMPDIR;
  try {
    // The package unpacks to TMPDIR.
    process.env.TMPDIR = draft;
    for (const archive of ARCHIVES) await inflate(join(PACKAGE, 'bin', archive));
    // The package's configuration has the font folders of Lambda.
    writeFileSync(join(draft, 'fonts', 'fonts.conf'), fontConfiguration(home));
    moveInto(home, draft);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(draft, { recursive: true, force: true });
  }
  return home;
}

/** Does nothing if another worker was faster. */
function moveInto(home: string, draft: string): void {
  try {
    renameSync(draft, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  }
}

function fontConfiguration(home: string): string {
  const places = `<dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'fonts-cache')}</cachedir>`;
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${places}</fontconfig>\n`;
}
