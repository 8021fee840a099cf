import { expect, test } from 'vitest'
import { hashesOf, hashNameOf } from '@/lib/jose/hashes'

test('the examples of OpenID Connect Core', async () => {
  const ofToken = await hashesOf('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y')
  const ofCode = await hashesOf('Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk')
  expect(ofToken.S256).toBe('77QmUPtjPfzWtF2AnpK9RQ')
  expect(ofCode.S256).toBe('LDktKdoQak3Pk0cnXxCltA')
  expect([ofToken.S384.length, ofToken.S512.length]).toEqual([32, 43])
})

test('each algorithm has its hash, Ed448 and what is not known have none', () => {
  const names = ['PS256', 'ES384', 'HS512', 'EdDSA', 'Ed25519'].map((alg) => hashNameOf(alg))
  expect(names).toEqual(['S256', 'S384', 'S512', 'S512', 'S512'])
  expect(hashNameOf('EdDSA', 'Ed25519')).toBe('S512')
  for (const alg of ['none', 'ps256', 'XPS256', 'Ed448', 42, undefined])
    expect(hashNameOf(alg)).toBeNull()
  expect(hashNameOf('EdDSA', 'Ed448')).toBeNull()
})
