import type { Files } from './zip.ts'

/** All that a package for a browser may contain. */
const packageFiles = [
  /^manifest\.json$/,
  /^(?:CHANGELOG|THIRD-PARTY-LICENSES)\.txt$/,
  /^[\w-]+\.(?:html|js)$/,
  /^chunks\/[\w-]+\.js$/,
  /^assets\/[\w-]+\.css$/,
  /^_locales\/\w+\/messages\.json$/,
  /^icons\/\w+\.(?:png|svg)$/,
]
const neededFiles = ['manifest.json', 'THIRD-PARTY-LICENSES.txt']

/** All that the sources may contain: no tests, no settings of a machine. */
const sourceFiles = [
  /^(?:components|entrypoints|lib|modules|public)\/(?!.*\.test\.)[\w./-]+\.(?:tsx?|css|html|yml|json|png|svg)$/,
  /^(?:package|package-lock|tsconfig)\.json$/,
  /^wxt\.config\.ts$/,
  /^\w+\.md$/,
  /^LICENSE$/,
]

const textFile = /\.(?:js|tsx?|json|html|css|yml|md|txt|svg)$/

/** What must be in no text file, with the words that describe it. */
const leaks: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a source map', /[#@] sourceMappingURL=/],
  ['a test', /\bfrom\s*['"](?:vitest|@testing-library\/)/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*(?:\\n)?[A-Za-z0-9+/]{40}/],
  ['a private JWK', /["']?\bd["']?\s*:\s*["'`][\w-]{40,}["'`]/],
  [
    'a token',
    /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.|\b(?:ghp|gho|ghs|npm)_\w{36}\b|\bgithub_pat_\w{50}/,
  ],
  ['credentials in a URL', /\bhttps?:\/\/[\w.-]+:[^\s/@'"`$<{]+@/],
  ['a path of this machine', /(?:^|[^\w.])\/(?:home|Users|root)\/\w+\//],
]

/** The first thing that is wrong with a package for a browser, as one sentence. */
export function packageFault(name: string, files: Files): string | undefined {
  return (
    missing(name, files, neededFiles) ?? unexpected(name, files, packageFiles) ?? leak(name, files)
  )
}

/** The first thing that is wrong with the zip of the sources, as one sentence. */
export function sourcesFault(name: string, files: Files): string | undefined {
  return (
    missing(name, files, ['package.json', 'package-lock.json', 'wxt.config.ts', 'README.md']) ??
    unexpected(name, files, sourceFiles) ??
    leak(name, files)
  )
}

/** The first difference between two packages, as one sentence. */
export function difference(name: string, built: Files, rebuilt: Files): string | undefined {
  for (const [file, content] of built) {
    const other = rebuilt.get(file)
    if (!other) return `${file} of ${name} is missing when it is rebuilt from the sources.`
    if (!content.equals(other))
      return `${file} of ${name} differs when it is rebuilt from the sources.`
  }
  const added = [...rebuilt.keys()].find((file) => !built.has(file))
  return added && `${added} is added to ${name} when it is rebuilt from the sources.`
}

/** Whether package, manifest and changelog name the same version. */
export function versionFault(
  version: string,
  manifests: Readonly<Record<string, string>>,
  changelog: string,
): string | undefined {
  const other = Object.entries(manifests).find(([, named]) => named !== version)
  if (other)
    return `The manifest of ${other[0]} has version ${other[1]}, package.json has ${version}.`
  if (!changelog.includes(`\n## [${version}] - `))
    return `CHANGELOG.md has no section "## [${version}] - date".`
  return undefined
}

function missing(name: string, files: Files, needed: readonly string[]): string | undefined {
  const file = needed.find((path) => !files.has(path))
  return file && `${name} has no ${file}.`
}

function unexpected(name: string, files: Files, allowed: readonly RegExp[]): string | undefined {
  const file = [...files.keys()].find((path) => !allowed.some((pattern) => pattern.test(path)))
  return file && `${name} contains ${file}, which does not belong there.`
}

function leak(name: string, files: Files): string | undefined {
  for (const [file, content] of files) {
    if (!textFile.test(file)) continue
    const text = content.toString()
    const found = leaks.find(([, pattern]) => pattern.test(text))
    if (found) return `${file} in ${name} contains ${found[0]}.`
  }
  return undefined
}
