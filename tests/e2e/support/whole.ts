import { env } from 'node:process'

/** `npm run test:whole` plays everything; `npm test`, for which there is less time, some of it. */
export const isWhole = env['WHOLE'] === '1'
