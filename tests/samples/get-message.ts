/**
 * `browser.i18n.getMessage` without a browser: `$1` to `$9` are replaced, and an unknown key is an empty text.
 */
export function getMessageOf(messages: Readonly<Record<string, { readonly message: string }>>) {
  return (key: string, substitutions?: string | readonly string[]): string => {
    const given = typeof substitutions === 'string' ? [substitutions] : (substitutions ?? [])
    const message = messages[key]?.message ?? ''
    return message
      .replaceAll(/\$([1-9])/g, (_, at: string) => given[Number(at) - 1] ?? '')
      .replaceAll('$$', '$')
  }
}
