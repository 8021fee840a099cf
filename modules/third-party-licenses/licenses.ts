/** A package whose code is in the bundle. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** The licence that its package.json names. */
  readonly license: string | undefined
  /** The contents of its licence and notice files. */
  readonly texts: readonly string[]
}

/** Packages that are published without a licence file, with the copyright line of their repository. */
const copyrightLines: Readonly<Record<string, string>> = {
  '@webext-core/messaging': 'Copyright (c) 2022 Aaron',
  '@wxt-dev/browser': 'Copyright (c) 2023 Aaron',
  '@wxt-dev/i18n': 'Copyright (c) 2023 Aaron',
  '@wxt-dev/storage': 'Copyright (c) 2023 Aaron',
  wxt: 'Copyright (c) 2023 Aaron',
}

/** Third-party works that a package contains. */
const contents: Readonly<Record<string, string>> = {
  tldts:
    'Contains the Public Suffix List (https://publicsuffix.org/list/), Mozilla Public License 2.0.',
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`

/** The folders of the packages that these modules belong to, sorted, each once. Module paths use slashes. */
export function packageFolders(moduleIds: readonly string[]): readonly string[] {
  const folders = moduleIds.map(
    (id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id.replace(/^\0/, ''))?.[0],
  )
  return [...new Set(folders.filter((folder) => folder !== undefined))].toSorted()
}

/**
 * One section for each package, by name.
 *
 * @throws Error if the licence text of a package is not known.
 */
export function licensesText(packages: readonly BundledPackage[]): string {
  const sections = packages
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, license, texts }) =>
      [
        `${name} ${version} (${license ?? 'see below'})`,
        `https://www.npmjs.com/package/${name}/v/${version}`,
        ...(contents[name] ? [contents[name]] : []),
        '',
        ...licenseOf(name, license, texts),
      ].join('\n'),
    )
  const intro =
    'Parley contains the following packages. Their source code is at the addresses named.'
  return `${[intro, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

function licenseOf(
  name: string,
  license: string | undefined,
  texts: readonly string[],
): readonly string[] {
  if (texts.length > 0) return [texts.map((text) => text.trim()).join('\n\n')]
  const copyright = copyrightLines[name]
  if (copyright && license === 'MIT') return ['MIT License', '', copyright, '', mit]
  throw new Error(
    `The package ${name} has no licence file. Add its copyright line to modules/third-party-licenses/licenses.ts.`,
  )
}
