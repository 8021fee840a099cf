import { expect, test } from 'vitest'
import { isPrivateHost } from '@/lib/model/private-host'

const isPrivate = (host: string) => isPrivateHost(new URL(`https://${host}/token`))

test.each([
  'localhost',
  'LOCALHOST',
  'localhost.',
  'a.localhost',
  'printer.local',
  'x.internal',
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '0.0.0.0',
  '100.64.0.1',
  '100.127.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '10.1',
  '0xa.0.0.1',
  '3232235777',
  '１２７.0.0.1',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[fc00::1]',
  '[fdff::1]',
  '[fe80::1]',
  '[febf::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:10.0.0.1]',
  '[::192.168.0.1]',
  '[64:ff9b::10.0.0.1]',
])('%s is on this computer or its network', (host) => {
  expect(isPrivate(host)).toBe(true)
})

test.each([
  'bank.example',
  'localhost.example',
  'notlocalhost',
  'local.example',
  '8.8.8.8',
  '11.0.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.169.0.1',
  '169.253.0.1',
  '100.63.0.1',
  '100.128.0.1',
  '[2001:db8::1]',
  '[fe00::1]',
  '[fec0::1]',
  '[::ffff:8.8.8.8]',
  '[64:ff9b::8.8.8.8]',
  '127.0.0.1.example',
  '10.example',
])('%s is on the internet', (host) => {
  expect(isPrivate(host)).toBe(false)
})
