const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for HTML content and quoted attribute values. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)

const characters: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(entities).map(([character, entity]) => [entity, character]),
)

/** Undoes `escapeHtml`. */
export const unescapeHtml = (text: string): string =>
  text.replaceAll(/&(?:#39|\w+);/g, (entity) => characters[entity] ?? entity)

/** Writes a value as JSON that is safe inside a script element. */
export const asJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', String.raw`\u003c`)

const css = `
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1b2430; background: #eef1f5 }
body { max-width: 26rem; margin: 4rem auto; padding: 0 1rem }
main { padding: 1.5rem 2rem 2rem; background: #fff; border: 1px solid #d5dbe3; border-radius: .75rem }
header { margin: 0 0 1rem; font-weight: 600; color: #1f5f4a }
h1 { margin: 0 0 1rem; font-size: 1.35rem; line-height: 1.25 }
label { display: block; margin: .75rem 0 .25rem }
fieldset { margin: 0; padding: 0; border: 0 }
legend { padding: 0 }
ul { margin: 0; padding-left: 1.2rem }
fieldset label { display: flex; gap: .6rem; margin: .5rem 0; padding: .6rem .8rem;
  border: 1px solid #d5dbe3; border-radius: .5rem }
input:not([type=radio]) { box-sizing: border-box; width: 100%; padding: .5rem .65rem; font: inherit;
  border: 1px solid #98a2b0; border-radius: .4rem }
button { margin: 1.25rem .5rem 0 0; padding: .55rem 1.2rem; font: inherit; font-weight: 600;
  border: 1px solid #1f5f4a; border-radius: .4rem; color: #fff; background: #1f5f4a; cursor: pointer }
button.quiet { color: #1f5f4a; background: #fff }
:focus-visible { outline: 3px solid #7cc4ab; outline-offset: 2px }
dl { margin: 0 } dt { font-size: .85rem; color: #566273 } dd { margin: 0 0 .75rem }
code { overflow-wrap: anywhere }
[role=alert] { color: #a3261d }
`

/** Returns a whole page without any external resource; `body` and `head` are HTML. */
export function page(
  title: string,
  content: { readonly body: string; readonly head?: string; readonly by?: string },
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${css}</style>
${content.head ?? ''}
</head>
<body>
<main>
<header>${escapeHtml(content.by ?? 'Open Finance Sandbox')}</header>
<h1 id="title">${escapeHtml(title)}</h1>
${content.body}
</main>
</body>
</html>
`
}
