import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
    rules: {
      // As components are rendered.
      'doctype-style': ['error', { style: 'lowercase' }],
      'void-style': ['error', { style: 'selfclosing' }],
      // The title of a letter is its subject, which may be long.
      'long-title': 'off',
      // User texts may contain numbers that look like telephone numbers.
      'tel-non-breaking': 'off',
      // A list repeats its name, as in the URL.
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
    },
  }),
);

/** The problems of an HTML document, a line each. */
export function htmlProblems(html: string): readonly string[] {
  return validator
    .validateStringSync(html)
    .results.flatMap(({ messages }) =>
      messages
        .filter((found) => !isRowOfList(found))
        .map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`),
    );
}

/** The rows of a list have the same names. */
function isRowOfList({ ruleId, message }: { readonly ruleId: string; readonly message: string }): boolean {
  return ruleId === 'form-dup-name' && message.includes('"offices.');
}

/** The visible text of an HTML document, in one line. */
export function visibleText(html: string): string {
  return html
    .replace(/^.*<body[^>]*>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replaceAll(' ;', ';');
}

/** What a page shows in its text fields, boxes and lists, by name. */
export function fieldsShown(html: string): Record<string, readonly string[]> {
  const shown: Record<string, string[]> = {};
  const add = (name: string, value: string) => {
    shown[name] = [...(shown[name] ?? []), unescaped(value)];
  };
  for (const [tag] of html.matchAll(/<input (?:[^>"]|"[^"]*")*>/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
    const isBox = ['checkbox', 'radio'].includes(attribute('type'));
    if (!isBox || / checked\b/.test(tag)) add(attribute('name'), attribute('value'));
  }
  for (const [, name = '', inner = ''] of html.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    add(
      name,
      /<option [^>]*selected[^>]*value="([^"]*)"|<option value="([^"]*)" selected/.exec(inner)?.slice(1).join('') ?? '',
    );
  }
  for (const [, name = '', inner = ''] of html.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>\n(.*?)<\/textarea>/gs)) {
    add(name, inner);
  }
  return shown;
}

function unescaped(html: string): string {
  return html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
