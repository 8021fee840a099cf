import { env } from 'node:process'

/** `npm run test:whole` runs every scenario; `npm test` runs a selection to save time. */
export const isWhole = env['WHOLE'] === '1'
