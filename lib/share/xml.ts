import { escapeHtml } from './html'

type Attributes = Readonly<Record<string, string | number>>

/**
 * A text as the content of an element or attribute. What HTML does not allow, XML does not either.
 *
 * @see [XML 1.0](https://www.w3.org/TR/xml/#charsets)
 */
export function escapeXml(text: string): string {
  return escapeHtml(text).replaceAll(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`)
}

/** An element with attributes. `content` is XML already. */
export function element(
  name: string,
  attributes: Attributes,
  content: readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .map(([attribute, value]) => ` ${attribute}="${escapeXml(String(value))}"`)
    .join('')
  return content.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${content.join('')}</${name}>`
}
