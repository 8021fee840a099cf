import type { Fixtures } from './fixtures'

export const fixtures: Fixtures<'authorization-request'> = {}
