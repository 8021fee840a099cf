import { test } from 'vitest'
import { hostile } from './texts'
import { appendFileSync } from 'node:fs'
test('times', async () => {
  const out = process.env['OUT'] ?? '/tmp/times.txt'
  for (const { name, prepare } of hostile) {
    await (
      await prepare(2_000)
    )()
    const ms: number[] = []
    for (const n of [32_000, 64_000, 256_000]) {
      const run = await prepare(n)
      const t = performance.now()
      try {
        await run()
      } catch (e) {
        ms.push(-1)
        appendFileSync(out, `THROW ${name} ${String(e)}\n`)
      }
      ms.push(performance.now() - t)
      if (ms.at(-1)! > 4000) break
    }
    appendFileSync(
      out,
      `${Math.max(...ms)
        .toFixed(0)
        .padStart(6)} ${ms.map((x) => x.toFixed(0)).join(' ')}  ${name}\n`,
    )
  }
}, 590_000)
