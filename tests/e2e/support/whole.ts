import { env } from 'node:process'

/** `npm run test:whole` plays the tables whole; a run of all tests takes some of each row, to end in time. */
export const isWhole = env['WHOLE'] === '1'
