/** What a page shows in its text fields, boxes and lists, by name. */
export function shownIn(html: string): Record<string, readonly string[]> {
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
