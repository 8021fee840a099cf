import type { AdapterFactory, AdapterPayload } from 'oidc-provider'

/** Returns an in-memory store for oidc-provider that belongs to one sandbox only. */
export function createStore(): AdapterFactory {
  const entries = new Map<string, AdapterPayload>()

  function findBy(model: string, member: 'uid' | 'userCode', value: string) {
    for (const [key, payload] of entries) {
      if (key.startsWith(`${model}:`) && payload[member] === value) return payload
    }
    return undefined
  }

  return (model) => ({
    upsert: async (id, payload) => void entries.set(`${model}:${id}`, payload),
    find: async (id) => entries.get(`${model}:${id}`),
    findByUid: async (uid) => findBy(model, 'uid', uid),
    findByUserCode: async (userCode) => findBy(model, 'userCode', userCode),
    destroy: async (id) => void entries.delete(`${model}:${id}`),
    consume: async (id) => {
      const payload = entries.get(`${model}:${id}`)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, payload] of entries) {
        if (key.startsWith(`${model}:`) && payload.grantId === grantId) entries.delete(key)
      }
    },
  })
}
