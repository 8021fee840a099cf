import * as v from 'valibot'

const profile = v.object({ profileId: v.string() })
const step = v.object({ profileId: v.string(), step: v.string() })

/** The data of the commands of negative tests. */
export const probeSchemas = {
  profileTestSystem: v.object({ id: v.string(), on: v.boolean() }),
  probesRun: v.object({ profileId: v.string(), steps: v.array(v.string()) }),
  probesStop: profile,
  probesContinue: profile,
  probeOpen: step,
  probeMark: v.object({ ...step.entries, page: v.picklist(['error', 'login']) }),
} as const
