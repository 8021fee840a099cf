import { readFile } from 'node:fs/promises'
import { build } from 'vite'

const folder = new URL('../../.artifacts/bench/', import.meta.url).pathname

/** Bundles a script of this folder, which may use the code of Parley, into a text that a page can evaluate. */
export async function bundle(name: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': new URL('../..', import.meta.url).pathname } },
    build: {
      outDir: `${folder}${name}`,
      lib: {
        entry: new URL(`./${name}.ts`, import.meta.url).pathname,
        formats: ['iife'],
        name: 'bench',
        fileName: () => 'page.js',
      },
    },
  })
  return readFile(`${folder}${name}/page.js`, 'utf8')
}
